internal import Glibc

/// A program that a shell finds by its name in a folder of `PATH`.
///
/// Paths are bytes, because the name of a folder need not be UTF-8.
struct PathProgram {
    /// The name that this program and the gateway's share.
    static let shared = "openclaw"

    /// Zero-terminated.
    let path: [CChar]
    /// Whether it is this very program: the same file, by whatever link.
    let isOurs: Bool
    /// Whether the folder is absolute. Another one names something else in every folder that somebody works in.
    let isFixed: Bool

    /// The path of the first program of that name that is not this one.
    static func next(named name: String) -> [CChar]? { first(name) { $0.isFixed && !$0.isOurs }?.path }

    /// Whether a shell that looks for the name finds this program, wherever the shell is.
    static func isOurs(_ name: String) -> Bool {
        first(name) { $0.isFixed || !$0.isOurs }?.isOurs ?? false
    }

    /// Whether a path leads to this program.
    static func isOurs(path: String) -> Bool {
        let own = Identity.own
        return own != nil && Identity(of: Array(path.utf8CString)) == own
    }

    private static func first(_ name: String, where matches: (PathProgram) -> Bool) -> PathProgram? {
        guard let path = getenv("PATH") else { return nil }
        let own = Identity.own
        let slash = CChar(bitPattern: 0x2F)
        let folders = UnsafeBufferPointer(start: path, count: strlen(path))
            .split(separator: CChar(bitPattern: 0x3A), omittingEmptySubsequences: false)
        for folder in folders {
            let candidate = (folder.isEmpty ? [CChar(bitPattern: 0x2E)] : Array(folder)) + [slash] + name.utf8CString
            guard access(candidate, X_OK) == 0, let found = Identity(of: candidate) else { continue }
            let program = PathProgram(path: candidate, isOurs: found == own, isFixed: folder.first == slash)
            if matches(program) { return program }
        }
        return nil
    }

    /// What makes a file the same by every name; nil for everything but a regular file.
    private struct Identity: Equatable {
        let device: dev_t
        let inode: ino_t

        static var own: Identity? { Identity(of: Array("/proc/self/exe".utf8CString)) }

        init?(of path: [CChar]) {
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
            (device, inode) = (status.st_dev, status.st_ino)
        }
    }
}
