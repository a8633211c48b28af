import FileTransactions
import Foundation
import TestSupport
import Testing

/// Whole commits on the real file system.
@Suite struct RealFilesTests {
    @Test func appliesAndUndoesByteExactWithTimes() throws {
        let home = try TemporaryHome()
        let config = try home.write(".openclaw/openclaw.json", "{ old: 1 } // mine\r\n")
        let folder = SetupFolder(stateFolder: home.stateFolder)
        let before = try home.tree()
        let receipt = try apply(
            folder,
            [config: "{ new: 2 }\n", home.stateFolder + "/agents/main/agent/auth-profiles.json": "{}"]
        )
        #expect(home.text(".openclaw/openclaw.json") == "{ new: 2 }\n")
        #expect(receipt.unfinished.isEmpty)
        #expect(receipt.foldersMade.count == 3)
        let strays = try home.tree().paths.filter {
            $0.contains(".openclaw-") || $0.hasSuffix(".lock") || $0.hasSuffix("/journal")
        }
        #expect(strays.isEmpty)
        let plan = try folder.undoPlan(for: try #require(try folder.latestUndoable()))
        _ = try folder.undo(plan, summary: "undo", waiting: { _ in .wait })
        let after = try home.tree()
        #expect(before.withoutTimes.difference(to: after.without(folder.path).withoutTimes) == "")
    }

    @Test func aRefusedCommitLeavesTimesAndModesAlone() throws {
        let home = try TemporaryHome()
        let config = try home.write(".openclaw/openclaw.json", "{}", mode: 0o644)
        let basis = try FileSnapshot.read(config, SystemFileSystem())
        try home.write(".openclaw/openclaw.json", "{ theirs: 1 }", mode: 0o644)
        let before = try home.tree()
        let error = #expect(throws: FileError.self) {
            var transaction = FileTransaction(SetupFolder(stateFolder: home.stateFolder), summary: "onboard")
            try transaction.stage(basis, contents: [1], rank: 0, lock: .none)
            _ = try transaction.commit(waiting: { _ in .wait })
        }
        #expect(error?.code == .changedMeanwhile)
        let after = try home.tree()
        #expect(before.difference(to: after) == "")
    }

    @Test func aSymbolicLinkStaysOne() throws {
        let home = try TemporaryHome()
        let real = try home.write("dotfiles/openclaw.json", "{}")
        try FileManager.default.createDirectory(atPath: home.stateFolder, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: home.configPath,
            withDestinationPath: "../dotfiles/openclaw.json"
        )
        try apply(SetupFolder(stateFolder: home.stateFolder), [home.configPath: "{ new: 1 }"])
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: home.configPath) == "../dotfiles/openclaw.json"
        )
        #expect(FileManager.default.contents(atPath: real) == Data("{ new: 1 }".utf8))
    }

    /// Another process holds our folder's lock, as another run of this program would.
    @Test func anotherProcessAtWorkIsNamed() throws {
        let home = try TemporaryHome()
        let config = try home.write(".openclaw/openclaw.json", "{}")
        var folder = SetupFolder(stateFolder: home.stateFolder)
        folder.patience = LockPatience(milliseconds: 0)
        try FileManager.default.createDirectory(
            atPath: folder.path,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        let holder = try LockHoldingProcess(folder: folder.path)
        let before = try home.tree()
        let error = #expect(throws: FileError.self) { try apply(folder, [config: "{ new: 1 }"]) }
        #expect(error?.code == .busy)
        #expect(error?.processID == holder.processID)
        let after = try home.tree()
        #expect(before.difference(to: after) == "")
        holder.kill()
        try apply(folder, [config: "{ new: 1 }"])
        #expect(home.text(".openclaw/openclaw.json") == "{ new: 1 }")
    }

    /// Many concurrent writers: each either succeeds on what it has read, or is refused; no update is lost.
    @Test func contendingWritersLoseNoUpdate() async throws {
        let home = try TemporaryHome()
        let config = try home.write(".openclaw/openclaw.json", "")
        let folder = SetupFolder(stateFolder: home.stateFolder)
        let done = try await withThrowingTaskGroup(of: Int.self) { group in
            for writer in 0..<4 {
                group.addTask { try Self.append("\(writer)", times: 10, to: config, folder) }
            }
            return try await group.reduce(0, +)
        }
        #expect(done > 0)
        #expect(home.text(".openclaw/openclaw.json")?.count == done)
        #expect(try folder.records().count == done)
    }

    /// The number of successful commits.
    private static func append(_ letter: String, times: Int, to path: String, _ folder: SetupFolder) throws -> Int {
        var done = 0
        for _ in 0..<times {
            do {
                try append(letter, to: path, folder)
                done += 1
            } catch let error as FileError {
                guard [.busy, .changedMeanwhile, .cancelled].contains(error.code) else { throw error }
            }
        }
        return done
    }

    private static func append(_ letter: String, to path: String, _ folder: SetupFolder) throws {
        let basis = try FileSnapshot.read(path, SystemFileSystem())
        var transaction = FileTransaction(folder, summary: "append")
        let contents = (basis.contents ?? []) + Array(letter.utf8)
        try transaction.stage(basis, contents: contents, rank: 0, lock: .gateway)
        _ = try transaction.commit(waiting: { _ in .cancel })
    }

    @discardableResult
    private func apply(_ folder: SetupFolder, _ wanted: [String: String]) throws -> Receipt {
        var transaction = FileTransaction(folder, summary: "onboard")
        for (path, text) in wanted {
            let lock: LockKind = path.hasSuffix("auth-profiles.json") ? .gateway : .none
            try transaction.stage(
                .read(path, SystemFileSystem()),
                contents: Array(text.utf8),
                rank: lock == .gateway ? 0 : 1,
                lock: lock
            )
        }
        return try transaction.commit(waiting: { _ in .wait })
    }
}

/// util-linux's `flock`, which holds a folder's lock until it is killed.
private final class LockHoldingProcess {
    private let process = Process()

    var processID: Int32 { process.processIdentifier }

    init(folder: String) throws {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
        process.arguments = ["--no-fork", "-n", "-x", folder, "/bin/sh", "-c", "echo held; exec cat"]
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = Pipe()
        try process.run()
        // It prints a line once it has the lock, so there is no timed wait.
        let said = output.fileHandleForReading.availableData
        #expect(said == Data("held\n".utf8))
    }

    func kill() {
        Foundation.kill(processID, SIGKILL)
        process.waitUntilExit()
    }
}
