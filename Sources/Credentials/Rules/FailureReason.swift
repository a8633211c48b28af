/// Why a request with a credential failed, in the gateway's terms.
package enum FailureReason: String, Sendable, CaseIterable {
    case auth
    case format
    case rateLimit = "rate_limit"
    case billing
    case timeout
    case unknown
}
