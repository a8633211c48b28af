import FileTransactions
import Foundation
import TestSupport
import Testing

/// The in-memory test double behaves as the real file system: each test runs on both.
@Suite struct SystemFileSystemTests {
    /// A file system and an empty folder in it.
    enum Host: CaseIterable, CustomStringConvertible {
        case real, memory

        var description: String { self == .real ? "real" : "in memory" }

        func run(_ body: (any FileSystem, String) throws -> Void) throws {
            switch self {
            case .real:
                let home = try TemporaryHome()
                try withExtendedLifetime(home) { try body(SystemFileSystem(), home.path) }
            case .memory:
                let disk = InMemoryFileSystem(userID: SystemFileSystem().userID)
                disk.addFolder("/test")
                try body(disk, "/test")
            }
        }
    }

    @Test(arguments: Host.allCases)
    func aNewFileHasItsBytesAndMode(host: Host) throws {
        try host.run { files, folder in
            let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let status = try files.create(folder + "/a", bytes, mode: 0o640)
            let (read, now) = try files.contents(of: folder + "/a")
            #expect(read == bytes)
            #expect(now.mode == 0o640 && now.kind == .file && now.size == 200_000 && now.linkCount == 1)
            #expect(now.inode == status.inode && now.owner == files.userID)
        }
    }

    @Test(arguments: Host.allCases)
    func makingAFileTwiceFails(host: Host) throws {
        try host.run { files, folder in
            try files.create(folder + "/a", [1])
            expect(.alreadyExists) { () throws(FileError) in try files.create(folder + "/a", [2]) }
            #expect(try files.contents(of: folder + "/a").bytes == [1])
        }
    }

    @Test(arguments: Host.allCases)
    func missingThingsHaveNoStatus(host: Host) throws {
        try host.run { files, folder in
            #expect(try files.status(at: folder + "/none") == nil)
            #expect(try files.status(at: folder + "/none/deeper") == nil)
            try files.create(folder + "/file", [])
            expect(.notAFolder) { () throws(FileError) in _ = try files.status(at: folder + "/file/deeper") }
            expect(.notFound) { () throws(FileError) in _ = try files.contents(of: folder + "/none") }
            expect(.notFound) { () throws(FileError) in _ = try files.realPath(of: folder + "/none") }
            expect(.notFound) { () throws(FileError) in _ = try files.entries(of: folder + "/none") }
            expect(.isAFolder) { () throws(FileError) in _ = try files.contents(of: folder) }
        }
    }

    @Test(arguments: Host.allCases)
    func exchangeSwapsTheNames(host: Host) throws {
        try host.run { files, folder in
            let first = try files.create(folder + "/a", [1])
            let second = try files.create(folder + "/b", [2])
            try files.rename(folder + "/a", to: folder + "/b", .exchange)
            #expect(try files.status(at: folder + "/a")?.inode == second.inode)
            #expect(try files.status(at: folder + "/b")?.inode == first.inode)
            expect(.notFound) { () throws(FileError) in
                try files.rename(folder + "/a", to: folder + "/c", .exchange)
            }
        }
    }

    @Test(arguments: Host.allCases)
    func exclusiveRenameReplacesNothing(host: Host) throws {
        try host.run { files, folder in
            try files.create(folder + "/a", [1])
            try files.create(folder + "/b", [2])
            expect(.alreadyExists) { () throws(FileError) in
                try files.rename(folder + "/a", to: folder + "/b", .exclusive)
            }
            try files.rename(folder + "/a", to: folder + "/c", .exclusive)
            #expect(try files.entries(of: folder) == ["b", "c"])
            try files.rename(folder + "/b", to: folder + "/c", .replacing)
            #expect(try files.contents(of: folder + "/c").bytes == [2])
            #expect(try files.entries(of: folder) == ["c"])
        }
    }

    @Test(arguments: Host.allCases)
    func aLinkIsASecondName(host: Host) throws {
        try host.run { files, folder in
            try files.create(folder + "/a", [1])
            try files.link(folder + "/a", as: folder + "/b")
            #expect(try files.status(at: folder + "/a")?.linkCount == 2)
            expect(.alreadyExists) { () throws(FileError) in try files.link(folder + "/a", as: folder + "/b") }
            // rename(2): if both names refer to the same file, nothing happens.
            try files.rename(folder + "/a", to: folder + "/b", .replacing)
            #expect(try files.entries(of: folder) == ["a", "b"])
            try files.removeFile(folder + "/a")
            #expect(try files.status(at: folder + "/b")?.linkCount == 1)
        }
    }

    @Test(arguments: Host.allCases)
    func foldersKeepTheStickyBitAndGoWhenEmpty(host: Host) throws {
        try host.run { files, folder in
            try files.makeFolder(folder + "/lock", mode: 0o1700)
            #expect(try files.status(at: folder + "/lock")?.mode == 0o1700)
            expect(.alreadyExists) { () throws(FileError) in try files.makeFolder(folder + "/lock", mode: 0o700) }
            expect(.notFound) { () throws(FileError) in try files.makeFolder(folder + "/x/y", mode: 0o700) }
            try files.create(folder + "/lock/a", [])
            #expect(try files.removeFolderIfEmpty(folder + "/lock") == false)
            try files.removeFile(folder + "/lock/a")
            #expect(try files.removeFolderIfEmpty(folder + "/lock"))
            #expect(try files.removeFolderIfEmpty(folder + "/lock") == false)
            #expect(try files.removeFileIfPresent(folder + "/lock") == false)
        }
    }

    @Test(arguments: Host.allCases)
    func timesAreKeptToTheNanosecond(host: Host) throws {
        try host.run { files, folder in
            try files.makeFolder(folder + "/a", mode: 0o700)
            try files.setModified(folder + "/a", FileTime(seconds: 1_770_000_000, nanoseconds: 123_456_789))
            #expect(
                try files.status(at: folder + "/a")?.modified
                    == FileTime(seconds: 1_770_000_000, nanoseconds: 123_456_789)
            )
        }
    }

    @Test(arguments: Host.allCases)
    func aLockedFolderIsBusyUntilItsFileIsClosed(host: Host) throws {
        try host.run { files, folder in
            let first = try files.open(folder, .folder)
            let second = try files.open(folder, .folder)
            #expect(try files.lockHolder(of: files.status(of: first)) == nil)
            #expect(try files.lock(first))
            #expect(try files.lock(second) == false)
            let holder = try files.lockHolder(of: files.status(of: first))
            #expect(holder == (host == .real ? getpid() : 812))
            try files.close(first)
            #expect(try files.lock(second))
            try files.close(second)
        }
    }

    @Test(arguments: Host.allCases)
    func foldersCanBeSynced(host: Host) throws {
        try host.run { files, folder in
            try files.syncFolder(folder)
            try files.syncFolderIfPresent(folder + "/none")
            expect(.notFound) { () throws(FileError) in try files.syncFolder(folder + "/none") }
        }
    }

    @Test(arguments: Host.allCases)
    func resolvingGoesThroughMissingFolders(host: Host) throws {
        try host.run { files, folder in
            let resolved = try ["/a/b/c", "/./a"].map { try files.resolvedPath(of: folder + $0) }
            #expect(resolved == [folder + "/a/b/c", folder + "/a"])
            expect(.invalidPath) { () throws(FileError) in _ = try files.resolvedPath(of: "relative") }
            expect(.invalidPath) { () throws(FileError) in _ = try files.resolvedPath(of: folder + "/a\0b") }
        }
    }

    @Test(arguments: Host.allCases)
    func factsCanBeAsked(host: Host) throws {
        try host.run { files, folder in
            let volume = try files.volume(of: folder)
            #expect(!volume.isReadOnly && volume.availableBytes > 1 << 20)
            #expect(try files.permits(.write, at: folder))
            expect(.notFound) { () throws(FileError) in _ = try files.permits(.read, at: folder + "/none") }
            #expect(try files.hasAccessList(folder) == false)
        }
    }

    @Test func readsMountPointsAndLoops() throws {
        let files = SystemFileSystem()
        #expect(try files.mountPoints().contains("/proc"))
        let home = try TemporaryHome()
        try FileManager.default.createSymbolicLink(atPath: home.path + "/a", withDestinationPath: "b")
        try FileManager.default.createSymbolicLink(atPath: home.path + "/b", withDestinationPath: "a")
        expect(.symbolicLinkLoop) { () throws(FileError) in _ = try files.resolvedPath(of: home.path + "/a") }
        expect(.symbolicLinkLoop) { () throws(FileError) in _ = try files.contents(of: home.path + "/a") }
        try FileManager.default.createSymbolicLink(atPath: home.path + "/c", withDestinationPath: "none")
        expect(.danglingLink) { () throws(FileError) in _ = try files.resolvedPath(of: home.path + "/c") }
    }

    @Test func aPipeIsNotReadAndNotWaitedFor() throws {
        let home = try TemporaryHome()
        #expect(mkfifo(home.path + "/pipe", 0o600) == 0)
        expect(.notARegularFile) { () throws(FileError) in
            _ = try SystemFileSystem().contents(of: home.path + "/pipe")
        }
    }

    @Test func aFileLargerThanTheLimitIsRefused() throws {
        let home = try TemporaryHome()
        let path = try home.write("large", String(repeating: "x", count: 5000))
        expect(.tooLarge) { () throws(FileError) in _ = try SystemFileSystem().contents(of: path, limit: 4999) }
        #expect(try SystemFileSystem().contents(of: path, limit: 5000).bytes.count == 5000)
    }

    private func expect(
        _ code: FileError.Code,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ body: () throws(FileError) -> Void
    ) {
        do {
            try body()
            Issue.record("no error, \(code) was expected", sourceLocation: sourceLocation)
        } catch {
            #expect(error.code == code, sourceLocation: sourceLocation)
        }
    }
}
