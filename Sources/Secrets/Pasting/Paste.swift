/// What a paste turned out to be, with everything that was taken away from it.
package struct Paste: Sendable, Equatable {
    package let outcome: PastedSecret
    /// In the order in which it is worth telling; empty when the paste was clean.
    package let removed: [Removal]

    package init(outcome: PastedSecret, removed: [Removal]) {
        self.outcome = outcome
        self.removed = removed
    }
}

/// The kinds of thing that people paste into a credential field.
package enum PastedSecret: Sendable, Equatable {
    case setupToken(Secret, TokenLength)
    case apiKey(Secret)
    /// Printable ASCII with a prefix that nobody knows: worth a warning, not a refusal.
    case unknownKind(Secret)
    case refused(RefusalReason)
    /// Two or more different ones; the person chooses.
    case several([Candidate])

    /// The secret, when there is exactly one that can be used.
    package var secret: Secret? {
        switch self {
        case .setupToken(let secret, _), .apiKey(let secret), .unknownKind(let secret): secret
        case .refused, .several: nil
        }
    }
}

/// Whether a setup-token looks whole; only a live check proves it.
package enum TokenLength: Sendable, Equatable {
    /// 108 characters or more.
    case whole
    /// 80 to 107 characters.
    case looksCutOff(count: Int)

    /// The length of every whole setup-token seen so far, in characters.
    package static let ofWholeToken = 108
    /// Under this many characters the gateway refuses a setup-token, and so do we.
    package static let minimum = 80

    /// Whether a setup-token or an API key has another length than every whole one.
    ///
    /// Scanners for leaked keys (gitleaks, rule `anthropic-api-key`) look for `sk-ant-api03-` and 95 characters, so a whole
    /// key of that kind is as long as a setup-token. Of other kinds no length is known.
    package static func isOdd(_ secret: Secret) -> Bool {
        let hasKnownLength = secret.withUTF8 { bytes in
            ["sk-ant-oat", "sk-ant-api03-"].contains { bytes.starts(with: $0.utf8) }
        }
        return hasKnownLength && secret.count != ofWholeToken
    }
}

/// One of several secrets found in a paste.
package struct Candidate: Sendable, Equatable {
    package let kind: SecretKind
    package let secret: Secret

    /// In characters.
    package var length: Int { secret.count }
    /// The last 4 characters.
    package var ending: String { secret.ending }

    package init(kind: SecretKind, secret: Secret) {
        self.kind = kind
        self.secret = secret
    }
}

/// Why a paste cannot be used.
package enum RefusalReason: Sendable, Equatable {
    /// Empty, or nothing but blanks.
    case nothing
    /// Words, but nothing that could be a credential.
    case noCredential
    /// A preview with dots, stars or bullets in it, `<token>`, or the name of a variable.
    case placeholder
    /// `sk-ant-admin…`.
    case adminKey
    /// `sk-ant-ort…`.
    case refreshToken
    /// `sk-ant-sid…`.
    case sessionKey
    /// `code#state`, or the address that carries it.
    case loginCode
    /// A key of another provider.
    case otherVendor(String)
    /// A setup-token of fewer than 80 characters; how many there were.
    case tooShort(count: Int)
    /// A character that no key has; 1-based place within the key. `fullWidth`: an input method was on.
    case nonLatin(position: Int, fullWidth: Bool)
    /// Bytes in the paste and how many are read.
    case tooLong(count: Int, limit: Int)
}

/// One sort of thing taken away from a paste.
package enum Removal: Sendable, Equatable {
    case lineBreaks(Int)
    case spaces(Int)
    case escapeSequences(Int)
    /// The assignment as it stood, without its value: `export NAME=`.
    case assignment(String)
    case quotes
    case bearer
    /// A trailing `;` or `,`.
    case punctuation
    case invisible(Int)
    case box(Int)
    /// Characters of other text around the secret, blanks not counted.
    case surroundingText(Int)
    /// The same secret stood there more than once.
    case repeated
}
