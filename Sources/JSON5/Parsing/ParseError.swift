/// Why and where a text is not JSON5, or not strict JSON.
package struct ParseError: Error, Sendable, Equatable {
    package let position: TextPosition
    package let problem: Problem
    /// The start of the innermost container that is open at the error; nil outside of all.
    package let opening: TextPosition?
    /// The line, without the content of its strings and comments.
    package let excerpt: Excerpt

    package enum Problem: Sendable, Equatable {
        /// Something else was expected; `found` is the actual text.
        case expected([Expectation], found: Found)
        case invalidUTF8
        /// The text is UTF-16, which no reader of JSON supports.
        case utf16
        /// The text ends inside the string that starts here.
        case unterminatedString
        /// The text ends inside the `/* */` comment that starts here.
        case unterminatedComment
        /// A line break in a string must be escaped.
        case lineBreakInString
        /// Strict JSON requires control characters to be escaped.
        case controlCharacterInString
        case invalidEscape
        /// A decimal number must not begin with `0`.
        case leadingZero
        /// More nested containers than the limit.
        case tooDeep(limit: Int)
        /// More bytes than the limit.
        case tooLarge(limit: Int)
    }

    package enum Expectation: Sendable, Hashable {
        case value, key, colon, comma, closingBrace, closingBracket, digit, hexDigit, comment, endOfText
    }

    package enum Found: Sendable, Equatable {
        case endOfText
        case character(Character)
    }
}

extension ParseError {
    init(_ failure: Parser.Failure, from parser: Parser) {
        let text = parser.text
        position = TextPosition(of: failure.offset, in: text)
        problem = failure.problem
        opening = parser.openContainers.last.map { TextPosition(of: parser.tree[$0].range.lowerBound, in: text) }
        excerpt = Excerpt(around: failure.offset, in: text, parsed: parser.tree)
    }
}
