import Secrets
import TestSupport
import Testing

@testable import Anthropic

/// The provider's own model list, as it answers and as it is believed.
@Suite struct LiveModelsTests {
    private func models(_ data: String) throws -> [LiveModel] {
        let body = Array(#"{"data":[\#(data)],"has_more":false}"#.utf8)
        let transport = ScriptedTransport(.success(HTTPResponse(status: 200, headers: [:], body: body)))
        let shape = RequestShape(endpoint: Endpoint(baseURL: "https://api.anthropic.com"), credential: Fake.key)
        return try LiveModels(shape, transport: transport).fetch()
    }

    @Test func limitsAreTakenWhereTheProviderSaysThem() throws {
        let models = try models(
            """
            {"id":"claude-a-1","display_name":"A","max_input_tokens":1000000,"max_tokens":128000},
            {"id":"claude-b-1","display_name":"B","max_input_tokens":null,"max_tokens":null}, {"id":"claude-c-1"}
            """
        )
        #expect(models[0] == LiveModel(id: "claude-a-1", name: "A", contextWindow: 1_000_000, maximumTokens: 128_000))
        #expect(models[1] == LiveModel(id: "claude-b-1", name: "B"))
        #expect(models[2] == LiveModel(id: "claude-c-1", name: "claude-c-1"))
    }

    @Test(
        "a number that is no limit is left out, one beyond belief is held",
        arguments: [
            ("0", nil), ("-1", nil), ("1.5", nil), ("\"9\"", nil), ("1e300", nil), ("99999999999", nil), ("true", nil),
            ("1", 1), ("500000000", LiveModel.longestAnswer),
        ] as [(String, Int?)]
    )
    func absurdLimits(number: String, limit: Int?) throws {
        let models = try models(#"{"id":"m","max_tokens":\#(number)}"#)
        #expect(models == [LiveModel(id: "m", name: "m", maximumTokens: limit)])
    }

    @Test func anIDWithUnusualCharactersIsSkippedAndSuchANameReplaced() throws {
        let models = try models(
            #"{"id":"a b"}, {"id":"-x"}, {"id":"$(x)"}, {"id":"a\u001b[2J"}, {"id":""}, {"id":7}, "#
                + #"{"id":"us.anthropic/claude:1@2","display_name":"a\u001b[2Jb"}, {"id":"z","display_name":"\u202ez"}"#
        )
        #expect(models.map(\.id) == ["us.anthropic/claude:1@2", "z"])
        #expect(models.map(\.name) == models.map(\.id))
    }
}
