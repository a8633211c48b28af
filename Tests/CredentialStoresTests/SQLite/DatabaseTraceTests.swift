import CredentialStores
import Foundation
import Glibc
import TestSupport
import Testing

/// What reading does, seen by the kernel.
@Suite struct DatabaseTraceTests {
    private let host: DatabaseHost

    init() throws { host = try DatabaseHost() }

    /// A database in one of the states in which a plain connection would write.
    private func make(dies: Bool, withoutSharedMemory: Bool = false) throws {
        try host.agent("main", DatabaseHost.store("a"))
        let path = host.database("main")
        if dies {
            try SQLitePeer.run("UPDATE auth_profile_store SET updated_at = 7;", in: path, dies: true)
            try #require(FileManager.default.fileExists(atPath: path + "-wal"))
        }
        if withoutSharedMemory { try FileManager.default.removeItem(atPath: path + "-shm") }
    }

    @Test(arguments: [(false, false), (true, false), (true, true)])
    func noFileOfADatabaseIsOpenedForWritingOrChanged(dies: Bool, withoutSharedMemory: Bool) throws {
        try make(dies: dies, withoutSharedMemory: withoutSharedMemory)
        let trace = host.home.path + "/trace"
        let answer = try Traces.unchanged(in: host.folder("main")) {
            try SQLitePeer.start(
                ["read", host.folder("main"), "0"],
                behind: ["/usr/bin/strace", "-f", "-qq", "-s", "300", "-o", trace]
            ).finish()
        }
        #expect(answer == "read [\"a\"]\n")
        let calls = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n")
        let opens = calls.filter { $0.contains("sqlite") && $0.firstMatch(of: /\bopen(at)?\(/) != nil }
        #expect(opens.contains { $0.contains(".sqlite\"") })
        #expect(opens.allSatisfy { $0.contains("O_RDONLY") && !$0.contains("O_CREAT") }, "\(opens)")
        let changes =
            /\b(unlink|rename|chmod|fchmod|chown|fchown|ftruncate|truncate|pwrite|fallocate|mkdir|utimens|link|symlink)(at|at2|64)?\(/
        #expect(
            !calls.contains { $0.firstMatch(of: changes) != nil },
            "\(calls.filter { $0.firstMatch(of: changes) != nil })"
        )
    }

    /// Files of somebody else, in a folder in which nothing can be made.
    @Test(arguments: [(false, false), (true, false), (true, true)])
    func whoeverOwnsTheFilesTheyAreRead(dies: Bool, withoutSharedMemory: Bool) throws {
        try make(dies: dies, withoutSharedMemory: withoutSharedMemory)
        let folder = host.folder("main")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            // What may not be read is not needed.
            let mode = name.hasSuffix("-shm") ? 0o400 : 0o444
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: "\(folder)/\(name)")
        }
        try open(folder, mode: 0o555)
        defer { chmod(folder, 0o700) }
        let user = getuid() == 0 ? "65534" : "0"
        let answer = try Traces.unchanged(in: folder) { try SQLitePeer.start(["read", folder, user]).finish() }
        #expect(answer == "read [\"a\"]\n")
    }

    @Test func whatMayNotBeReadIsTold() throws {
        try make(dies: false)
        let folder = host.folder("main")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0],
            ofItemAtPath: folder + "/openclaw-agent.sqlite"
        )
        try open(folder, mode: 0o755)
        let user = getuid() == 0 ? "65534" : "0"
        let answer = try Traces.unchanged(in: folder) { try SQLitePeer.start(["read", folder, user]).finish() }
        #expect(answer.contains("permissionDenied"), "\(answer)")
    }

    /// Lets others into a folder and all above it.
    private func open(_ folder: String, mode: mode_t) throws {
        var path = folder
        while path.hasPrefix(host.home.path), path.count >= host.home.path.count {
            try #require(chmod(path, path == folder ? mode : 0o755) == 0)
            path = (path as NSString).deletingLastPathComponent
        }
    }
}
