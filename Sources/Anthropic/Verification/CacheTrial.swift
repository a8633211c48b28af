internal import ChildProgram
internal import JSON5

/// Tests prompt caching: sends the same long request twice and compares the tokens written to and read from the cache.
package struct CacheTrial: Sendable {
    /// The cache usage of one response, in tokens.
    package struct Usage: Sendable, Equatable {
        package let input: Int
        package let written: Int
        package let read: Int
        /// The part written with one-hour retention; nil if the provider does not report it.
        package let writtenForOneHour: Int?
    }

    /// The conclusion from both responses.
    package enum Verdict: String, Sendable {
        case works
        /// Cached for five minutes although one hour was requested.
        case fiveMinutesOnly
        case notHonoured
        /// No caching was requested.
        case off
    }

    package struct Outcome: Sendable, Equatable {
        package let first: Usage
        package let second: Usage
        package let verdict: Verdict
    }

    /// The approximate size of the prefix in tokens: above 4096, the minimum for caching with the larger models.
    package static let prefixTokens = 6000

    private let shape: RequestShape
    private let transport: any Transport
    private let model: String
    private let caching: MessageRequest.Caching

    /// - Parameter model: the model id without the provider prefix.
    package init(
        _ shape: RequestShape,
        transport: any Transport,
        model: String,
        caching: MessageRequest.Caching
    ) {
        self.shape = shape
        self.transport = transport
        self.model = model
        self.caching = caching
    }

    /// Throws if a request failed.
    ///
    /// - Parameter mark: makes the prompt of this run unique, so that it does not hit the cache of an earlier run.
    package func run(mark: String) throws(Verification) -> Outcome {
        let (first, second) = (try ask(mark), try ask(mark))
        return Outcome(first: first, second: second, verdict: verdict(first, second))
    }

    private func verdict(_ first: Usage, _ second: Usage) -> Verdict {
        if caching == .off { return .off }
        guard first.written > 0, second.read > 0 else { return .notHonoured }
        if caching == .oneHour, first.writtenForOneHour == 0 { return .fiveMinutesOnly }
        return .works
    }

    // MARK: - Request

    private func ask(_ mark: String) throws(Verification) -> Usage {
        let response = try transport.answer(
            to: question(mark),
            of: shape,
            model: model,
            limits: TransportLimits(milliseconds: 60_000),
            cancellation: Cancellation()
        )
        let verification = Verification(response, model: model, host: shape.endpoint.shown)
        guard verification.isVerified else { throw verification }
        return Usage(ProviderAnswer(response.body).value?["usage"])
    }

    private func question(_ mark: String) -> HTTPRequest {
        // Words of one or two tokens each. The mark comes first, because a cache compares from the beginning.
        let words = (0..<(Self.prefixTokens / 3)).map { "line \($0)" }
        return shape.message(
            MessageRequest(
                model: model,
                system: "Run \(mark). Ignore these lines: " + words.joined(separator: " "),
                messages: [["role": "user", "content": "Reply with OK."]],
                maximumTokens: 1,
                caching: caching
            )
        )
    }
}

extension CacheTrial.Usage {
    init(_ usage: Value?) {
        func count(_ value: Value?) -> Int? { (value?.intValue).flatMap { Int(exactly: $0) } }
        input = count(usage?["input_tokens"]) ?? 0
        written = count(usage?["cache_creation_input_tokens"]) ?? 0
        read = count(usage?["cache_read_input_tokens"]) ?? 0
        writtenForOneHour = count(usage?["cache_creation"]?["ephemeral_1h_input_tokens"])
    }
}
