extension ParseError {
    /// A probable fix.
    package enum Hint: Sendable, Equatable {
        /// `#` does not start a comment here; `//` does.
        case writeCommentsWithSlashes
        /// Curly quotes and backticks are not quotes.
        case usePlainQuotes
        /// Text and keys with special characters need quotes.
        case putInQuotes
        /// The closing quote is missing.
        case closeString
        /// A colon is required between key and value.
        case useColon
        case addComma
        case removeComma
        /// The container at `opening` is not closed.
        case closeContainer
        /// The file must contain only one value.
        case keepOneValue
    }

    package var hint: Hint? {
        guard case .expected(let expectations, let found) = problem else {
            return problem == .lineBreakInString || problem == .unterminatedString ? .closeString : nil
        }
        guard case .character(let character) = found else { return opening == nil ? nil : .closeContainer }
        switch character {
        case "#": return .writeCommentsWithSlashes
        case "“", "”", "„", "‘", "’", "`": return .usePlainQuotes
        case "=" where expectations == [.colon]: return .useColon
        case ",": return expectations.contains(.value) || expectations.contains(.key) ? .removeComma : nil
        default: return Self.hint(expecting: expectations, character)
        }
    }

    private static func hint(expecting expectations: [Expectation], _ found: Character) -> Hint? {
        let isBracket = "{}[]:".contains(found)
        if expectations.contains(.endOfText) { return .keepOneValue }
        if expectations.contains(.comma) { return found == ":" || "}]".contains(found) ? nil : .addComma }
        if expectations.contains(.value) || expectations.contains(.key) || expectations.contains(.colon) {
            return isBracket ? nil : .putInQuotes
        }
        return nil
    }
}
