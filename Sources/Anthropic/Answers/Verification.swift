/// What a live check of one credential with one model came to. Holds no secret.
///
/// Thrown where only an answer leads on.
package struct Verification: Error, Equatable {
    /// What happened. Only an answer in the 2xx range is `verified`; nothing but the host's own word makes a key bad.
    package enum Outcome: Sendable, Equatable {
        case verified
        /// 401: expired, revoked or mistyped.
        case rejected
        /// 403 for the credential itself: it lacks a scope, or its organisation may not.
        case forbidden
        /// The host does not know the model.
        case modelUnknown
        /// The credential may not use the model.
        case modelNotAllowed
        /// No credit left, or another matter of billing.
        case creditTooLow
        /// 429, with the seconds that the host asks to wait.
        case rateLimited(retryAfterSeconds: Int?)
        /// 503 or 529.
        case overloaded(status: Int)
        /// Another 5xx.
        case serverFailed(status: Int)
        /// 400 and its kind: the host did not like the request.
        case refused(status: Int)
        /// An answer that Anthropic does not give, such as a network's login page.
        case unexpected(status: Int)
        /// The address would carry the credential unencrypted; nothing was sent.
        case insecureAddress
        /// There was no answer.
        case unanswered(TransportError)
    }

    package let outcome: Outcome
    /// The id that was asked for, without its provider.
    package let model: String
    package let host: String
    /// How long the answer took; nil when there was none.
    package let milliseconds: Int64?
    /// The host's own words on an error; as untrusted as the host, and redacted before they are shown.
    package let providerMessage: String?

    package init(
        _ outcome: Outcome,
        model: String,
        host: String,
        milliseconds: Int64? = nil,
        providerMessage: String? = nil
    ) {
        self.outcome = outcome
        self.model = model
        self.host = host
        self.milliseconds = milliseconds
        self.providerMessage = providerMessage
    }

    /// This credential answered with this model from this host.
    package var isVerified: Bool { outcome == .verified }

    /// The host says that the credential itself is no good.
    package var isCredentialBad: Bool { outcome == .rejected || outcome == .forbidden }

    /// Whether it tells something about credential and model that will still be so in an hour.
    ///
    /// A limit, an overloaded host and a broken line do not.
    package var isConclusive: Bool {
        switch outcome {
        case .verified, .rejected, .forbidden, .modelUnknown, .modelNotAllowed, .creditTooLow: true
        case .rateLimited, .overloaded, .serverFailed, .refused, .unexpected, .insecureAddress, .unanswered: false
        }
    }
}

extension Verification {
    /// A stable word for `--json` and the records, and the end of the text key `check.…`.
    package var code: String {
        switch outcome {
        case .verified: "verified"
        case .rejected: "rejected"
        case .forbidden: "forbidden"
        case .modelUnknown: "modelUnknown"
        case .modelNotAllowed: "modelNotAllowed"
        case .creditTooLow: "creditTooLow"
        case .rateLimited: "rateLimited"
        case .overloaded: "overloaded"
        case .serverFailed: "serverFailed"
        case .refused: "refused"
        case .unexpected: "unexpected"
        case .insecureAddress: "insecureAddress"
        case .unanswered(let error): error.word
        }
    }

    /// The status word of the gateway's own probe (src/commands/models/list.probe.ts).
    package var probeStatus: String {
        switch outcome {
        case .verified: "ok"
        case .rejected, .forbidden: "auth"
        case .creditTooLow: "billing"
        case .rateLimited, .overloaded: "rate_limit"
        case .refused: "format"
        case .unanswered(.timeout): "timeout"
        default: "unknown"
        }
    }

    /// The status of the host's answer, where the outcome does not say it already.
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

    package var retryAfterSeconds: Int? {
        if case .rateLimited(let seconds) = outcome { seconds } else { nil }
    }
}

extension TransportError {
    /// A stable word, and the end of the text key `check.…`.
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
