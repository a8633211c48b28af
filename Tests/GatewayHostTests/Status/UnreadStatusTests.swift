import CredentialStores
import Credentials
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

/// K6 and K14: what lies on a host and is not read is named once, with a command that mends it.
@Suite struct UnreadStatusTests {
    private static let key = "sk-ant-api03-" + String(repeating: "F", count: 95)
    private static let token = "sk-ant-oat01-" + String(repeating: "T", count: 95)
    private static let flat = #"{ "anthropic": { "apiKey": "\#(key)" } }"#
    private static let wrongNames =
        #"{ "profiles": { "anthropic:api": { "provider": "anthropic", "mode": "api_key", "apiKey": "\#(key)" } } }"#
    private static let stray =
        #"{ "version": 1, "profiles": { "claude:manual": { "type": "token", "provider": "claude", "token": "\#(key)" } } }"#

    private func problems(_ host: StatusHost) throws -> [Problem] { try host.report().problems }

    @Test(arguments: [
        (flat, "unread-entry", "has a credential of anthropic at its top"),
        (wrongNames, "unread-entry", "it has mode, apiKey where the gateway looks for type, key"),
        (stray, "unused-provider", "claude:manual holds a secret of Claude for the provider claude"),
    ])
    func aStoreThatIsNotReadIsNamedWithItsCommand(store: String, code: String, says: String) throws {
        let host = StatusHost(store: store)
        let problems = try problems(host)
        #expect(problems.map(\.code) == [code])
        #expect(problems.first?.message.contains(says) == true, "\(problems)")
        #expect(problems.first?.next == "openclaw models auth import")
        let report = try host.report()
        #expect(report.document["problems"]?[0]?["code"]?.stringValue == code)
        #expect(!report.lines.joined().contains("paid by claude."), "nobody pays for what is not sent")
        #expect(!report.lines.joined().contains(Self.key.suffix(20)))
    }

    @Test(arguments: [
        (flat, "anthropic:default"), (wrongNames, "anthropic:api"), (stray, "anthropic:manual"),
    ])
    func importMakesItAnswerAndTheStatusIsQuiet(store: String, id: String) throws {
        let host = TestHost(store: store)
        let before = host.files.text(TestHost.store)
        let found = try LegacyCredentials.read(host.snapshot(), host.live, agent: "main")
        #expect(!found.isEmpty)
        _ = try host.apply(.importLegacy(found))
        let snapshot = host.snapshot()
        #expect(snapshot.profile(id, agent: "main")?.credential == .apiKey(Secret(Self.key)))
        #expect(snapshot.furtherProblems(host.live).isEmpty)
        #expect(try host.plan(.importLegacy(LegacyCredentials.read(snapshot, host.live, agent: "main"))).isEmpty)
        #expect(before != host.files.text(TestHost.store))
    }

    @Test(arguments: ["agents/main/auth-profiles.json", "auth-profiles.json", "agent/auth-profiles.json"])
    func aStoreInAnotherFolderIsNamedAndImported(path: String) throws {
        let text = StoreText.of(StoreText.token("anthropic:default"))
        let problems = try problems(StatusHost([path: text]))
        #expect(problems.map(\.code) == ["misplaced-store"])
        #expect(problems.first?.message.contains(path) == true)
        let host = TestHost()
        host.files.addFile(TestHost.state + "/" + path, text)
        _ = try host.apply(.importLegacy(LegacyCredentials.read(host.snapshot(), host.live, agent: "main")))
        #expect(host.snapshot().profile("anthropic:default", agent: "main") != nil)
        #expect(host.files.text(TestHost.state + "/" + path) == text, "an import deletes nothing")
    }

    @Test(arguments: [
        ("CLAUDE_CODE_OAUTH_TOKEN", token, "paste-token"), ("ANTHROPIC_AUTH_TOKEN", token, "paste-token"),
        ("X_API_KEY", key, "ANTHROPIC_API_KEY"), ("ANTHROPIC_BASE_URL", "https://proxy.example", "baseUrl"),
    ])
    func aVariableThatIsNotReadIsNamedWithFileAndLine(name: String, value: String, next: String) throws {
        let problems = try problems(StatusHost([".env": "# a comment\n\(name)=\(value)\n"]))
        #expect(problems.map(\.code) == ["variable-not-read"])
        #expect(
            problems.first?.message == "\(name) is set (~/.openclaw/.env, line 2), but this gateway does not read it."
        )
        #expect(problems.first?.next?.contains(next) == true)
    }

    @Test func theVariableInUseNamesItsFileAndLine() throws {
        let lines = try StatusHost([".env": "# a comment\nANTHROPIC_API_KEY=\(Self.key)\n"]).report().lines
        #expect(lines.contains { $0.hasPrefix("  Credential: ANTHROPIC_API_KEY") && $0.contains(".env, line 2") })
    }

    @Test func aNearMissIsNobodysBusinessOnceACredentialIsThere() throws {
        let near = ["CLAUDE_CODE_OAUTH_TOKEN": Self.token, "X_API_KEY": "another-service"]
        #expect(try problems(StatusHost(environment: ["X_API_KEY": "another-service"])).isEmpty)
        let host = StatusHost(store: StoreText.of(StoreText.token("anthropic:a")), environment: near)
        #expect(try problems(host).isEmpty)
    }

    @Test func aProfileThatIsOnlyListedIsNamed() throws {
        let config = #"{ auth: { profiles: { "anthropic:work": { provider: "anthropic", mode: "api_key" } } } }"#
        let problems = try problems(StatusHost(["openclaw.json": config]))
        #expect(problems.map(\.code) == ["listed-not-stored"])
        #expect(problems.first?.next?.contains("paste-api-key --profile-id anthropic:work") == true)
    }
}
