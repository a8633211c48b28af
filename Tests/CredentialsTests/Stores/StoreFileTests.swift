import Credentials
import FileTransactions
import JSON5
import Secrets
import TestSupport
import Testing

@Suite struct StoreFileTests {
    private let agent = "/s/agents/main/agent"

    private func disk(_ files: [String: String]) -> InMemoryFileSystem {
        let disk = InMemoryFileSystem()
        disk.addFolder("/s")
        disk.addFolder("/s/agents")
        disk.addFolder("/s/agents/main")
        disk.addFolder(agent)
        disk.addFolder("/s/state")
        disk.addFolder("/s/credentials")
        for (path, text) in files { disk.addFile(path, text) }
        return disk
    }

    private func read(_ disk: InMemoryFileSystem) throws(FileError) -> StoreFile {
        try StoreFile.read(agentDir: agent, stateDir: "/s", disk)
    }

    @Test func readingWritesNothing() throws {
        let disk = disk(["/s/agents/main/agent/auth-profiles.json": "{\"profiles\":{}}"])
        let before = disk.tree()
        let file = try read(disk)
        #expect(file.kind == .json)
        #expect(try file.store?.get().contents.profiles.isEmpty == true)
        #expect(disk.tree() == before)
        #expect(!disk.calls.contains { $0.isWrite && $0.operation != .open })
    }

    @Test func aMissingFolderIsAMissingStore() throws {
        let disk = InMemoryFileSystem()
        disk.addFolder("/s")
        let file = try read(disk)
        #expect(file.kind == .missing)
        #expect(file.store == nil)
        #expect(file.snapshot.contents == nil)
    }

    @Test func aNewerStoreIsRecognisedBesideTheOldOne() throws {
        let header = "SQLite format 3\0" + String(repeating: "x", count: 100)
        let text = "{\"profiles\":{}}"
        let own = disk(["\(agent)/openclaw-agent.sqlite": header, "\(agent)/auth-profiles.json": text])
        #expect(try read(own).kind == .sqlite(.agent))
        let shared = disk(["/s/state/openclaw.sqlite": header, "\(agent)/auth-profiles.json": text])
        #expect(try read(shared).kind == .sqlite(.shared))
    }

    @Test func aBrokenStoreIsFoundWithItsError() throws {
        let file = try read(disk(["\(agent)/auth-profiles.json": "{\"profiles\":\n{"]))
        #expect(file.kind == .json)
        guard case .failure(.unreadable(let error)) = file.store else {
            Issue.record("read")
            return
        }
        #expect(error.position.line == 2)
    }

    @Test func legacyFilesAreFoundInBothPlaces() throws {
        #expect(try read(disk(["\(agent)/auth.json": "{}"])).kind == .legacy([.auth]))
        #expect(try read(disk(["/s/credentials/oauth.json": "{}"])).kind == .legacy([.oauth]))
    }

    @Test func aFolderInThePlaceOfTheStoreIsAnError() {
        let disk = disk([:])
        disk.addFolder("\(agent)/auth-profiles.json")
        #expect(throws: FileError.self) { try read(disk) }
    }

    @Test func aLinkedStoreIsReadWhereItIs() throws {
        let disk = disk(["/s/credentials/real.json": "{\"profiles\":{}}"])
        disk.addLink("\(agent)/auth-profiles.json", to: "/s/credentials/real.json")
        let file = try read(disk)
        #expect(file.kind == .json)
        #expect(file.snapshot.realPath == "/s/credentials/real.json")
    }

    @Test func aFolderBesideTheStoreDoesNotConcernUs() throws {
        let disk = disk(["\(agent)/auth-profiles.json": "{\"profiles\":{}}"])
        disk.addFolder("\(agent)/auth.json")
        #expect(try read(disk).kind == .json)
    }

    @Test func everyFailingCallIsAnErrorAndNeverAnEmptyStore() throws {
        let disk = disk(["\(agent)/auth-profiles.json": "{\"profiles\":{\"a\":{\"type\":\"api_key\"}}}"])
        disk.restartCount()
        _ = try read(disk)
        let total = disk.callNumber
        #expect(total > 5)
        for call in 1...total {
            disk.restartCount()
            disk.arm(.fail(call: call, errno: 5))
            #expect(throws: FileError.self) { try read(disk) }
            disk.arm(nil)
        }
    }
}
