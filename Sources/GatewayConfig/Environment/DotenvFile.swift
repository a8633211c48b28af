import JSON5

/// One `.env` file, read as the npm package `dotenv` reads it (its line expression, version 16 and 17).
///
/// Quotes (`'`, `"`, backtick) may span lines, `export ` is ignored, `#` starts a comment outside of quotes, `\n` and
/// `\r` are escapes in double quotes only, and lines that are no assignment are skipped.
package struct DotenvFile: Sendable, Equatable {
    /// One assignment.
    package struct Entry: Sendable, Equatable {
        package let name: String
        package let value: String
        /// The 1-based line of the name.
        package let line: Int
    }

    /// Where the file is.
    package let path: String
    /// The assignments in file order; of equal names the last one counts.
    package let entries: [Entry]
    /// It is saved as UTF-16, in which the package finds no assignment.
    package let isUTF16: Bool

    /// Reads the text of a file; bytes that are not UTF-8 become replacement characters, as in the gateway.
    package init(path: String, contents: [UInt8]) {
        self.path = path
        isUTF16 = Document.isUTF16(contents)
        entries = Self.parse(String(decoding: contents, as: UTF8.self))
    }

    /// The entry that counts for a name.
    package func entry(named name: String) -> Entry? { entries.last { $0.name == name } }

    private static func parse(_ text: String) -> [Entry] {
        var scanner = DotenvScanner(text)
        var entries: [Entry] = []
        while let lineStart = scanner.nextLineStart() {
            if let entry = scanner.assignment(at: lineStart) {
                entries.append(entry)
            } else {
                scanner.skipLine(from: lineStart)
            }
        }
        return entries
    }
}

/// Walks a `.env` text; the positions tried are those that the package's expression would try.
private struct DotenvScanner {
    private let scalars: [Unicode.Scalar]
    private var position = 0

    init(_ text: String) {
        // The package turns CRLF and CR into LF before it looks at anything.
        var scalars: [Unicode.Scalar] = []
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if scalar == "\r" {
                scalars.append("\n")
            } else if scalar != "\n" || previous != "\r" {
                scalars.append(scalar)
            }
            previous = scalar
        }
        self.scalars = scalars
    }

    /// The next place where a line begins, or nil at the end of the text.
    mutating func nextLineStart() -> Int? {
        while position < scalars.count, position > 0, scalars[position - 1] != "\n" { position += 1 }
        return position < scalars.count ? position : nil
    }

    mutating func skipLine(from start: Int) {
        position = (scalars[start...].firstIndex(of: "\n") ?? scalars.count - 1) + 1
    }

    /// The assignment whose line begins here; moves behind it.
    mutating func assignment(at lineStart: Int) -> DotenvFile.Entry? {
        let first = skippingSpace(from: lineStart)
        let afterExport = skippingExport(from: first)
        for nameStart in afterExport == first ? [first] : [afterExport, first] {
            let nameEnd = skippingName(from: nameStart)
            guard nameEnd > nameStart, let valueStart = skippingSeparator(from: nameEnd) else { continue }
            let (raw, end) = rawValue(from: valueStart)
            position = end
            let line = 1 + scalars[..<nameStart].count { $0 == "\n" }
            return .init(name: text(nameStart..<nameEnd), value: Self.unquoted(raw), line: line)
        }
        return nil
    }

    private func text(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }

    private func skippingSpace(from start: Int) -> Int {
        scalars[start...].firstIndex { !$0.isJavaScriptSpace } ?? scalars.count
    }

    private func skippingExport(from start: Int) -> Int {
        let end = start + 6
        guard end < scalars.count, text(start..<end) == "export", scalars[end].isJavaScriptSpace else { return start }
        return skippingSpace(from: end)
    }

    private func skippingName(from start: Int) -> Int {
        scalars[start...].firstIndex {
            !($0.isASCIILetter || $0.isASCIIDigit || $0 == "_" || $0 == "." || $0 == "-")
        } ?? scalars.count
    }

    /// Behind `=` with any space before it, or behind `:` and one space.
    private func skippingSeparator(from start: Int) -> Int? {
        let next = skippingSpace(from: start)
        if next < scalars.count, scalars[next] == "=" { return next + 1 }
        guard start + 1 < scalars.count, scalars[start] == ":", scalars[start + 1].isJavaScriptSpace else { return nil }
        return start + 2
    }

    /// The value as written, quotes included, and the end of what belongs to it.
    private func rawValue(from start: Int) -> (String, end: Int) {
        if let end = quotedEnd(from: start) { return (text(start..<end), end) }
        let end = scalars[start...].firstIndex { $0 == "#" || $0 == "\n" } ?? scalars.count
        return (text(start..<end), end)
    }

    /// The end of a quoted value that only space or a comment follows on its line.
    ///
    /// The first quote without a backslash ends it; when more text follows, a quote with a backslash may, the last first.
    private func quotedEnd(from start: Int) -> Int? {
        let open = skippingSpace(from: start)
        guard open < scalars.count, "'\"`".unicodeScalars.contains(scalars[open]) else { return nil }
        var escaped: [Int] = []
        var index = open + 1
        while index < scalars.count, scalars[index] != scalars[open] {
            let isEscape = scalars[index] == "\\" && index + 1 < scalars.count && scalars[index + 1] == scalars[open]
            if isEscape { escaped.append(index + 1) }
            index += isEscape ? 2 : 1
        }
        let candidates = (index < scalars.count ? [index] : []) + escaped.reversed()
        return candidates.first(where: { isLineOver(from: $0 + 1) }).map { $0 + 1 }
    }

    private func isLineOver(from start: Int) -> Bool {
        guard let next = scalars[start...].first(where: { $0 == "\n" || !$0.isJavaScriptSpace }) else { return true }
        return next == "\n" || next == "#"
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
