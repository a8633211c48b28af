extension Key {
    /// The key as a command: full-width forms are converted to ASCII, capitals to lower case.
    ///
    /// Input methods send `ｖ`, `１` and U+3000, phones capitalise. Only for commands, digits and filters, never for
    /// fields.
    package var command: Key {
        guard case .character(let character) = self else { return self }
        return .character(Self.folded(character))
    }

    /// The digit 1 to 9, or nil.
    package var digit: Int? {
        guard case .character(let character) = command, let value = character.wholeNumberValue else { return nil }
        return character.isASCII && value > 0 ? value : nil
    }

    /// A character in ASCII form, if it has a full-width one, and in lower case.
    package static func folded(_ character: Character) -> Character {
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return character }
        var value = scalar.value
        if value == 0x3000 { value = 0x20 }
        if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
        if (0x41...0x5A).contains(value) { value += 0x20 }
        return Unicode.Scalar(value).map { Character($0) } ?? character
    }
}
