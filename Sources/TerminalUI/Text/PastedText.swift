import Secrets

extension Secret {
    /// A paste as one line of displayable text; nil if it contains a key or token.
    var shownText: String? {
        guard !PasteReader.read(self).outcome.isCredential else { return nil }
        let text = withUTF8 { String(decoding: $0, as: UTF8.self) }
        guard !Redaction.looksSecret(text) else { return nil }
        return TextWidth.drawable(String(text.map { $0.isNewline ? " " : $0 })).trimmingSpaces
    }

    /// A displayable part of a paste, including leading and trailing white space.
    var shownPiece: String {
        let text = withUTF8 { String(decoding: $0, as: UTF8.self) }
        return TextWidth.drawable(String(text.map { $0.isNewline ? " " : $0 }))
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        var rest = self[...]
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}

extension Key {
    /// What a paste adds to a visible text; nil if the paste so far contains a key or token.
    var shownPaste: String? {
        switch self {
        case .paste(let secret): secret.shownText
        case .brokenPaste(let paste): paste.whole.shownText.map { _ in paste.part.shownPiece }
        default: nil
        }
    }
}
