package import Secrets

/// Judges a secret that came from a flag, a file or standard input, in the words of a command.
package struct SecretCheck: Sendable {
    private let texts: Texts

    package init(texts: Texts) {
        self.texts = texts
    }

    /// The one usable secret in what was given, of whatever kind; what cannot be used is refused by name.
    package func read(_ given: Secret) throws(Problem) -> Secret {
        let paste = PasteReader.read(given)
        switch paste.outcome {
        case .setupToken(let secret, _), .apiKey(let secret), .unknownKind(let secret): return secret
        case .refused(let reason): throw problem(reason)
        case .several(let candidates):
            throw Problem(
                code: "several-secrets",
                message: texts("error.secret.several", ["count": String(candidates.count)]),
                details: candidates.map { texts("secret.candidate", ["count": "\($0.length)", "ending": $0.ending]) },
                next: texts("error.secret.several.next")
            )
        }
    }

    /// A setup-token; anything else is refused with the gateway's own text.
    package func readToken(_ given: Secret) throws(Problem) -> Secret {
        if case .refused(.tooShort) = PasteReader.read(given).outcome {
            throw Problem(code: "token-too-short", message: texts("error.token.short"), next: texts("error.token.next"))
        }
        let secret = try read(given)
        guard SecretKind.recognise(secret) == .setupToken else {
            throw Problem(code: "not-a-token", message: texts("error.token.prefix"), next: texts("error.token.next"))
        }
        return secret
    }

    /// Why a secret is refused, as a problem of a command.
    package func problem(_ reason: RefusalReason) -> Problem {
        let (key, values) = Self.words(for: reason)
        return Problem(code: "refused-secret", message: texts("refusal." + key, values), next: texts("refusal.next"))
    }

    /// The text key and the placeholders of a refusal; the wizard and the commands say the same.
    package static func words(for reason: RefusalReason) -> (key: String, values: [String: String]) {
        switch reason {
        case .nothing: ("nothing", [:])
        case .noCredential: ("noCredential", [:])
        case .placeholder: ("placeholder", [:])
        case .adminKey: ("adminKey", [:])
        case .refreshToken: ("refreshToken", [:])
        case .sessionKey: ("sessionKey", [:])
        case .loginCode: ("loginCode", [:])
        case .otherVendor(let name): ("otherVendor", ["vendor": name])
        case .tooShort(let count): ("tooShort", ["count": String(count)])
        case .nonLatin(let position, let fullWidth):
            (fullWidth ? "fullWidth" : "nonLatin", ["position": String(position)])
        case .tooLong(let count, let limit): ("tooLong", ["count": String(count), "limit": String(limit)])
        }
    }
}
