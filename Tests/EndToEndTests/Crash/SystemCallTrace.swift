import Foundation

/// A system call that can change the disk, by name and index among the calls of that name.
struct WriteCall: Hashable, Sendable {
    var name: String
    /// From 1, as counted by strace's `when=`.
    var number: Int

    /// Whether it renames, creates or removes a name, which changes what a reader sees.
    var changesNames: Bool {
        !["openat", "write", "pwrite64", "fsync", "fdatasync", "fchmod", "flock"].contains(name)
    }
}

/// The disk operations of one run of the program, from strace.
enum SystemCallTrace {
    /// Calls that create, change or sync files.
    static let names = [
        "openat", "write", "pwrite64", "fsync", "fdatasync", "fchmod", "chmod", "fchmodat", "rename", "renameat",
        "renameat2", "link", "linkat", "symlink", "symlinkat", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir",
        "ftruncate", "fallocate", "utimensat", "flock",
    ]

    /// strace's filter; the question mark allows names that this processor's system call table lacks.
    static let filter = "trace=" + names.map { "?" + $0 }.joined(separator: ",")

    struct Problem: Error, CustomStringConvertible {
        var description: String
    }

    /// The calls of a trace after which files below `folder` can be inconsistent, in order.
    ///
    /// Opens for reading count after the first change: folders to sync, files read back.
    static func writeCalls(in trace: String, below folder: String) throws -> [WriteCall] {
        var counts: [String: Int] = [:]
        var calls: [WriteCall] = []
        var processes: Set<Substring> = []
        for line in trace.split(separator: "\n") {
            guard let (process, name) = call(line) else { continue }
            processes.insert(process)
            counts[name, default: 0] += 1
            let isElsewhere = name == "openat" && !line.contains("\"" + folder + "/")
            let onlyReads = name == "openat" && calls.isEmpty && !line.contains("O_CREAT")
            let writesToStream = name == "write" && (line.contains("write(1, ") || line.contains("write(2, "))
            guard !isElsewhere, !onlyReads, !writesToStream else { continue }
            calls.append(WriteCall(name: name, number: counts[name, default: 0]))
        }
        guard processes.count < 2 else {
            throw Problem(description: "several threads write; strace counts the calls of each by itself")
        }
        return calls
    }

    /// Whether the trace shows that the fault was injected.
    static func wasInjected(_ trace: String) -> Bool {
        trace.contains("(INJECTED)") || trace.contains("killed by SIGKILL")
    }

    /// `12 openat(AT_FDCWD, …`: the process id and the name before the first bracket.
    private static func call(_ line: Substring) -> (process: Substring, name: String)? {
        guard let bracket = line.firstIndex(of: "(") else { return nil }
        let words = line[..<bracket].split(separator: " ")
        guard words.count == 2, names.contains(String(words[1])) else { return nil }
        return (words[0], String(words[1]))
    }
}
