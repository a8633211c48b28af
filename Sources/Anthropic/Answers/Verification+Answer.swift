internal import JSON5

extension Verification {
    /// Interprets a response of the messages endpoint.
    package init(_ response: HTTPResponse, model: String, host: String) {
        let answer = ProviderAnswer(response.body)
        let outcome = answer.outcome(response, model: model)
        let isLimit = if case .rateLimited = outcome { true } else { outcome == .planUsedUp }
        self.init(
            outcome,
            model: model,
            host: host,
            milliseconds: response.milliseconds,
            providerMessage: answer.message,
            resetsAt: isLimit ? LimitHeaders(response.headers).resetsAt : nil
        )
    }
}

/// The body of a response: a message, an error of the provider, or something from another server.
struct ProviderAnswer {
    let value: Value?
    /// `error.type`; nil if it is not an error document.
    let errorType: String?
    /// `error.message`, cut to a displayable length.
    let message: String?

    private static let longestMessage = 300

    init(_ body: [UInt8]) {
        value = try? Document(parsing: body, dialect: .json).root
        let error = value?["error"]
        errorType = error?["type"]?.stringValue
        message = error?["message"]?.stringValue.map { String($0.prefix(Self.longestMessage)) }
    }

    /// A network's login page also answers 200, but without a message.
    private var isMessage: Bool { value?["type"] == "message" || value?["content"]?.arrayValue != nil }

    func outcome(_ response: HTTPResponse, model: String) -> Verification.Outcome {
        let status = response.status
        if (400..<429).contains(status), let limit = planLimit { return limit }
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

    /// 400, 403, 404 and similar are ambiguous without the provider's error type.
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

    /// What a plan or an organisation does not allow: it comes as 400, 402 or 403 with a type that is also that of a bad
    /// request, so only the message tells. The sentences are Anthropic's; nil for any other message.
    private var planLimit: Verification.Outcome? {
        guard errorType != nil, let text = message?.lowercased() else { return nil }
        if text.contains("third-party app") { return .planNotCovered }
        if text.contains("out of extra usage") || text.contains("claude.ai/settings/usage") { return .planUsedUp }
        let isOfOrganization = text.contains("organization") || text.contains("organisation")
        return isOfOrganization && text.contains("disabled") ? .organizationDisabled : nil
    }

    private var speaksOfBilling: Bool {
        let text = message?.lowercased() ?? ""
        return errorType == "billing_error" || text.contains("credit balance") || text.contains("plans & billing")
    }

    /// The provider puts the model first: `model: claude-x`.
    private func speaks(of model: String) -> Bool {
        let text = message?.lowercased() ?? ""
        return text.hasPrefix("model:") || !model.isEmpty && text.contains(model.lowercased())
    }
}
