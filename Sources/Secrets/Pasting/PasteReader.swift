/// Finds the credential in pasted text.
///
/// People paste a token that a terminal wrapped and padded, a line of a shell script, or a whole screen of `claude
/// setup-token`. The reader removes what is not the credential and reports what it removed; it never guesses a
/// character and never cuts silently.
///
/// ```swift
/// let paste = PasteReader.read(Secret("export X='sk-ant-api03-…'"))
/// // paste.outcome == .apiKey(‹redacted›), paste.removed == [.assignment("export X="), .quotes]
/// ```
package enum PasteReader {
    /// Maximum size in bytes; a longer paste is refused, not cut.
    package static let limit = 65_536

    /// Recognises the content of a paste.
    package static func read(_ pasted: Secret) -> Paste {
        guard pasted.count <= limit else {
            return Paste(outcome: .refused(.tooLong(count: pasted.count, limit: limit)), removed: [])
        }
        let text = pasted.withUTF8 { PasteText(washing: $0) }
        let tokens = PasteTokenFinder(text).tokens()
        return tokens.isEmpty ? PastedWords(text).paste() : read(tokens, in: text)
    }

    /// The beginning of a setup-token whose rest may come in the next paste; nil if a paste is something else.
    package static func piece(in pasted: Secret) -> Secret? {
        guard case .refused(.tooShort(let count)) = read(pasted).outcome, count >= TokenLength.leastOfAny else {
            return nil
        }
        let text = pasted.withUTF8 { PasteText(washing: $0) }
        return PasteTokenFinder(text).tokens().first { $0.flaw == nil }?.secret(in: text)
    }

    // MARK: - Claude tokens

    private static func read(_ tokens: [PasteToken], in text: PasteText) -> Paste {
        let found = tokens.filter { $0.flaw == nil }
        let distinct = distinctTokens(found, in: text)
        let usable = distinct.filter { refusal(of: $0.candidate) == nil }
        let isRepeated = usable.count == 1 && found.count > distinct.count
        if usable.count > 1 {
            return Paste(outcome: .several(usable.map(\.candidate)), removed: [])
        }
        if let only = usable.first {
            let others = isRepeated ? found.filter { $0.span != only.token.span } : []
            let removed = PasteRemovals(text: text, kept: only.token, repeated: others).list(isRepeated: isRepeated)
            let login = only.candidate.kind == .usable(.setupToken) ? ClaudeLogin(in: text) : nil
            return Paste(outcome: outcome(of: only.candidate), removed: removed, login: login)
        }
        return Paste(outcome: .refused(worstReason(distinct.map(\.candidate), tokens)), removed: [])
    }

    private static func distinctTokens(
        _ tokens: [PasteToken],
        in text: PasteText
    ) -> [(candidate: Candidate, token: PasteToken)] {
        let all = tokens.map { token in
            let secret = token.secret(in: text)
            return (candidate: Candidate(kind: RecognisedSecret.recognise(secret), secret: secret), token: token)
        }
        return all.enumerated().filter { index, one in
            // A token that is a prefix of another one is the same token, pasted incompletely first.
            !all.enumerated().contains { other, two in
                other != index && one.candidate.secret.isPrefix(of: two.candidate.secret)
                    && (one.candidate.length < two.candidate.length || other < index)
            }
        }.map(\.element)
    }

    private static func refusal(of candidate: Candidate) -> RefusalReason? {
        switch candidate.kind {
        case .adminKey: .adminKey
        case .refreshToken: .refreshToken
        case .sessionKey: .sessionKey
        case .usable(.setupToken) where candidate.length < TokenLength.minimum: .tooShort(count: candidate.length)
        case .usable, .loginCode, .otherVendor, .unknown: nil
        }
    }

    static func outcome(of candidate: Candidate) -> PastedSecret {
        switch candidate.kind {
        case .usable(.setupToken): .setupToken(candidate.secret, length(of: candidate.secret))
        case .usable(.apiKey): .apiKey(candidate.secret)
        case .adminKey, .refreshToken, .sessionKey, .loginCode, .otherVendor, .unknown: .unknownKind(candidate.secret)
        }
    }

    /// Whether a setup-token of 80 characters or more looks complete.
    package static func length(of token: Secret) -> TokenLength {
        token.count >= TokenLength.ofWholeToken ? .whole : .looksCutOff(count: token.count)
    }

    private static func worstReason(_ candidates: [Candidate], _ tokens: [PasteToken]) -> RefusalReason {
        if let reason = candidates.lazy.compactMap(refusal).first { return reason }
        let flaws = tokens.compactMap(\.flaw)
        for case .nonLatin(let position, let fullWidth) in flaws {
            return .nonLatin(position: position, fullWidth: fullWidth)
        }
        return flaws.contains(.loginCode) ? .loginCode : .placeholder
    }
}

extension Secret {
    package func isPrefix(of other: Secret) -> Bool {
        withUTF8 { mine in other.withUTF8 { $0.starts(with: mine) } }
    }
}
