import JSON5
import Testing

@testable import GatewayConfig

/// What certainly keeps a gateway from starting, and what another release may accept.
@Suite struct ConfigRefusalTests {
    private func refusal(_ text: String, environment: [String: String] = [:]) throws -> [String] {
        let found = snapshot(text, EnvironmentLayers(process: environment)).refusal
        return found?.issues.map { ($0.path.isEmpty ? "<root>" : $0.path) + ": " + $0.message } ?? []
    }

    @Test(arguments: ["null", "[]", "\"x\"", "5", "true"]) func aRootThatIsNoObjectIsRefused(text: String) throws {
        #expect(try refusal(text).first?.hasPrefix("<root>: Invalid input: expected object, received ") == true)
    }

    @Test func wrongTypesInTheSectionsThatDecideAreRefused() throws {
        #expect(
            try refusal("{ gateway: { port: 'x' } }") == [
                "gateway.port: Invalid input: expected number, received string"
            ]
        )
        #expect(
            try refusal("{ auth: { order: { anthropic: 'a' } } }")
                == ["auth.order.anthropic: Invalid input: expected array, received string"]
        )
        #expect(
            try refusal("{ agents: { list: { main: {} } } }")
                == ["agents.list: Invalid input: expected array, received object"]
        )
        #expect(
            try refusal("{ models: { providers: { anthropic: { baseUrl: 'http://127.0.0.1:1' } } } }")
                == ["models.providers.anthropic.models: Invalid input: expected array, received undefined"]
        )
    }

    @Test func keysThatHaveMovedAreRefused() throws {
        #expect(try refusal("{ agent: { model: 'x' } }") == [#"<root>: Unrecognized key: "agent""#])
        #expect(try refusal("{ routing: {}, bogus: 1 }") == [#"<root>: Unrecognized key: "routing""#])
        #expect(try refusal("{ gateway: { token: 'x', bogus: 1 } }") == [#"gateway: Unrecognized key: "token""#])
    }

    @Test(
        arguments: [
            "{ bogus: 1 }", "{ agents: { list: [ { id: 'x', bogus: 2 } ] } }", "{ messages: 'x' }", "{ session: [] }",
            "{ gateway: { port: -1 } }", "{ gateway: { mode: 'other' } }", "{}", "{ gateway: { auth: {} } }",
            "{ models: { providers: { x: { baseUrl: 'u', models: [], apiKey: { source: 'env', provider: 'd', id: 'K' } } } } }",
            "{ gateway: { auth: { mode: 'token', token: { source: 'file', id: '/run/x' } } } }",
        ]
    )
    func whatAnotherReleaseMayTakeIsNot(text: String) throws {
        #expect(try refusal(text).isEmpty)
    }

    @Test(arguments: ["2026.2.10", "2026.2.9-1", "v2026.3.2", "2027.1.0"])
    func aFileOfANewerReleaseIsNot(version: String) throws {
        let text = "{ meta: { lastTouchedVersion: '\(version)' }, agents: { defaults: { model: 'a/b' } } }"
        #expect(try refusal(text).isEmpty)
        // No release accepts a list as the root.
        #expect(try !refusal("[ { meta: { lastTouchedVersion: '\(version)' } } ]").isEmpty)
    }

    @Test(arguments: ["2026.2.9", "2026.1.30", "2026.2.9-beta.1", "next", "", "99999999999999999999.1.1", "-1.-1.-1"])
    func aFileOfAnOlderOrUnknownReleaseIs(version: String) throws {
        #expect(try !refusal("{ meta: { lastTouchedVersion: '\(version)' }, gateway: { port: 'x' } }").isEmpty)
    }

    @Test func aVariableWithoutAValueIsNoWrongType() throws {
        #expect(try refusal("{ gateway: { port: '${PORT_OF_NOBODY}' } }").isEmpty)
        #expect(try !refusal("{ gateway: { port: '${PORT}' } }", environment: ["PORT": "19001"]).isEmpty)
    }

    @Test func releasesAreComparedByTheirNumbers() throws {
        let sorted = ["2026.1.30", "2026.2.9-beta.1", "2026.2.9", "2026.2.9-1", "2026.2.9-2", "2026.2.26", "2026.10.2"]
        let numbers = try sorted.map { try #require(ReleaseNumber($0)) }
        #expect(numbers == numbers.sorted() && Set(sorted).count == numbers.count)
        for text in ["", "2026.2", "a.b.c", "2026..9", "2026.2.x"] { #expect(ReleaseNumber(text) == nil, "\(text)") }
    }
}
