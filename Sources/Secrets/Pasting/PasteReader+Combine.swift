extension PasteReader {
    /// The effect of a paste on the value that was already in the field.
    package enum Combination: Sendable, Equatable {
        /// It replaces the value; also used if the paste is refused and nothing should change.
        case replaced
        /// It continues a value that looked truncated.
        case continued
        /// It equals the value.
        case sameAgain
    }

    /// Reads a paste into a field that contains `existing`.
    ///
    /// A complete credential replaces the value; otherwise the paste continues a Claude token shorter than 108
    /// characters.
    package static func combine(existing: Secret?, pasted: Secret) -> (paste: Paste, how: Combination) {
        let alone = read(pasted)
        guard let existing, !existing.isEmpty else { return (alone, .replaced) }
        if let secret = alone.outcome.secret, secret == existing { return (alone, .sameAgain) }
        guard isFragment(alone.outcome), existing.count < TokenLength.ofWholeToken,
            case .usable = RecognisedSecret.recognise(existing)
        else { return (alone, .replaced) }
        let whole = joining(existing, pasted)
        let joined = read(whole)
        guard let secret = joined.outcome.secret ?? piece(in: whole), secret.count > existing.count,
            existing.isPrefix(of: secret)
        else { return (alone, .replaced) }
        return (Paste(outcome: joined.outcome, removed: withoutOurLineBreak(joined.removed)), .continued)
    }

    private static func isFragment(_ outcome: PastedSecret) -> Bool {
        switch outcome {
        case .unknownKind, .refused(.noCredential): true
        case .setupToken, .apiKey, .several, .refused: false
        }
    }

    /// Both as one text, with a line break between them.
    package static func joining(_ existing: Secret, _ pasted: Secret) -> Secret {
        var joined = SecretBuffer(existing)
        joined.append(UInt8(ascii: "\n"))
        joined.append(pasted)
        return joined.secret
    }

    private static func withoutOurLineBreak(_ removed: [Removal]) -> [Removal] {
        removed.compactMap { removal in
            guard case .lineBreaks(let count) = removal else { return removal }
            return count > 1 ? .lineBreaks(count - 1) : nil
        }
    }
}
