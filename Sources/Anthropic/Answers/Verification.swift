/// The result of a live check of one credential with one model; without secrets.
///
/// It is also thrown where only an answer allows continuing.
package struct Verification: Error, Equatable {
    /// What happened. Only a 2xx response is `verified`; only the provider's own answer makes a key count as rejected.
    package enum Outcome: Sendable, Equatable {
        case verified
        /// 401: expired, revoked or mistyped.
        case rejected
        /// 403 for the credential itself: it lacks a scope, or its organisation is not allowed.
        case forbidden
        /// The host does not know the model.
        case modelUnknown
        /// The credential may not use the model.
        case modelNotAllowed
        /// No credit left, or another billing problem.
        case creditTooLow
        /// The usage that a Claude plan includes, and the extra usage beside it, are used up.
        case planUsedUp
        /// The plan does not pay for other programs than Claude's own; they draw from extra usage.
        case planNotCovered
        /// The organisation that the credential belongs to was disabled.
        case organizationDisabled
        /// 429, with the requested wait in seconds.
        case rateLimited(retryAfterSeconds: Int?)
        /// 503 or 529.
        case overloaded(status: Int)
        /// Another 5xx.
        case serverFailed(status: Int)
        /// 400 or similar: the provider rejected the request.
        case refused(status: Int)
        /// A response that Anthropic does not send, such as a network's login page.
        case unexpected(status: Int)
        /// The URL would send the credential unencrypted; nothing was sent.
        case insecureAddress
        /// There was no response.
        case unanswered(TransportError)
    }

    package let outcome: Outcome
    /// The requested model id, without the provider prefix.
    package let model: String
    /// As `Endpoint.shown`: with scheme and port unless both are the usual ones.
    package let host: String
    /// The response time; nil without a response.
    package let milliseconds: Int64?
    /// The provider's error message; untrusted, and redacted before it is shown.
    package let providerMessage: String?
    /// When the limit that refused the request ends, in Unix milliseconds; nil if the provider did not say so.
    package let resetsAt: Int64?

    package init(
        _ outcome: Outcome,
        model: String,
        host: String,
        milliseconds: Int64? = nil,
        providerMessage: String? = nil,
        resetsAt: Int64? = nil
    ) {
        self.outcome = outcome
        self.model = model
        self.host = host
        self.milliseconds = milliseconds
        self.providerMessage = providerMessage
        self.resetsAt = resetsAt
    }

    /// Whether another host than Anthropic's own was asked; it has its own keys.
    package var isOtherHost: Bool { host != Endpoint.ownHost }

    /// The provider accepted this credential for this model.
    package var isVerified: Bool { outcome == .verified }

    /// The provider rejected the credential itself.
    package var isCredentialBad: Bool { outcome == .rejected || outcome == .forbidden }

    /// The provider accepted the credential, but not for this model.
    package var isModelRefused: Bool { outcome == .modelUnknown || outcome == .modelNotAllowed }

    /// Whether the result says something about credential and model that will still hold in an hour.
    ///
    /// A rate limit, an overloaded host and a network failure do not.
    package var isConclusive: Bool {
        switch outcome {
        case .verified, .rejected, .forbidden, .modelUnknown, .modelNotAllowed, .creditTooLow, .planUsedUp,
            .planNotCovered, .organizationDisabled:
            true
        case .rateLimited, .overloaded, .serverFailed, .refused, .unexpected, .insecureAddress, .unanswered: false
        }
    }
}

extension Verification {
    /// The stable code for `--json` and the records, which is also the suffix of the text key `check.…`.
    package var code: String {
        switch outcome {
        case .verified: "verified"
        case .rejected: "rejected"
        case .forbidden: "forbidden"
        case .modelUnknown: "modelUnknown"
        case .modelNotAllowed: "modelNotAllowed"
        case .creditTooLow: "creditTooLow"
        case .planUsedUp: "planUsedUp"
        case .planNotCovered: "planNotCovered"
        case .organizationDisabled: "organizationDisabled"
        case .rateLimited: "rateLimited"
        case .overloaded: "overloaded"
        case .serverFailed: "serverFailed"
        case .refused: "refused"
        case .unexpected: "unexpected"
        case .insecureAddress: "insecureAddress"
        case .unanswered(let error): error.word
        }
    }

    /// The status name of the gateway's own probe (src/commands/models/list.probe.ts).
    package var probeStatus: String {
        switch outcome {
        case .verified: "ok"
        case .rejected, .forbidden, .organizationDisabled: "auth"
        case .creditTooLow, .planUsedUp, .planNotCovered: "billing"
        case .rateLimited, .overloaded: "rate_limit"
        case .refused: "format"
        case .unanswered(.timeout): "timeout"
        default: "unknown"
        }
    }

    /// The HTTP status, if the outcome does not already imply it.
    package var status: Int? {
        switch outcome {
        case .overloaded(let status), .serverFailed(let status), .refused(let status), .unexpected(let status): status
        case .unanswered(.redirected(let status)): status
        case .unanswered(.proxy(let status)): status
        case .rejected: 401
        case .forbidden: 403
        case .rateLimited: 429
        default: nil
        }
    }

    /// The wait that the provider asks for.
    package var retryAfterSeconds: Int? {
        if case .rateLimited(let seconds) = outcome { seconds } else { nil }
    }

    /// When it is worth asking again, by what the provider said; nil if it said nothing.
    ///
    /// - Parameter at: when it answered, in Unix milliseconds.
    package func returns(answeredAt at: Int64) -> Int64? {
        guard let seconds = retryAfterSeconds else { return resetsAt }
        let (wait, isTooLong) = Int64(seconds).multipliedReportingOverflow(by: 1000)
        let (end, isTooLate) = at.addingReportingOverflow(wait)
        return isTooLong || isTooLate ? nil : end
    }
}

extension TransportError {
    /// The stable name, which is also the suffix of the text key `check.…`.
    package var word: String {
        switch self {
        case .noCurl: "noCurl"
        case .failed: "failed"
        case .timeout: "timeout"
        case .resolve: "unresolved"
        case .connect: "unreachable"
        case .tls(certificate: true): "certificate"
        case .tls(certificate: false): "tls"
        case .proxy: "proxy"
        case .cutOff: "cutOff"
        case .tooLong: "tooLong"
        case .redirected: "redirected"
        case .garbage: "garbage"
        case .unsendable: "unsendable"
        case .cancelled: "cancelled"
        }
    }
}
