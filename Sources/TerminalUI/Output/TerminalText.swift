package import Secrets

/// Bytes that are safe to write to a terminal or a pipe: our own control sequences, and text without any.
///
/// A control sequence can only come from a literal in the source. Interpolated text is escaped (`VisibleText`),
/// including its line breaks.
///
///     stream.write("\r\u{1B}[K\(profile.id)\r\n")      // the name may be anything
package struct TerminalText: Sendable, Equatable {
    /// UTF-8.
    package private(set) var bytes: [UInt8]

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// An empty text.
    package init() {
        bytes = []
    }

    /// One line of text; line breaks in it are escaped.
    package init(_ line: String, keeping kept: VisibleText.Kept = []) {
        bytes = []
        append(line, keeping: kept)
    }

    /// Several lines with our own layout, such as help.
    package init(page: String) {
        self.init(page, keeping: .lineBreaks)
    }

    /// A JSON document, escaped such that it stays the same document.
    package init(json: [UInt8]) {
        bytes = VisibleText.of(json, spelling: .json, keeping: .lineBreaks)
    }

    /// A control sequence of our own.
    package init(_ sequence: StaticString) {
        bytes = []
        append(sequence)
    }

    package var isEmpty: Bool { bytes.isEmpty }

    /// The bytes as text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The same for an ASCII-only terminal; other characters become `?`.
    package var ascii: TerminalText {
        guard !bytes.allSatisfy({ $0 < 0x80 }) else { return self }
        return TerminalText(bytes: text.flatMap { $0.isASCII ? Array($0.utf8) : [UInt8(ascii: "?")] })
    }

    package mutating func append(_ other: TerminalText) { bytes += other.bytes }

    package static func += (text: inout TerminalText, other: TerminalText) { text.append(other) }

    package static func + (one: TerminalText, other: TerminalText) -> TerminalText {
        var sum = one
        sum.append(other)
        return sum
    }

    private mutating func append(_ line: String, keeping kept: VisibleText.Kept) {
        var line = line
        line.withUTF8 { VisibleText.append($0, to: &bytes, keeping: kept) }
    }

    private mutating func append(_ literal: StaticString) {
        literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }
}

extension TerminalText {
    /// Spaces that fill a column.
    package static func blanks(_ count: Int) -> TerminalText {
        TerminalText(bytes: Array(repeating: 0x20, count: max(0, count)))
    }

    /// Moves back over typed cells and blanks them.
    package static func erasing(cells: Int) -> TerminalText {
        TerminalText(bytes: (0..<max(0, cells)).flatMap { _ in [0x08, 0x20, 0x08] as [UInt8] })
    }

    /// The style that a child program requested: the parameters of an SGR sequence; the default style if they are
    /// invalid.
    package static func look(_ parameters: String) -> TerminalText {
        let isOne = parameters.utf8.allSatisfy { (0x30...0x3B).contains($0) }
        return TerminalText(bytes: [0x1B, 0x5B] + (isOne ? Array(parameters.utf8) : []) + [UInt8(ascii: "m")])
    }
}

extension TerminalText: ExpressibleByStringInterpolation {
    // Static, so that only literals in the source can be used.
    package init(stringLiteral literal: StaticString) {
        self.init(literal)
    }

    package init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.text
    }

    /// Appends literals unchanged and escapes everything else.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = TerminalText()

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.bytes.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        package mutating func appendLiteral(_ literal: StaticString) { text.append(literal) }
        package mutating func appendInterpolation(_ words: String) { text.append(words, keeping: []) }
        package mutating func appendInterpolation(_ number: Int) { text.append(String(number), keeping: []) }
        package mutating func appendInterpolation(_ other: TerminalText) { text.append(other) }
    }
}

extension DefaultStringInterpolation {
    /// Unavailable, because inside a string its sequences would be escaped.
    @available(*, unavailable, message: "Interpolate it into a TerminalText.")
    package mutating func appendInterpolation(_ text: TerminalText) {}
}

// Of arrays only: as a generic function of another target it would call the iterator through its witness table for each
// cell of a list.
extension [TerminalText] {
    /// Joins texts with a separator.
    package func joined(separator: TerminalText = "") -> TerminalText {
        var (joined, isFirst) = (TerminalText(), true)
        for text in self {
            if !isFirst { joined += separator }
            joined += text
            isFirst = false
        }
        return joined
    }
}
