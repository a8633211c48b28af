internal import CSystem

/// The words of the command line, as `main` got them.
enum ProgramArguments {
    /// Behind the program's own name. Bytes that are not UTF-8 are replaced; another program gets `raw`.
    static let all = raw.map { String(cString: $0) }

    /// The place of the first word that is not UTF-8, counted from 1; nil where all are.
    static var firstUnreadable: Int? {
        raw.firstIndex { String(validatingCString: $0) == nil }.map { $0 + 1 }
    }

    /// The same words as bytes, each ended by a zero; they live as long as the process.
    static var raw: [UnsafeMutablePointer<CChar>] {
        var words: [UnsafeMutablePointer<CChar>] = []
        var next = csystem_arguments()
        while let word = next.pointee {
            words.append(word)
            next = next.advanced(by: 1)
        }
        return Array(words.dropFirst())
    }
}
