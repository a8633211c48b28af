internal import Glibc

/// Reads input that is not secret: answers files and config values.
enum PlainInput {
    /// The errno of a failed read.
    struct Failure: Error {
        let number: Int32

        var reason: String { String(cString: strerror(number)) }
    }

    /// All bytes of a file or of a process substitution (`<(..)`), at most `limit`.
    static func bytes(of path: String, limit: Int) throws(Failure) -> [UInt8] {
        guard let descriptor = descriptor(of: path) else { throw Failure(number: errno) }
        defer { close(descriptor) }
        return try bytes(from: descriptor, limit: limit)
    }

    /// Opens a file for reading; nil with errno set on failure.
    ///
    /// Opening a pipe without a writer must not block. If it has a writer, as in `--token-file <(pass ..)`, reading
    /// waits.
    static func descriptor(of path: String) -> Int32? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        _ = fcntl(descriptor, F_SETFL, 0)
        return descriptor
    }

    /// All bytes up to the end of file; more than `limit` is a failure.
    static func bytes(from descriptor: Int32, limit: Int) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= limit {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Failure(number: errno) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
        throw Failure(number: EFBIG)
    }
}
