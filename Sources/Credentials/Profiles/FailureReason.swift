/// Why a request with a credential failed, in the gateway's terms.
package enum FailureReason: String, Sendable, CaseIterable {
    case auth
    case format
    case rateLimit = "rate_limit"
    case billing
    case timeout
    case unknown

    /// Classifies a provider's error text; nil if trying another profile would not help.
    ///
    /// src/agents/pi-embedded-helpers/errors.ts: case-insensitive, the first matching group decides.
    package static func classify(_ message: String) -> FailureReason? {
        let text = message.lowercased()
        guard !text.isEmpty else { return nil }
        return groups.first { $0.matches(text) }?.reason
    }

    /// Classifies an HTTP status code.
    package static func classify(status: Int) -> FailureReason? {
        switch status {
        case 402: .billing
        case 429: .rateLimit
        case 401, 403: .auth
        case 408: .timeout
        case 400: .format
        default: nil
        }
    }

    private struct Group {
        let reason: FailureReason
        let phrases: [String]
        /// Numbers that match only as whole words.
        var words: [String] = []

        func matches(_ text: String) -> Bool {
            phrases.contains { text.contains($0) } || words.contains { FailureReason.hasWord($0, in: text) }
                || reason == .billing && FailureReason.speaksOfBilling(text)
        }
    }

    private static let groups = [
        Group(
            reason: .rateLimit,
            phrases: [
                "rate_limit", "rate limit", "too many requests", "429", "exceeded your current quota",
                "resource has been exhausted", "quota exceeded", "resource_exhausted", "usage limit",
                "overloaded_error", "overloaded",
            ]
        ),
        Group(
            reason: .format,
            phrases: [
                "string should match pattern", "tool_use.id", "tool_use_id", "messages.1.content.1.tool_use.id",
                "invalid request format",
            ]
        ),
        Group(
            reason: .billing,
            phrases: ["payment required", "insufficient credits", "credit balance", "plans & billing"],
            words: ["402"]
        ),
        Group(reason: .timeout, phrases: ["timeout", "timed out", "deadline exceeded"]),
        Group(
            reason: .auth,
            phrases: [
                "invalid api key", "invalid_api_key", "invalid_api key", "invalid api_key", "invalidapikey",
                "incorrect api key", "invalid token", "authentication", "re-authenticate", "oauth token refresh failed",
                "unauthorized", "forbidden", "access denied", "expired", "no credentials found", "no api key found",
            ],
            words: ["401", "403"]
        ),
    ]

    private static func speaksOfBilling(_ text: String) -> Bool {
        text.contains("billing") && ["upgrade", "credits", "payment", "plan"].contains { text.contains($0) }
    }

    private static func hasWord(_ word: String, in text: String) -> Bool {
        let isWordCharacter = { (byte: UInt8) in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_")
        }
        return text.utf8.split { !isWordCharacter($0) }.contains { $0.elementsEqual(word.utf8) }
    }
}
