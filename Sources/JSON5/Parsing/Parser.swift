/// Parses a text into a syntax tree without recursion, so that no text can exhaust the stack.
///
/// The grammar is that of the JSON5 specification, or with `isStrict` that of JavaScript's `JSON.parse`.
/// Behind the text it sees a zero, which no token begins with: what stands at a place, or right behind it, needs no test for
/// the end.
struct Parser {
    /// An error at a byte offset; converted to a `ParseError` with line and excerpt on exit.
    struct Failure: Error {
        let offset: Int
        let problem: ParseError.Problem
    }

    /// Maximum nesting depth; small enough to decode values recursively.
    static let depthLimit = 512
    static let sizeLimit = SyntaxTree.sizeLimit

    let text: [UInt8]
    let isStrict: Bool
    var offset = 0
    var tree: SyntaxTree
    private(set) var openContainers: [SyntaxTree.Index] = []

    init(_ text: [UInt8], isStrict: Bool) {
        self.text = text
        self.isStrict = isStrict
        tree = SyntaxTree(forTextOf: text.count)
    }

    @inline(__always)
    var current: UInt8 { text.byte(at: offset) }

    mutating func parse() throws(Failure) -> SyntaxTree {
        try requireText()
        repeat {
            try parseValueStart()
        } while try findNextValue()
        guard offset == text.count else { throw unexpected(.endOfText) }
        return tree
    }

    private func requireText() throws(Failure) {
        guard text.count <= Self.sizeLimit else { throw Failure(offset: 0, problem: .tooLarge(limit: Self.sizeLimit)) }
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: text.span)
        } catch {
            throw Failure(offset: error.byteOffsets.lowerBound, problem: .invalidUTF8)
        }
    }

    func unexpected(_ expectations: ParseError.Expectation...) -> Failure {
        Failure(offset: offset, problem: .expected(expectations, found: found))
    }

    /// A value was expected, or in an array its end.
    var valueExpected: Failure {
        mayClose(.array) ? unexpected(.value, .closingBracket) : unexpected(.value)
    }

    /// A key was expected, or the end of the object.
    var keyExpected: Failure {
        mayClose(.object) ? unexpected(.key, .closingBrace) : unexpected(.key)
    }

    /// Whether the container may end where an item is expected: at once, or in JSON5 after a comma.
    private func mayClose(_ kind: SyntaxTree.Kind) -> Bool {
        guard let container = openContainers.last, tree.kind(of: container) == kind else { return false }
        return !isStrict || container == tree.count - 1
    }

    /// The next token, for the error message.
    var found: ParseError.Found {
        guard offset < text.count else { return .endOfText }
        let rest = text[offset..<min(offset + 64, text.count)]
        return String(decoding: rest, as: UTF8.self).first.map { .character($0) } ?? .endOfText
    }
}

// MARK: - Structure

extension Parser {
    /// Parses a scalar, or enters a container up to its first value.
    private mutating func parseValueStart() throws(Failure) {
        while true {
            switch try skipTrivia() {
            case UInt8(ascii: "{"):
                try open(.object)
                if try skipTrivia() == UInt8(ascii: "}") { return close() }
                try parseKeyAndColon()
            case UInt8(ascii: "["):
                try open(.array)
                if try skipTrivia() == UInt8(ascii: "]") { return close() }
            default:
                return try parseScalar()
            }
        }
    }

    /// Continues after a value: true if another value follows, false if the root is complete.
    private mutating func findNextValue() throws(Failure) -> Bool {
        while true {
            var next = try skipTrivia()
            guard let container = openContainers.last else { return false }
            let isObject = tree.kind(of: container) == .object
            if next == UInt8(ascii: ",") {
                offset += 1
                next = try skipTrivia()
                if isStrict || next != closer(isObject) {
                    if isObject { try parseKeyAndColon() }
                    return true
                }
            }
            guard next == closer(isObject) else {
                throw unexpected(.comma, isObject ? .closingBrace : .closingBracket)
            }
            close()
        }
    }

    private func closer(_ isObject: Bool) -> UInt8 {
        isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
    }

    private mutating func open(_ kind: SyntaxTree.Kind) throws(Failure) {
        guard openContainers.count < Self.depthLimit else {
            throw Failure(offset: offset, problem: .tooDeep(limit: Self.depthLimit))
        }
        openContainers.append(tree.count)
        tree.open(kind, at: offset)
        offset += 1
    }

    private mutating func close() {
        offset += 1
        tree.close(openContainers.removeLast(), end: offset)
    }

    /// Adds a node that ends at the current offset.
    mutating func append(_ kind: SyntaxTree.Kind, from start: Int, isPlain: Bool) {
        tree.append(kind, start..<offset, isPlain: isPlain)
    }
}

// MARK: - Scalars and keys

extension Parser {
    private mutating func parseScalar() throws(Failure) {
        switch current {
        case UInt8(ascii: "\""):
            try parseString(.string)
        case UInt8(ascii: "'") where !isStrict:
            try parseString(.string)
        case UInt8(ascii: "n"): try parseWord("null", .null)
        case UInt8(ascii: "t"): try parseWord("true", .true)
        case UInt8(ascii: "f"): try parseWord("false", .false)
        default: try parseNumber()
        }
    }

    private mutating func parseWord(_ word: StaticString, _ kind: SyntaxTree.Kind) throws(Failure) {
        let begin = offset
        guard skip(word) else { throw valueExpected }
        append(kind, from: begin, isPlain: true)
    }

    /// Skips an exact ASCII word.
    mutating func skip(_ word: StaticString) -> Bool {
        guard word.utf8CodeUnitCount <= text.count - offset else { return false }
        let isThere = word.withUTF8Buffer { word in word.indices.allSatisfy { text[offset + $0] == word[$0] } }
        guard isThere else { return false }
        offset += word.utf8CodeUnitCount
        return true
    }

    private mutating func parseKeyAndColon() throws(Failure) {
        switch current {
        case UInt8(ascii: "\""): try parseString(.key)
        case UInt8(ascii: "'") where !isStrict: try parseString(.key)
        default: try parseIdentifier()
        }
        guard try skipTrivia() == UInt8(ascii: ":") else { throw unexpected(.colon) }
        offset += 1
    }
}
