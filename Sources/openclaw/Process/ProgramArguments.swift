internal import CSystem

/// The command line as `main` received it.
enum ProgramArguments {
    /// The name or path by which this program was started; nil if there is none or it is not UTF-8.
    static let start = words.first.flatMap { String(validatingCString: $0) }

    /// The hidden word that asks for the manual page.
    static let manual = "__manual"

    /// Without the program name. Invalid UTF-8 is replaced; an exec'ed program gets `raw` instead.
    static let all = raw.map { String(cString: $0) }

    /// The 1-based position of the first argument that is not UTF-8; nil if all are.
    static var firstUnreadable: Int? {
        raw.firstIndex { String(validatingCString: $0) == nil }.map { $0 + 1 }
    }

    /// The same words as zero-terminated bytes, valid for the lifetime of the process.
    static var raw: [UnsafeMutablePointer<CChar>] { Array(words.dropFirst()) }

    private static var words: [UnsafeMutablePointer<CChar>] {
        var words: [UnsafeMutablePointer<CChar>] = []
        var next = csystem_arguments()
        while let word = next.pointee {
            words.append(word)
            next = next.advanced(by: 1)
        }
        return words
    }
}
