/// The result of reading a paste, with everything that was removed from it.
package struct Paste: Sendable, Equatable {
    package let outcome: PastedSecret
    /// Ordered by importance for the user; empty if the paste was clean.
    package let removed: [Removal]
    /// The paste was a login of Claude Code and not a setup-token; nil otherwise.
    package let login: ClaudeLogin?

    package init(outcome: PastedSecret, removed: [Removal], login: ClaudeLogin? = nil) {
        self.outcome = outcome
        self.removed = removed
        self.login = login
    }
}

/// What was found in a paste.
package enum PastedSecret: Sendable, Equatable {
    case setupToken(Secret, TokenLength)
    case apiKey(Secret)
    /// Printable ASCII with an unknown prefix: worth a warning, not a refusal.
    case unknownKind(Secret)
    case refused(RefusalReason)
    /// Two or more different secrets; the person chooses.
    case several([Candidate])

    /// The secret, if there is exactly one usable.
    package var secret: Secret? {
        switch self {
        case .setupToken(let secret, _), .apiKey(let secret), .unknownKind(let secret): secret
        case .refused, .several: nil
        }
    }

    /// Whether it is a key or token, usable or not: nothing to be shown or kept where it was pasted. What nobody knows is none.
    package var isCredential: Bool {
        switch self {
        case .setupToken, .apiKey, .several: true
        case .refused(let reason):
            switch reason {
            case .adminKey, .refreshToken, .sessionKey, .loginCode, .otherVendor, .tooShort, .tooLong: true
            case .loginAddress, .nothing, .noCredential, .placeholder, .nonLatin: false
            }
        case .unknownKind: false
        }
    }
}

/// Whether a setup-token looks complete; only a live check proves it.
package enum TokenLength: Sendable, Equatable {
    /// 108 characters or more.
    case whole
    /// 80 to 107 characters.
    case looksCutOff(count: Int)

    /// The length of every complete setup-token seen so far, in characters.
    package static let ofWholeToken = 108
    /// A setup-token with fewer characters is refused by the gateway, and by this program.
    package static let minimum = 80

    /// What has fewer characters than this is no key and no token of anybody: a stray key press, a word.
    package static let leastOfAny = 20

    /// Whether a setup-token or an API key has another length than every whole one.
    ///
    /// Scanners for leaked keys (gitleaks, rule `anthropic-api-key`) look for `sk-ant-api03-` and 95 characters, so a whole
    /// key of that kind is as long as a setup-token. Of other kinds no length is known.
    package static func isOdd(_ secret: Secret) -> Bool {
        let hasKnownLength = secret.withUTF8 { bytes in
            [SecretPrefixes.setupToken, SecretPrefixes.apiKey].contains { bytes.starts(with: $0.utf8) }
        }
        return hasKnownLength && secret.count != ofWholeToken
    }
}

/// One of several secrets found in a paste.
package struct Candidate: Sendable, Equatable {
    package let kind: RecognisedSecret
    package let secret: Secret

    /// In characters.
    package var length: Int { secret.count }
    /// The last 4 characters.
    package var ending: String { secret.ending }

    package init(kind: RecognisedSecret, secret: Secret) {
        self.kind = kind
        self.secret = secret
    }
}

/// Why a paste cannot be used.
package enum RefusalReason: Sendable, Equatable {
    /// Empty or only white space.
    case nothing
    /// Text without anything that could be a credential.
    case noCredential
    /// A masked preview with dots, stars or bullets, `<token>`, or the name of a variable.
    case placeholder
    /// `sk-ant-admin…`.
    case adminKey
    /// `sk-ant-ort…`.
    case refreshToken
    /// `sk-ant-sid…`.
    case sessionKey
    /// `code#state`, shown by the browser during a login.
    case loginCode
    /// The URL of a page of a login, with or without a code in it.
    case loginAddress
    /// A key of another provider.
    case otherVendor(String)
    /// A setup-token with fewer than 80 characters; with their number.
    case tooShort(count: Int)
    /// A character that no key contains, with its 1-based position in the key. `fullWidth`: an input method was active.
    case nonLatin(position: Int, fullWidth: Bool)
    /// The size of the paste and the limit, in bytes.
    case tooLong(count: Int, limit: Int)
}

/// Something that was removed from a paste.
package enum Removal: Sendable, Equatable {
    case lineBreaks(Int)
    case spaces(Int)
    case escapeSequences(Int)
    /// The assignment without its value: `export NAME=`.
    case assignment(String)
    case quotes
    case bearer
    /// A trailing `;` or `,`.
    case punctuation
    case invisible(Int)
    case box(Int)
    /// Number of characters of other text around the secret, without white space.
    case surroundingText(Int)
    /// The same secret occurred more than once.
    case repeated
}
