package import Secrets

/// The gateway's validation of a setup-token (src/commands/auth-token.ts).
package enum SetupTokenCheck {
    package enum Problem: Error, Sendable, Equatable {
        case empty
        case wrongPrefix
        case tooShort(count: Int)

        /// The gateway's message.
        package var gatewayText: String {
            switch self {
            case .empty: "Required"
            case .wrongPrefix: "Expected token starting with sk-ant-oat01-"
            case .tooShort: "Token looks too short; paste the full setup-token"
            }
        }
    }

    /// The prefix of every setup-token.
    package static let prefix = "sk-ant-oat01-"
    /// In UTF-16 units, as the gateway counts.
    package static let minimumLength = 80

    /// The gateway's objection; nil if it accepts the token.
    package static func problem(with token: Secret) -> Problem? {
        let trimmed = token.trimmed
        guard !trimmed.isBlank else { return .empty }
        guard trimmed.withUTF8({ $0.starts(with: prefix.utf8) }) else { return .wrongPrefix }
        let length = trimmed.withUTF8 { String(decoding: $0, as: UTF8.self).utf16.count }
        return length < minimumLength ? .tooShort(count: length) : nil
    }
}
