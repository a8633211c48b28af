import Foundation
import TestSupport

/// A host whose provider is a test server, set by the config's base URL.
struct LiveHome {
    let server: StubServer
    let home: TestHome

    static let message = #"{"type":"message","content":[{"type":"text","text":"OK"}],"usage":{"input_tokens":8}}"#

    static func error(_ type: String, _ message: String) -> String {
        #"{"type":"error","error":{"type":"\#(type)","message":"\#(message)"}}"#
    }

    /// `store`: the text of `auth-profiles.json`, if there is one.
    init(
        store: String? = nil,
        variables: [String: String] = [:],
        _ answer: @escaping @Sendable (String) -> StubServer.Answer
    ) throws {
        server = try StubServer(answer)
        home = try TestHome.fresh(adding: variables)
        let provider = #"{ baseUrl: "http://127.0.0.1:\#(server.port)", models: [] }"#
        try home.write("{ models: { providers: { anthropic: \(provider) } } }\n", to: home.config)
        if let store { try home.write(store, to: home.store) }
    }

    /// A key that is rejected, a token that works, an expired one, an empty one.
    static let store = """
        {
          "version": 1,
          "profiles": {
            "anthropic:bad": { "type": "api_key", "provider": "anthropic", "key": "\(Fake.otherKey)" },
            "anthropic:empty": { "type": "api_key", "provider": "anthropic", "key": "" },
            "anthropic:good": { "type": "token", "provider": "anthropic", "token": "\(Fake.token)" },
            "anthropic:old": { "type": "token", "provider": "anthropic", "token": "\(Fake.otherToken)", "expires": 1 },
            "openai:x": { "type": "api_key", "provider": "openai", "key": "sk-other" }
          }
        }

        """

    /// Accepts tokens, rejects keys.
    static let judging: @Sendable (String) -> StubServer.Answer = { request in
        request.contains("authorization: Bearer ")
            ? .json(status: 200, message)
            : .json(status: 401, error("authentication_error", "invalid x-api-key"))
    }
}
