import Foundation

/// A system call that can change a disk, by its name and its place among the calls of that name.
struct WriteCall: Hashable, Sendable {
    var name: String
    /// 1 for the first call of that name in the process, as strace's `when=` counts.
    var number: Int
}

/// What one run of the program did to the disk, as strace saw it.
enum SystemCallTrace {
    /// Calls that create, change or sync files.
    static let names = [
        "openat", "write", "pwrite64", "fsync", "fdatasync", "fchmod", "chmod", "fchmodat", "rename", "renameat",
        "renameat2", "link", "linkat", "symlink", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "ftruncate",
        "utimensat", "futimens", "flock",
    ]

    /// The calls of a trace that strace's filter lets through; `openat` only where it opens for writing.
    static func writeCalls(in trace: String) -> [WriteCall] {
        var counts: [String: Int] = [:]
        var calls: [WriteCall] = []
        for line in trace.split(separator: "\n") {
            guard let name = callName(line) else { continue }
            counts[name, default: 0] += 1
            let opensForReading = name == "openat" && !line.contains("O_WRONLY") && !line.contains("O_RDWR")
            let writesToStream = name == "write" && (line.contains("write(1, ") || line.contains("write(2, "))
            guard !opensForReading, !writesToStream else { continue }
            calls.append(WriteCall(name: name, number: counts[name, default: 0]))
        }
        return calls
    }

    /// `[pid 12] openat(AT_FDCWD, …` or `12 openat(…`: the word before the first bracket.
    private static func callName(_ line: Substring) -> String? {
        guard let open = line.firstIndex(of: "(") else { return nil }
        let name = line[..<open].split(separator: " ").last.map(String.init)
        return name.flatMap { names.contains($0) ? $0 : nil }
    }
}
