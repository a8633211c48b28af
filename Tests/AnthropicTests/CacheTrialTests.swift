import Anthropic
import ChildProgram
import Synchronization
import Testing

/// The conclusion from two responses about the cache.
@Suite struct CacheTrialTests {
    /// A transport that returns these usages one after the other.
    private final class Answers: Transport {
        private let usages: Mutex<[String]>

        init(_ usages: [String]) { self.usages = Mutex(usages) }

        func send(
            _ request: HTTPRequest,
            limits: TransportLimits,
            cancellation: Cancellation
        ) throws(TransportError) -> HTTPResponse {
            let usage = usages.withLock { $0.removeFirst() }
            let body = #"{"type":"message","content":[],"usage":{\#(usage)}}"#
            return HTTPResponse(status: 200, body: Array(body.utf8))
        }
    }

    private func verdict(_ caching: MessageRequest.Caching, _ first: String, _ second: String) -> CacheTrial.Verdict? {
        let shape = RequestShape(endpoint: Endpoint(baseURL: "https://api.anthropic.com"), credential: Fake.key)
        let trial = CacheTrial(shape, transport: Answers([first, second]), model: Fake.model, caching: caching)
        return try? trial.run(mark: "1").verdict
    }

    @Test(arguments: [
        (
            MessageRequest.Caching.fiveMinutes, #""cache_creation_input_tokens":5"#, #""cache_read_input_tokens":5"#,
            CacheTrial.Verdict.works
        ),
        (.oneHour, #""cache_creation_input_tokens":5"#, #""cache_read_input_tokens":5"#, .works),
        (
            .oneHour, #""cache_creation_input_tokens":5,"cache_creation":{"ephemeral_1h_input_tokens":0}"#,
            #""cache_read_input_tokens":5"#, .fiveMinutesOnly
        ),
        (
            .oneHour, #""cache_creation_input_tokens":5,"cache_creation":{"ephemeral_1h_input_tokens":5}"#,
            #""cache_read_input_tokens":5"#, .works
        ),
        (.fiveMinutes, "", "", .notHonoured),
        (.off, "", "", .off),
    ])
    func aVerdictIsPlain(
        caching: MessageRequest.Caching,
        first: String,
        second: String,
        expected: CacheTrial.Verdict
    ) {
        #expect(verdict(caching, first, second) == expected)
    }
}
