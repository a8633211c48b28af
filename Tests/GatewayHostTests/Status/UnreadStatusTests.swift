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
        // A copy under another provider stays, and it is said to be one.
        let left = snapshot.furtherProblems(host.live)
        #expect(
            left.map(\.next)
                == (store == Self.stray ? ["openclaw models auth logout claude:manual removes the copy"] : [])
        )
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

    // MARK: - Beside a good credential

    private static let good = StoreText.token("anthropic:manual")

    @Test(arguments: [
        (#"{ "version": 1, "profiles": { \#(good) }, "anthropic": { "apiKey": "\#(key)" } }"#, "anthropic:default"),
        (
            #"{ "profiles": { \#(good), "anthropic:api": { "provider": "anthropic", "mode": "api_key", "apiKey": "\#(key)" } } }"#,
            "anthropic:api"
        ),
        (
            #"{ "profiles": { \#(good), "claude:manual": { "type": "token", "provider": "claude", "token": "\#(key)" } } }"#,
            "anthropic:manual-2"
        ),
    ])
    func eachIsNamedOnceAndListedAndImported(store: String, id: String) throws {
        #expect(try problems(StatusHost(store: store)).count == 1)
        let host = TestHost(store: store)
        let listing = ProfileListing(host.snapshot(), host.live, agent: "main", provider: nil)
        #expect(listing.members["unread"]?.arrayValue?.count == 1)
        #expect(listing.lines.contains { $0.plain.contains("models auth import") })
        _ = try host.apply(.importLegacy(LegacyCredentials.read(host.snapshot(), host.live, agent: "main")))
        #expect(host.snapshot().profile(id, agent: "main")?.credential.secret == Secret(Self.key))
        #expect(host.snapshot().profile("anthropic:manual", agent: "main")?.credential.secret != Secret(Self.key))
    }

    @Test func aCopyUnderAnotherProviderIsSaidToBeOne() throws {
        let copy = Self.good.replacing("anthropic:manual", with: "claude:manual").replacing(
            #""provider": "anthropic""#,
            with: #""provider": "claude""#
        )
        let problems = try problems(StatusHost(store: StoreText.of(Self.good, copy)))
        #expect(problems.map(\.code) == ["unused-provider"])
        #expect(problems.first?.message.contains("claude:manual is a copy of anthropic:manual") == true)
        #expect(problems.first?.next == "openclaw models auth logout claude:manual removes the copy")
    }

    @Test func aStoreElsewhereIsNamedAsLongAsItHasSomethingMore() throws {
        let host = TestHost(store: StoreText.of(Self.good))
        let path = TestHost.state + "/auth-profiles.json"
        host.files.addFile(path, StoreText.of(StoreText.key("anthropic:work")))
        #expect(host.snapshot().furtherProblems(host.live).map(\.code) == ["misplaced-store"])
        _ = try host.apply(.importLegacy(LegacyCredentials.read(host.snapshot(), host.live, agent: "main")))
        #expect(host.snapshot().furtherProblems(host.live).isEmpty)
    }

    @Test func aProviderThatAnyModelUsesIsNotUnused() throws {
        let config = #"{ agents: { defaults: { model: { primary: "anthropic/x", fallbacks: ["claude/y"] } } } }"#
        let host = StatusHost(store: Self.stray, config: config)
        #expect(try !problems(host).contains { $0.code == "unused-provider" })
    }

    @Test func aProfileThatIsOnlyListedIsNamed() throws {
        let config = #"{ auth: { profiles: { "anthropic:work": { provider: "anthropic", mode: "api_key" } } } }"#
        let problems = try problems(StatusHost(["openclaw.json": config]))
        #expect(problems.map(\.code) == ["listed-not-stored"])
        #expect(problems.first?.next?.contains("paste-api-key --profile-id anthropic:work") == true)
    }

    @Test func aProfileThatIsOnlyListedIsStoredByTheGatewayWhereThisProgramWritesNoStore() throws {
        let config = """
            { meta: { lastTouchedVersion: "2026.6.5" },
              auth: { profiles: { "anthropic:work": { provider: "anthropic", mode: "api_key" } } } }
            """
        let host = StatusHost(["openclaw.json": config])
        let refusal = try #require(host.snapshot.storeRefusals.first)
        #expect(try problems(host).first { $0.code == "listed-not-stored" }?.next == refusal.next)
    }
}
