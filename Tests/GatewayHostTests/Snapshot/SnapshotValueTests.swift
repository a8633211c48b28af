import CredentialStores
import FileTransactions
import GatewayConfig
import Secrets
import TestSupport
import Testing

@testable import GatewayHost

/// A snapshot is a value: what was read, and nothing with which more could be read.
@Suite struct SnapshotValueTests {
    private static let state = TestHost.state
    private static let unit = "/home/jo/.config/systemd/user/openclaw-gateway.service"

    /// A host with something of everything that is read.
    private static func host() -> TestHost {
        let host = TestHost(
            config: "{ gateway: { $include: './gateway.json5' }, agents: { list: [{ id: 'main' }, { id: 'ops' }] } }",
            store: Stores.keyAndToken,
            environment: ["PATH": "/usr/bin"]
        )
        host.files.addFile(state + "/gateway.json5", "{ mode: 'local', port: 18790 }")
        host.files.addFile(TestHost.store(of: "ops"), Stores.oneKey)
        host.files.addFile(state + "/agents/spare/agent/auth.json", #"{"openai":{"type":"api_key","key":"x"}}"#)
        host.files.addFile(state + "/.env", "A=1\n")
        host.files.addFile("/home/jo/.env", "B=2\n")
        host.files.addFile(unit, "[Service]\nExecStart=/usr/bin/openclaw gateway\nEnvironment=C=3\n")
        host.files.addFile("/usr/bin/openclaw", "#!/bin/sh\n")
        host.files.addFile("/usr/bin/package.json", #"{"name":"openclaw","version":"2026.2.9"}"#)
        return host
    }

    // MARK: - Equality

    @Test func twoReadsOfAnUnchangedHostAreEqual() {
        let host = Self.host()
        let first = host.snapshot()
        host.files.advance(milliseconds: 90_000)
        let second = host.snapshot()
        #expect(first.readAt < second.readAt)
        #expect(first == second)
        #expect(TestHost().snapshot() == TestHost().snapshot(), "nothing is there")
    }

    /// Whatever is read makes a difference.
    @Test(
        arguments: [
            (TestHost.config, "// more\n{ agents: { list: [{ id: 'main' }, { id: 'ops' }] } }"),
            (TestHost.config, "{"), (state + "/gateway.json5", "{ mode: 'local', port: 18791 }"),
            (TestHost.store, Stores.oneKey), (TestHost.store, "{"), (TestHost.store(of: "ops"), Stores.keyAndToken),
            (state + "/agents/ops/agent/auth-state.json", "{}"), (state + "/.env", "A=2\n"),
            ("/home/jo/.env", "B=3\n"), (unit, "[Service]\nEnvironment=C=4\n"),
            ("/usr/bin/package.json", #"{"name":"openclaw","version":"2026.3.13"}"#),
        ]
    )
    func aChangedFileMakesThemUnequal(path: String, text: String) {
        let host = Self.host()
        let before = host.snapshot()
        host.files.addFile(path, text)
        let after = host.snapshot()
        #expect(before != after)
        #expect(after == host.snapshot())
    }

    @Test func soDoesAMissingFileAnotherModeAndAnotherMachine() throws {
        let before = Self.host().snapshot()
        let removed = Self.host()
        try removed.files.removeFileIfPresent(TestHost.store)
        #expect(removed.snapshot() != before)
        let opened = Self.host()
        opened.files.addFile(TestHost.store, Stores.keyAndToken, mode: 0o644)
        #expect(opened.snapshot() != before)
        var other = Self.host()
        other.environment["OPENCLAW_GATEWAY_PORT"] = "1"
        #expect(other.snapshot() != before)
        var machine = Self.host().host
        machine.name = "gw-02"
        #expect(LiveHost(machine).read() != before)
    }

    @Test func credentialsThatAreDueForImportCount() {
        let host = TestHost(config: "{}")
        let file = Self.state + "/agents/main/agent/auth.json"
        host.files.addFile(file, #"{"anthropic":{"type":"api_key","key":"\#(Fake.text(Fake.apiKey("A")))"}}"#)
        let before = host.snapshot()
        #expect(before.agent("main")?.takeOver.due != nil && before == host.snapshot())
        host.files.addFile(file, #"{"anthropic":{"type":"api_key","key":"\#(Fake.text(Fake.apiKey("B")))"}}"#)
        #expect(host.snapshot() != before)
    }

    @Test func anApplyMakesItUnequalAndItsUndoEqualButForTheRecord() throws {
        let host = Self.host()
        let before = host.snapshot()
        try host.apply(.replace(id: "anthropic:key", .apiKey("N")))
        #expect(host.snapshot() != before)
        try #require(try host.live.plannedUndo()).run()
        #expect(host.live.read(for: .report) == host.live.read(for: .report))
        #expect(host.snapshot().agents == before.agents && host.snapshot().config == before.config)
    }

    // MARK: - Nothing live

    /// No file system, clock, texts or machine hides anywhere in it. A closure may: of a value that is made when it is
    /// asked for from data that is held, as the schema is.
    @Test func itHoldsNothingLive() {
        let snapshot = Self.host().snapshot()
        var seen = 0
        func look(_ value: Any, _ path: String, depth: Int) {
            seen += 1
            #expect(!(value is any FileSystem), "\(path)")
            #expect(!(value is Host) && !(value is LiveHost), "\(path)")
            #expect(!(value is WallClock) && !(value is ClockZone), "\(path)")
            #expect(!(value is Texts) && !(value is Explanation), "\(path)")
            #expect(!(value is SetupFolder), "\(path)")
            guard depth > 0 else { return }
            for child in Mirror(reflecting: value).children.prefix(40) {
                look(child.value, path + "." + (child.label ?? "#"), depth: depth - 1)
            }
        }
        look(snapshot, "snapshot", depth: 6)
        #expect(seen > 200, "the whole of it was looked at")
    }
}
