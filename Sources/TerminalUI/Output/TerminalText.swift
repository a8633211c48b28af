package import Secrets

/// Bytes that may be written to a terminal or a pipe: control sequences of our own, and text that cannot be one.
///
/// A control sequence gets in only by being written in the source: what a literal holds is taken as it is, what is
/// interpolated is spelled out where it would not show (`VisibleText`), a line break included.
///
///     stream.write("\r\u{1B}[K\(profile.id)\r\n")      // the name may be anything
package struct TerminalText: Sendable, Equatable {
    /// UTF-8.
    package private(set) var bytes: [UInt8]

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Nothing.
    package init() {
        bytes = []
    }

    /// One line of words; a line break in it is not ours.
    package init(_ line: String, keeping kept: VisibleText.Kept = []) {
        bytes = []
        append(line, keeping: kept)
    }

    /// Several lines that we have laid out, such as help.
    package init(page: String) {
        self.init(page, keeping: .lineBreaks)
    }

    /// A document of JSON, spelled so that it stays the same document.
    package init(json: [UInt8]) {
        bytes = VisibleText.of(json, spelling: .json, keeping: .lineBreaks)
    }

    /// A control sequence of our own.
    package init(_ sequence: StaticString) {
        bytes = []
        append(sequence)
    }

    package var isEmpty: Bool { bytes.isEmpty }

    /// What is written, as text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The same for a terminal that has only ASCII; `?` stands for each other character.
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
    /// Blanks that fill a column.
    package static func blanks(_ count: Int) -> TerminalText {
        TerminalText(bytes: Array(repeating: 0x20, count: max(0, count)))
    }

    /// Going so many cells back over what was typed, each made blank.
    package static func erasing(cells: Int) -> TerminalText {
        TerminalText(bytes: (0..<max(0, cells)).flatMap { _ in [0x08, 0x20, 0x08] as [UInt8] })
    }

    /// A look that another program asked its terminal for: the parameters of an SGR sequence; the usual look where they
    /// are anything else.
    package static func look(_ parameters: String) -> TerminalText {
        let isOne = parameters.utf8.allSatisfy { (0x30...0x3B).contains($0) }
        return TerminalText(bytes: [0x1B, 0x5B] + (isOne ? Array(parameters.utf8) : []) + [UInt8(ascii: "m")])
    }
}

extension TerminalText: ExpressibleByStringInterpolation {
    // Static: only what stands in the source can be one.
    package init(stringLiteral literal: StaticString) {
        self.init(literal)
    }

    package init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.text
    }

    /// Collects literals as they are, and everything else spelled out.
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
    /// Within a string it would be no terminal's text any more, and its sequences would be spelled out.
    @available(*, unavailable, message: "Interpolate it into a TerminalText.")
    package mutating func appendInterpolation(_ text: TerminalText) {}
}

extension Sequence<TerminalText> {
    /// The texts with another one between them.
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
