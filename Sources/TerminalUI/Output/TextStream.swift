internal import Glibc

/// The only place where text leaves the program: nothing else calls write(2) for output to people or scripts.
///
/// It accepts only `TerminalText`, so foreign text cannot be written unescaped. (Screens go through ncurses, which gets
/// cells; a crash handler writes constant bytes; files, and the input of `curl` and `claude`, are not terminal text.)
package struct TextStream: Sendable {
    private let descriptor: Int32

    package static let standardOutput = TextStream(STDOUT_FILENO)
    package static let standardError = TextStream(STDERR_FILENO)

    /// A stream on an open descriptor, which the caller keeps.
    package init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Writes all of it; returns the errno of a failed write(2), else nil.
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
