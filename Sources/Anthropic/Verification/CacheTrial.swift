internal import ChildProgram
internal import JSON5

/// Shows whether a prompt is cached: asks the same long question twice and looks at what was written and read.
package struct CacheTrial: Sendable {
    /// What one answer says of the cache, in tokens.
    package struct Usage: Sendable, Equatable {
        package let input: Int
        package let written: Int
        package let read: Int
        /// Of those written, for one hour; nil where the host does not say.
        package let writtenForOneHour: Int?
    }

    /// What the two answers amount to.
    package enum Verdict: String, Sendable {
        case works
        /// Written for five minutes, though one hour was asked for.
        case fiveMinutesOnly
        case notHonoured
        /// Nothing was asked for.
        case off
    }

    package struct Outcome: Sendable, Equatable {
        package let first: Usage
        package let second: Usage
        package let verdict: Verdict
    }

    /// About as many tokens as the prefix has: above the 4096 that the larger models ask for at least.
    package static let prefixTokens = 6000

    private let shape: RequestShape
    private let transport: any Transport
    private let model: String
    private let caching: MessageRequest.Caching

    /// - Parameter model: the id without its provider.
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

    /// Throws why it could not be tried.
    ///
    /// - Parameter mark: says that this run is another than the last: what was cached then is not read now.
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

    // MARK: - One question

    private func ask(_ mark: String) throws(Verification) -> Usage {
        let response = try transport.answer(
            to: question(mark),
            of: shape,
            model: model,
            limits: TransportLimits(milliseconds: 60_000),
            cancellation: Cancellation()
        )
        let verification = Verification(response, model: model, host: shape.endpoint.host)
        guard verification.isVerified else { throw verification }
        return Usage(ProviderAnswer(response.body).value?["usage"])
    }

    private func question(_ mark: String) -> HTTPRequest {
        // Words of one or two tokens each, the mark in front: a cache compares from the beginning.
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
