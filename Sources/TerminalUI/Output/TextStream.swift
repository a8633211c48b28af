internal import Glibc

/// The one place where text leaves the program: nothing else calls write(2) for what a person or a script reads.
///
/// It takes a `TerminalText` and nothing else, so nothing foreign can get out raw. (The screens go through ncurses, which
/// is given cells; a crash handler writes constant bytes; files, and the input of `curl` and `claude`, are no text for a
/// terminal.)
package struct TextStream: Sendable {
    private let descriptor: Int32

    package static let standardOutput = TextStream(STDOUT_FILENO)
    package static let standardError = TextStream(STDERR_FILENO)

    /// A stream on an open descriptor, which stays the caller's.
    package init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Writes all of it; the error number of write(2) where that is not possible, else nil.
    @discardableResult
    package func write(_ text: TerminalText) -> Int32? {
        text.bytes.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if count == 0 || errno != EINTR {
                    return count == 0 ? EIO : errno
                }
            }
            return nil
        }
    }
}
