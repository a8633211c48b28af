import CredentialStores
import Credentials
import FileTransactions
import JSON5
import Secrets
import TestSupport
import Testing

@Suite struct StoreFormatsTests {
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

    private func read(_ disk: InMemoryFileSystem) throws(FileError) -> FoundStore {
        try StoreFormats.all.find(StorePlace(agentFolder: agent, stateFolder: "/s"), disk)
    }

    @Test func readingWritesNothing() throws {
        let disk = disk(["/s/agents/main/agent/auth-profiles.json": "{\"profiles\":{}}"])
        let before = disk.tree()
        let file = try read(disk)
        #expect(file.format == "auth-profiles")
        #expect(try file.store?.get().contents.profiles.isEmpty == true)
        #expect(disk.tree() == before)
        #expect(!disk.calls.contains { $0.isWrite && $0.operation != .open })
    }

    @Test func aMissingFolderIsAMissingStore() throws {
        let disk = InMemoryFileSystem()
        disk.addFolder("/s")
        let file = try read(disk)
        #expect(file.format == nil && !file.hasOlderFiles)
        #expect(file.store == nil)
        #expect(file.file?.contents == nil)
        #expect(try file.empty.make().contents.isEmpty)
    }

    @Test func aNewerStoreIsRecognisedBesideTheOldOne() throws {
        let header = "SQLite format 3\0" + String(repeating: "x", count: 100)
        let text = "{\"profiles\":{}}"
        let own = disk(["\(agent)/openclaw-agent.sqlite": header, "\(agent)/auth-profiles.json": text])
        #expect(try read(own).format == "sqlite")
        #expect(try read(own).refusal == "store.sqlite")
        let shared = disk(["/s/state/openclaw.sqlite": header, "\(agent)/auth-profiles.json": text])
        #expect(try read(shared).format == "sqlite")
    }

    @Test func aBrokenStoreIsFoundWithItsError() throws {
        let file = try read(disk(["\(agent)/auth-profiles.json": "{\"profiles\":\n{"]))
        #expect(file.format == "auth-profiles")
        guard case .failure(.unreadable(let error)) = file.store else {
            Issue.record("read")
            return
        }
        #expect(error.position.line == 2)
    }

    @Test func legacyFilesAreFoundInBothPlaces() throws {
        for path in ["\(agent)/auth.json", "/s/credentials/oauth.json"] {
            let found = try read(disk([path: "{}"]))
            #expect(found.hasOlderFiles && found.format == nil)
            // Beside a store nothing reads them.
            let both = try read(disk([path: "{}", "\(agent)/auth-profiles.json": "{}"]))
            #expect(!both.hasOlderFiles && both.format == "auth-profiles")
        }
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
        #expect(file.format == "auth-profiles")
        #expect(file.file?.realPath == "/s/credentials/real.json")
    }

    @Test func aFolderBesideTheStoreDoesNotConcernUs() throws {
        let disk = disk(["\(agent)/auth-profiles.json": "{\"profiles\":{}}"])
        disk.addFolder("\(agent)/auth.json")
        #expect(try read(disk).format == "auth-profiles")
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

    // MARK: - Which format it is

    private func format(
        _ agentFiles: [String: [UInt8]],
        shared: [UInt8]? = nil,
        oauth: [UInt8]? = nil
    ) -> String? {
        var findings = StoreFindings()
        for (name, bytes) in agentFiles { findings[.agent(name)] = bytes }
        findings[.state("state/openclaw.sqlite")] = shared
        findings[.oauth] = oauth
        return StoreFormats.all.formats.first { $0.isThere(findings) }?.name
    }

    @Test func eachGenerationIsToldByNameAndHeader() {
        let text = Array("{".utf8)
        let database = Array("SQLite format 3".utf8) + [0, 16]
        #expect(format([:]) == nil)
        #expect(format(["auth-profiles.json": text]) == "auth-profiles")
        #expect(format(["auth-profiles.json": text, "auth.json": text], oauth: text) == "auth-profiles")
        #expect(format(["auth-profiles.json": text, "auth-state.json": text]) == "auth-state")
        #expect(format(["auth-profiles.json": text, "openclaw-agent.sqlite": database]) == "sqlite")
        #expect(format(["auth-profiles.json": database]) == "sqlite")
        #expect(format(["auth-profiles.json": text], shared: database) == "sqlite")
        #expect(format(["auth.json": text], oauth: text) == nil)
        #expect(format([:], oauth: text) == nil)
    }

    @Test func aFileOfThatNameWithoutTheHeaderIsNoDatabase() {
        #expect(format(["openclaw-agent.sqlite": []]) == nil)
        #expect(format(["openclaw-agent.sqlite": Array("SQLite format 3 ".utf8)], shared: [0]) == nil)
    }

    @Test func aStoreWithItsStateBesideItIsReadWhole() throws {
        let text = "{\"profiles\":{\"a\":{\"type\":\"api_key\",\"provider\":\"anthropic\",\"key\":\"k\"}}}"
        let found = try read(disk(["\(agent)/auth-profiles.json": text, "\(agent)/auth-state.json": "{}"]))
        #expect(found.format == "auth-state" && found.kind == "json+state" && found.refusal == nil)
        #expect(try found.store?.get().contents.profiles.map(\.id) == ["a"])
    }

    @Test func everyFormatHasAnOwnName() {
        let names = StoreFormats.all.formats.map(\.name)
        #expect(Set(names).count == names.count)
    }
}
