import JSON5
import TestSupport
import Testing

@testable import GatewayConfig

/// The keys that releases after the schema's accept, and what becomes of the schema's findings with them.
@Suite struct LaterKeysTests {
    private func data() throws -> Value {
        try Document(parsing: ResourceFile.text("gateways/later-keys.json"), dialect: .json).root
    }

    private func rows(_ list: String) throws -> [Value] { try #require(data()[list]?.arrayValue) }

    private func acceptance(_ text: String, host: String? = nil, newest: String? = nil) -> ConfigAcceptance {
        snapshot(text, EnvironmentLayers(process: [:])).acceptance(host: host, newest: newest)
    }

    private func later(_ text: String) -> [String] {
        acceptance(text).later.map { "\($0.pointer.issuePath) \($0.since)" }
    }

    // MARK: - Data

    @Test func eachKeyHasAReleaseAfterTheSchemasAndASource() throws {
        let schema = try #require(ReleaseNumber(ConfigFormat.builtIn.version))
        let all = try rows("keys") + rows("widened")
        #expect(all.count >= 150)
        for row in all {
            let since = try #require(row["since"]?.stringValue.flatMap(ReleaseNumber.init), "\(row)")
            #expect(schema < since, "\(row)")
            #expect(row["source"]?.stringValue?.isEmpty == false, "\(row)")
            if let until = row["until"]?.stringValue {
                #expect(ReleaseNumber(until).map { since < $0 } == true, "\(row)")
            }
        }
    }

    @Test func theSchemaKnowsNoneOfTheKeys() throws {
        for row in try rows("keys") {
            let path = try #require(row["path"]?.stringValue)
            let pointer = try #require(Pointer(path.replacing("[]", with: "[0]").replacing("*", with: "x")))
            #expect(ConfigSchema.builtIn.coverage(of: pointer) == .unknown, "\(path)")
        }
    }

    @Test func eachKeyIsThereOnce() throws {
        let paths = try rows("keys").compactMap { $0["path"]?.stringValue }
        #expect(Set(paths).count == paths.count)
    }

    @Test func theProgramReadsWhatIsInTheFile() throws {
        #expect(LaterKeys.builtIn.rows.count == (try rows("keys") + rows("widened")).count)
        #expect(try LaterKeys.builtIn.newest == data()["newest"]?.stringValue)
    }

    // MARK: - Findings

    @Test(
        arguments: [
            ("{ commands: { ownerDisplay: 'raw' } }", ["commands.ownerDisplay 2026.2.21"]),
            ("{ agents: { defaults: { model: 'a/b' } } }", ["agents.defaults.model 2026.2.23"]),
            ("{ mcp: { servers: {} } }", ["mcp 2026.3.22"]),
            (
                "{ models: { providers: { x: { baseUrl: 'u', models: [], apiKey: { source: 'env', provider: 'd', id: 'K' } } } } }",
                ["models.providers.x.apiKey 2026.2.26"]
            ),
            (
                "{ gateway: { auth: { token: { source: 'file', provider: 'd', id: '/x' } } } }",
                ["gateway.auth.token 2026.3.7"]
            ),
        ]
    )
    func whatALaterReleaseTakesIsNotRefused(text: String, expected: [String]) {
        #expect(later(text) == expected)
        #expect(acceptance(text).refused.isEmpty)
        #expect(snapshot(text, EnvironmentLayers(process: [:])).refusal == nil)
    }

    @Test func anUnknownKeyInsideALaterObjectIsFound() {
        let found = acceptance("{ acp: { enabled: true, bogus: 1 } }")
        #expect(found.later.map(\.pointer) == [["acp"]])
        #expect(found.refused.map(\.path) == ["acp"])
    }

    @Test func aLaterKeyInALaterObjectHasItsOwnRelease() {
        #expect(later("{ acp: { fallbacks: ['a'] } }") == ["acp 2026.2.26", "acp.fallbacks 2026.5.20"])
    }

    @Test func aWrongValueOfALaterKeyIsRefused() {
        let found = acceptance("{ acp: { enabled: 'yes' } }")
        #expect(found.refused.map(\.path) == ["acp.enabled"])
    }

    @Test func whatNoReleaseTakesStaysRefused() {
        let found = acceptance("{ commands: { ownerDisplay: 'raw', bogus: 1 }, agents: { list: {} } }")
        #expect(
            found.refused.map(\.path) == ["commands", "agents.list"]
                || found.refused.map(\.path) == ["agents.list", "commands"]
        )
        #expect(found.later.map(\.since) == ["2026.2.21"])
    }

    // MARK: - The release of the host

    @Test func aGatewayThatIsKnownToBeOlderRefusesALaterKey() {
        let text = "{ commands: { ownerDisplay: 'raw' } }"
        #expect(acceptance(text, host: "2026.2.9").refused.map(\.path) == ["commands"])
        #expect(acceptance(text, host: "2026.2.21").refused.isEmpty)
        // The file's own word is not the gateway's.
        #expect(
            acceptance("{ meta: { lastTouchedVersion: '2026.2.9' }, commands: { ownerDisplay: 'raw' } }").refused
                .isEmpty
        )
    }

    @Test func aKeyThatWasTakenAwayIsRefusedFromThatReleaseOn() throws {
        let row = try #require(try rows("keys").first { $0["path"] == "agents.defaults.embeddedHarness" })
        let until = try #require(row["until"]?.stringValue)
        let text = "{ agents: { defaults: { embeddedHarness: {} } } }"
        #expect(acceptance(text, host: "2026.4.14").refused.isEmpty)
        #expect(!acceptance(text, host: until).refused.isEmpty)
        #expect(acceptance(text).later.first?.until == until)
    }

    @Test func aFileOfAReleaseThatNobodyKnowsIsNotJudged() {
        let found = acceptance("{ meta: { lastTouchedVersion: '2099.1.1' }, bogus: 1, gateway: { bogus: 1 } }")
        #expect(found.refused.isEmpty)
        #expect(
            found.unknown.map(\.issuePath) == ["gateway.bogus", "bogus"]
                || found.unknown.map(\.issuePath) == ["bogus", "gateway.bogus"]
        )
    }

    @Test func aLaterFileNeedNotHaveWhatTheSchemaRequires() {
        let text = "{ meta: { lastTouchedVersion: '2026.5.28' }, models: { providers: { openai: { apiKey: 'k' } } } }"
        let found = acceptance(text)
        #expect(found.refused.isEmpty && found.missing.map(\.path).contains("models.providers.openai.models"))
        #expect(!acceptance("{ models: { providers: { openai: { apiKey: 'k' } } } }").refused.isEmpty)
    }
}
