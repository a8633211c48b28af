import Anthropic
import JSON5
import Secrets
import Testing

/// What is sent for each kind of credential, beyond the golden data.
@Suite struct RequestShapeTests {
    private func shape(_ credential: Secret, _ overrides: [String: String] = [:]) -> RequestShape {
        RequestShape(
            endpoint: Endpoint(baseURL: "https://api.anthropic.com"),
            credential: credential,
            overrides: overrides
        )
    }

    private let common = "fine-grained-tool-streaming-2025-05-14,interleaved-thinking-2025-05-14"

    @Test func oneHourIsAskedForWithItsBeta() {
        var request = MessageRequest.minimal(model: Fake.model)
        request.caching = .oneHour
        let sent = shape(Fake.key).message(request)
        #expect(sent[header: "anthropic-beta"]?.text == common + ",extended-cache-ttl-2025-04-11")
    }

    @Test func betasOfThePersonAreAddedToOurs() {
        let overrides = ["Anthropic-Beta": " my-beta-1 , interleaved-thinking-2025-05-14,", "X-Team": "blue"]
        let sent = shape(Fake.key, overrides).message(.minimal(model: Fake.model))
        #expect(sent[header: "anthropic-beta"]?.text == common + ",my-beta-1")
        #expect(sent[header: "x-team"]?.text == "blue")
    }

    @Test func noHeaderOfThePersonTakesThePlaceOfTheCredential() {
        let overrides = ["X-Api-Key": "other", "Authorization": "Bearer other", "User-Agent": "theirs"]
        let sent = shape(Fake.key, overrides).message(.minimal(model: Fake.model))
        #expect(sent[header: "x-api-key"] == Fake.key)
        #expect(sent[header: "authorization"] == nil)
        #expect(sent.headers.filter { $0.name == "user-agent" }.map(\.value.text) == ["theirs"])
    }

    @Test func theMinimalQuestionOfATokenCarriesTheIdentityAndNothingElse() throws {
        let sent = shape(Fake.token).message(.minimal(model: Fake.model))
        let body = try Document(parsing: sent.body, dialect: .json).root
        let identity: Value = [
            "type": "text", "text": "You are Claude Code, Anthropic's official CLI for Claude.",
        ]
        #expect(body["system"] == [identity])
        #expect(body.objectValue?.keys == ["model", "messages", "max_tokens", "system"])
        #expect(sent[header: "authorization"]?.text == "Bearer " + Fake.token.text)
        #expect(sent[header: "x-api-key"] == nil)
    }

    @Test(arguments: [
        ("none", "https://api.anthropic.com", MessageRequest.Caching.off),
        ("short", "https://api.anthropic.com", .fiveMinutes),
        ("long", "https://api.anthropic.com", .oneHour),
        ("long", "https://proxy.example/api.anthropic.com", .oneHour),
        ("long", "https://proxy.example", .fiveMinutes),
    ])
    func oneHourIsAskedForOfAnthropicsOwnAddressOnly(
        retention: String,
        baseURL: String,
        caching: MessageRequest.Caching
    ) {
        #expect(MessageRequest.Caching(retention: retention, baseURL: baseURL) == caching)
    }

    @Test func aSlashAtTheEndOfTheAddressIsNotDoubled() {
        let shape = RequestShape(endpoint: Endpoint(baseURL: "https://proxy.example/v/"), credential: Fake.key)
        #expect(shape.models().url == "https://proxy.example/v/v1/models?limit=1000")
    }

    @Test func aPrintedRequestShowsNoSecret() {
        let sent = shape(Fake.token, ["x-proxy-key": "hunter2hunter2"]).message(.minimal(model: Fake.model))
        let printed = "\(sent)" + String(reflecting: sent)
        #expect(!printed.contains("TTTT") && !printed.contains("hunter2"))
    }
}
