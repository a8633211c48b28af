internal import Credentials
package import Secrets

/// Validates a secret from a flag, a file or standard input, with a command's messages.
package struct SecretCheck: Sendable {
    private let texts: Texts

    package init(texts: Texts) {
        self.texts = texts
    }

    /// The one usable secret in the input, of any kind; throws with the reason otherwise.
    package func read(_ given: Secret) throws(Problem) -> Secret {
        try read(given, next: Self.pasteAgain)
    }

    /// - Parameter next: the text key of the next step for a refused secret.
    private func read(_ given: Secret, next: String) throws(Problem) -> Secret {
        let paste = PasteReader.read(given)
        switch paste.outcome {
        case .setupToken(let secret, _), .apiKey(let secret), .unknownKind(let secret): return secret
        case .refused(let reason): throw problem(reason, next: next)
        case .several(let candidates):
            throw Problem(
                code: "several-secrets",
                message: texts("error.secret.several", ["count": String(candidates.count)]),
                details: candidates.map { texts("secret.candidate", ["count": "\($0.length)", "ending": $0.ending]) },
                next: texts("error.secret.several.next")
            )
        }
    }

    /// A setup-token; anything else is refused with the gateway's message.
    package func readToken(_ given: Secret) throws(Problem) -> Secret {
        if case .refused(.tooShort) = PasteReader.read(given).outcome {
            throw Problem(code: "token-too-short", message: texts("error.token.short"), next: texts("error.token.next"))
        }
        let secret = try read(given, next: "error.token.next")
        guard RecognisedSecret.recognise(secret) == .usable(.setupToken) else {
            throw Problem(code: "not-a-token", message: texts("error.token.prefix"), next: texts("error.token.next"))
        }
        return secret
    }

    /// What to know of Claude Code's own login before it is stored. One that has ended is refused: nothing renews it here.
    package func words(for login: ClaudeLogin, now: Int64, zone: ClockZone) throws(Problem) -> String {
        let moments = MomentText(texts: texts, zone: zone, now: now)
        guard let expires = login.expires.map(TimeRange.clamped) else { return texts("error.login") }
        guard expires <= now else { return texts("error.login.ends", ["time": moments.clock(expires)]) }
        throw Problem(
            code: "login-ended",
            message: texts("error.login.ended", ["time": moments.day(expires)]),
            next: texts("error.token.next")
        )
    }

    /// Why a secret is refused, as the problem of a command.
    package func problem(_ reason: RefusalReason) -> Problem { problem(reason, next: Self.pasteAgain) }

    private static let pasteAgain = "error.secret.refused.next"

    private func problem(_ reason: RefusalReason, next: String) -> Problem {
        let (key, values) = Self.words(for: reason)
        return Problem(code: "refused-secret", message: texts("wizard." + key, values), next: texts(next))
    }

    /// The text key below `wizard.` and the placeholders for a refusal; wizard and commands share the texts.
    package static func words(for reason: RefusalReason) -> (key: String, values: [String: String]) {
        switch reason {
        case .nothing: ("refused.nothing", [:])
        case .noCredential: ("refused.noCredential", [:])
        case .placeholder: ("refused.placeholder", [:])
        case .adminKey: ("refused.adminKey", [:])
        case .refreshToken: ("refused.refreshToken", [:])
        case .sessionKey: ("refused.sessionKey", [:])
        case .loginCode: ("refused.loginCode", [:])
        case .loginAddress: ("refused.loginAddress", [:])
        case .otherVendor(let name): ("refused.otherVendor", ["vendor": name])
        case .tooShort(let count): ("refused.tooShort", ["count": String(count)])
        case .nonLatin(_, fullWidth: true): ("field.fullWidth", [:])
        case .nonLatin(let position, fullWidth: false): ("refused.nonLatin", ["position": String(position)])
        case .tooLong(let count, let limit):
            ("refused.tooLong", ["count": String(count), "limit": String(limit)])
        }
    }
}
