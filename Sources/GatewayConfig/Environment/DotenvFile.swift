import JSON5
import Secrets

/// One `.env` file, parsed as the npm package `dotenv` does (its line expression, version 16 and 17).
///
/// Quotes (`'`, `"`, backtick) may span lines, `export ` is ignored, `#` starts a comment outside quotes, `\n` and `\r`
/// are escapes only in double quotes, and lines that are not assignments are skipped.
package struct DotenvFile: Sendable, Equatable {
    /// One assignment.
    package struct Entry: Sendable, Equatable {
        package let name: String
        package let value: String
        /// The 1-based line of the name.
        package let line: Int
    }

    /// The path of the file.
    package let path: String
    /// The assignments in file order; the last one of a name counts.
    package let entries: [Entry]
    /// The file is UTF-16, in which the package finds no assignments.
    package let isUTF16: Bool

    /// Parses a file; invalid UTF-8 becomes replacement characters, as in the gateway.
    package init(path: String, contents: [UInt8]) {
        self.path = path
        isUTF16 = Document.isUTF16(contents)
        entries = Self.parse(DotenvScanner.normalized(contents))
    }

    private static func parse(_ text: [UInt8]) -> [Entry] {
        var scanner = DotenvScanner(text)
        var entries: [Entry] = []
        while let lineStart = scanner.nextLineStart() {
            if let entry = scanner.assignment(at: lineStart) { entries.append(entry) }
        }
        return entries
    }
}

/// Scans a `.env` text byte by byte; it tries the same positions as the package's regular expression.
private struct DotenvScanner {
    private let text: [UInt8]
    private var position = 0
    /// An offset and its line, from which later lines are counted.
    private var counted = (offset: 0, line: 1)

    init(_ text: [UInt8]) {
        self.text = text
    }

    /// Valid UTF-8 with only LF line breaks: the package converts CRLF and CR first.
    static func normalized(_ contents: [UInt8]) -> [UInt8] {
        var isPlain = true
        for byte in contents where byte >= 0x80 || byte == 0x0D { isPlain = false }
        if isPlain { return contents }
        var (bytes, previous): ([UInt8], UInt8) = ([], 0)
        bytes.reserveCapacity(contents.count)
        for byte in String(decoding: contents, as: UTF8.self).utf8 {
            if byte != 0x0A || previous != 0x0D { bytes.append(byte == 0x0D ? 0x0A : byte) }
            previous = byte
        }
        return bytes
    }

    /// The next line start, or nil at the end of the text.
    mutating func nextLineStart() -> Int? {
        if position > 0, position < text.count, text[position - 1] != 0x0A { position = endOfLine(from: position) + 1 }
        return position < text.count ? position : nil
    }

    /// The assignment that begins on this line; moves past it, or to the next line that can begin one.
    mutating func assignment(at lineStart: Int) -> DotenvFile.Entry? {
        let first = skippingSpace(from: lineStart)
        let afterExport = skippingExport(from: first)
        for nameStart in afterExport == first ? [first] : [afterExport, first] {
            let nameEnd = skippingName(from: nameStart)
            guard nameEnd > nameStart, let valueStart = skippingSeparator(from: nameEnd) else { continue }
            let (raw, end) = rawValue(from: valueStart)
            position = end
            return .init(name: string(nameStart..<nameEnd), value: Self.unquoted(raw), line: line(of: nameStart))
        }
        // Empty lines before it lead to the same position.
        position = endOfLine(from: first) + 1
        return nil
    }

    private mutating func line(of offset: Int) -> Int {
        let more = text[counted.offset..<max(counted.offset, offset)].count { $0 == 0x0A }
        counted = (max(counted.offset, offset), counted.line + more)
        return counted.line
    }

    private func string(_ range: Range<Int>) -> String {
        String(decoding: text[range], as: UTF8.self)
    }

    private func endOfLine(from start: Int) -> Int { text[start...].firstIndex(of: 0x0A) ?? text.count }

    private func skippingSpace(from start: Int) -> Int {
        var place = start
        while let length = text.whitespaceLength(at: place) { place += length }
        return place
    }

    private func skippingExport(from start: Int) -> Int {
        let end = start + 6
        guard end < text.count, text[start..<end].elementsEqual("export".utf8), text.whitespaceLength(at: end) != nil
        else { return start }
        return skippingSpace(from: end)
    }

    private func skippingName(from start: Int) -> Int {
        text[start...].firstIndex { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2E, 0x2D: false
            default: true
            }
        } ?? text.count
    }

    /// The offset after `=` with surrounding space, or after `:` and one space.
    private func skippingSeparator(from start: Int) -> Int? {
        let next = skippingSpace(from: start)
        if next < text.count, text[next] == UInt8(ascii: "=") { return next + 1 }
        guard start + 1 < text.count, text[start] == UInt8(ascii: ":") else { return nil }
        return text.whitespaceLength(at: start + 1).map { start + 1 + $0 }
    }

    /// The value as written, including quotes, and its end.
    private func rawValue(from start: Int) -> (String, end: Int) {
        if let end = quotedEnd(from: start) { return (string(start..<end), end) }
        let end = text[start...].firstIndex { $0 == UInt8(ascii: "#") || $0 == 0x0A } ?? text.count
        return (string(start..<end), end)
    }

    /// The end of a quoted value that is followed only by space or a comment on its line.
    ///
    /// The first unescaped quote ends it. If more text follows, the expression backtracks: then an escaped quote may
    /// end it, the last one first.
    private func quotedEnd(from start: Int) -> Int? {
        let open = skippingSpace(from: start)
        guard open < text.count, "'\"`".utf8.contains(text[open]) else { return nil }
        let quote = text[open]
        var escaped: [Int] = []
        var index = open + 1
        while index < text.count, text[index] != quote {
            let isEscape = text[index] == UInt8(ascii: "\\") && index + 1 < text.count && text[index + 1] == quote
            if isEscape { escaped.append(index + 1) }
            index += isEscape ? 2 : 1
        }
        if index < text.count, isLineOver(from: index + 1) { return index + 1 }
        return escaped.last(where: { isLineOver(from: $0 + 1) }).map { $0 + 1 }
    }

    private func isLineOver(from start: Int) -> Bool {
        var place = start
        while place < text.count, text[place] != 0x0A {
            guard let length = text.whitespaceLength(at: place) else { return text[place] == UInt8(ascii: "#") }
            place += length
        }
        return true
    }

    private static func unquoted(_ raw: String) -> String {
        let trimmed = raw.trimmedAsJavaScript
        guard let quote = trimmed.unicodeScalars.first, "'\"`".unicodeScalars.contains(quote) else { return trimmed }
        let scalars = trimmed.unicodeScalars
        let isPaired = scalars.count > 1 && scalars.last == quote
        let inner = isPaired ? String(scalars.dropFirst().dropLast()) : trimmed
        return quote == "\"" ? expandingEscapes(inner) : inner
    }

    private static func expandingEscapes(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var iterator = text.unicodeScalars.makeIterator()
        var pending = iterator.next()
        while let scalar = pending {
            pending = iterator.next()
            if scalar == "\\", let next = pending, next == "n" || next == "r" {
                result.append(next == "n" ? "\n" : "\r")
                pending = iterator.next()
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
