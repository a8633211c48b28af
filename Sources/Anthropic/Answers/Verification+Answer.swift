internal import JSON5

extension Verification {
    /// Judges an answer of the messages endpoint.
    package init(_ response: HTTPResponse, model: String, host: String) {
        let answer = ProviderAnswer(response.body)
        self.init(
            answer.outcome(response, model: model),
            model: model,
            host: host,
            milliseconds: response.milliseconds,
            providerMessage: answer.message
        )
    }
}

/// The body of an answer: a message, an error of the provider's, or something of somebody else's.
struct ProviderAnswer {
    let value: Value?
    /// `error.type`; nil when it is no error document.
    let errorType: String?
    /// `error.message`, cut to a length that can be shown.
    let message: String?

    private static let longestMessage = 300

    init(_ body: [UInt8]) {
        value = try? Document(parsing: body, dialect: .json).root
        let error = value?["error"]
        errorType = error?["type"]?.stringValue
        message = error?["message"]?.stringValue.map { String($0.prefix(Self.longestMessage)) }
    }

    /// A login page of a network answers 200 too, but not with a message.
    private var isMessage: Bool { value?["type"] == "message" || value?["content"]?.arrayValue != nil }

    func outcome(_ response: HTTPResponse, model: String) -> Verification.Outcome {
        let status = response.status
        switch status {
        case 200..<300: return isMessage ? .verified : .unexpected(status: status)
        case 401: return .rejected
        case 402: return .creditTooLow
        case 407: return .unanswered(.proxy(status: status))
        case 408: return .unanswered(.timeout)
        case 429: return .rateLimited(retryAfterSeconds: response.retryAfterSeconds)
        case 503, 529: return .overloaded(status: status)
        case 500...: return .serverFailed(status: status)
        default: return refusal(status, model: model)
        }
    }

    /// 400, 403, 404 and their kind mean something only in the provider's own words.
    private func refusal(_ status: Int, model: String) -> Verification.Outcome {
        guard errorType != nil else { return .unexpected(status: status) }
        if speaksOfBilling { return .creditTooLow }
        if errorType == "overloaded_error" { return .overloaded(status: status) }
        if speaks(of: model) { return status == 403 ? .modelNotAllowed : .modelUnknown }
        switch status {
        case 403: return .forbidden
        case 404: return .unexpected(status: status)
        default: return .refused(status: status)
        }
    }

    private var speaksOfBilling: Bool {
        let text = message?.lowercased() ?? ""
        return errorType == "billing_error" || text.contains("credit balance") || text.contains("plans & billing")
    }

    /// The provider names the model first: `model: claude-x`.
    private func speaks(of model: String) -> Bool {
        let text = message?.lowercased() ?? ""
        return text.hasPrefix("model:") || !model.isEmpty && text.contains(model.lowercased())
    }
}
