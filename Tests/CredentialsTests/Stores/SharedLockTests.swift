import CredentialStores
import Credentials
import FileTransactions
import Foundation
import Glibc
import TestSupport
import Testing

/// Our commits together with another program that follows the gateway's lock protocol, on the real file system.
@Suite(.serialized) struct SharedLockTests {
    @Test func noUpdateOfFourWritersIsLost() throws {
        let world = try LockWorld()
        let peers = try LockWorld.peers.map { name in
            try PeerProcess("openclaw-lock-peer", ["update", world.store, name, "250"])
        }
        for _ in 0..<250 { try world.countFailure(of: "anthropic:w0") }
        for peer in peers { #expect(try peer.finish() == "done\n") }
        let store = try world.read()
        for id in LockWorld.ids { #expect(store.contents.stats(of: id).errorCount == 250, "\(id)") }
        #expect(!FileManager.default.fileExists(atPath: world.lock))
    }

    @Test func aLiveLockIsNeverStolen() throws {
        let world = try LockWorld()
        let holder = try PeerProcess("openclaw-lock-peer", ["hold", world.store])
        #expect(try holder.line() == "held")
        let before = try world.home.tree()
        var waits = 0
        let error = #expect(throws: FileError.self) {
            try world.change(of: "anthropic:w0") { _ in
                waits += 1
                // Kept alive for longer than all our retries.
                #expect(holder.ask() == "renewed")
                return .wait
            }
        }
        #expect(error?.code == .locked)
        #expect(waits > 10)
        #expect(try before.difference(to: world.home.tree()) == "")
        #expect(holder.ask() == "renewed")
        #expect(try holder.finish() == "")
        try world.countFailure(of: "anthropic:w0")
        #expect(try world.read().contents.stats(of: "anthropic:w0").errorCount == 1)
    }

    @Test func theLockOfAKilledHolderIsTakenOverOnceItIsOld() throws {
        let world = try LockWorld()
        let holder = try PeerProcess("openclaw-lock-peer", ["hold", world.store])
        #expect(try holder.line() == "held")
        holder.kill()
        #expect(FileManager.default.fileExists(atPath: world.lock))
        // Recent, so it may still be held.
        let error = #expect(throws: FileError.self) { try world.change(of: "anthropic:w0") { _ in .cancel } }
        #expect(error?.code == .cancelled)
        #expect(FileManager.default.fileExists(atPath: world.lock))
        try world.ageLock(seconds: 29)
        #expect(throws: FileError.self) { try world.change(of: "anthropic:w0") { _ in .cancel } }
        try world.ageLock(seconds: 31)
        try world.change(of: "anthropic:w0") { _ in .cancel }
        #expect(try world.read().contents.stats(of: "anthropic:w0").errorCount == 1)
        #expect(!FileManager.default.fileExists(atPath: world.lock))
    }

    @Test func aHolderThatSleptTooLongNoticesThatItsLockIsLost() throws {
        let world = try LockWorld()
        let holder = try PeerProcess("openclaw-lock-peer", ["hold", world.store])
        #expect(try holder.line() == "held")
        try world.ageLock(seconds: 31)
        try world.change(of: "anthropic:w0") { _ in .cancel }
        #expect(holder.ask() == "compromised")
        holder.kill()
        #expect(try world.read().contents.stats(of: "anthropic:w0").errorCount == 1)
    }
}

/// A store with one counter per writer.
private final class LockWorld: Sendable {
    static let peers = ["anthropic:p0", "anthropic:p1", "anthropic:p2"]
    static let ids = peers + ["anthropic:w0"]

    let home: TemporaryHome
    let store: String
    var lock: String { store + ".lock" }
    private let folder: SetupFolder

    init() throws {
        home = try TemporaryHome()
        let profiles = Self.ids.map { #"    "\#($0)": { "type": "api_key", "provider": "anthropic", "key": "k" }"# }
        let stats = Self.ids.map { #"    "\#($0)": { "errorCount": 0 }"# }
        store = try home.write(
            ".openclaw/agents/main/agent/auth-profiles.json",
            """
            {
              "version": 1,
              "profiles": {
            \(profiles.joined(separator: ",\n"))
              },
              "usageStats": {
            \(stats.joined(separator: ",\n"))
              }
            }

            """
        )
        // The retry delays of the gateway's protocol, twenty times as fast.
        let real = WallClock.system
        let clock = WallClock(now: real.now, sleep: { usleep(UInt32($0) * 50) }, random: real.random)
        folder = SetupFolder(stateFolder: home.stateFolder, clock: clock)
    }

    func read() throws -> JSONCredentialStore {
        try JSONCredentialStore(reading: try FileSnapshot.read(store, SystemFileSystem()).contents ?? [])
    }

    /// One update by our commit, planned again while others interfere.
    func countFailure(of id: String) throws {
        while true {
            do {
                return try change(of: id) { _ in .wait }
            } catch let error as FileError where [.changedMeanwhile, .busy, .locked, .unstable].contains(error.code) {
                usleep(UInt32.random(in: 100..<2000))
            } catch is StoreError {
                // Read while the other program was writing in place.
                continue
            }
        }
    }

    func change(of id: String, waiting: (LockWait) -> LockWaitChoice) throws {
        let basis = try FileSnapshot.read(store, SystemFileSystem())
        var edited = try JSONCredentialStore(reading: basis.contents ?? [])
        try edited.markFailure(id, .unknown, settings: CooldownSettings(), now: Fake.now)
        var transaction = FileTransaction(folder, summary: "onboard")
        try transaction.stage(basis, contents: edited.bytes, rank: 0, lock: .gateway)
        _ = try transaction.commit(waiting: waiting)
    }

    func ageLock(seconds: Int64) throws {
        let past = Date(timeIntervalSinceNow: -Double(seconds))
        try FileManager.default.setAttributes([.modificationDate: past], ofItemAtPath: lock)
    }
}
