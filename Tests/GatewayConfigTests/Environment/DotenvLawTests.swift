import JSON5
import Secrets
import Testing

@testable import GatewayConfig

/// The scanner compared with a slow one that follows the package's regular expression scalar by scalar.
@Suite struct DotenvLawTests {
    private static let pieces = [
        "A", "b.c", "export", "export ", "=", "=", " = ", ":", ": ", "'", "'", "\"", "\"", "`", "\\", "\\'", "\\\"",
        "\\n",
        "#", "# c", "\n", "\n", "\n\n", "\r\n", "\r", " ", "\t", "\u{A0}", "\u{2028}", "\u{FEFF}", "é", "x y", "1", "!",
    ]

    @Test(arguments: 1...4 as ClosedRange<UInt64>) func textsAreReadAsByTheExpression(seed: UInt64) {
        var random = Random(state: seed)
        for _ in 0..<6000 {
            let text = (0..<Int.random(in: 0...14, using: &random)).map { _ in random.pick(Self.pieces) }.joined()
            let entries = DotenvFile(path: "/.env", contents: Array(text.utf8)).entries
            let expected = NaiveDotenv.entries(of: text)
            #expect(entries.map(\.name) == expected.map(\.name), "\(text.debugDescription)")
            #expect(entries.map(\.value) == expected.map(\.value), "\(text.debugDescription)")
            #expect(entries.map(\.line) == expected.map(\.line), "\(text.debugDescription)")
        }
    }

    @Test func brokenBytesBecomeReplacementCharacters() {
        let bytes: [UInt8] = Array("A=x".utf8) + [0xFF] + Array("y\r\nB=2".utf8)
        let entries = DotenvFile(path: "/.env", contents: bytes).entries
        #expect(entries.map(\.value) == ["x\u{FFFD}y", "2"] && entries.map(\.line) == [1, 2])
    }
}

private struct NaiveDotenv {
    struct Entry {
        let name: String
        let value: String
        let line: Int
    }

    private let scalars: [Unicode.Scalar]

    static func entries(of text: String) -> [Entry] {
        let lines = text.unicodeScalars.reduce(into: [Unicode.Scalar]()) { scalars, scalar in
            scalars.append(scalar)
            if scalars.suffix(2) == ["\r", "\n"] { scalars.replaceSubrange((scalars.count - 2)..., with: ["\n"]) }
        }
        let naive = NaiveDotenv(scalars: lines.map { $0 == "\r" ? "\n" : $0 })
        var (entries, position): ([Entry], Int) = ([], 0)
        while position < naive.scalars.count {
            guard position == 0 || naive.scalars[position - 1] == "\n" else {
                position += 1
                continue
            }
            if let (entry, end) = naive.assignment(at: position) {
                entries.append(entry)
                position = end
            } else {
                position += 1
            }
        }
        return entries
    }

    private func assignment(at lineStart: Int) -> (Entry, end: Int)? {
        let first = skip(from: lineStart) { $0.isJavaScriptSpace }
        var starts = [first]
        if text(first..<min(first + 6, scalars.count)) == "export", first + 6 < scalars.count,
            scalars[first + 6].isJavaScriptSpace
        {
            starts.insert(skip(from: first + 6) { $0.isJavaScriptSpace }, at: 0)
        }
        for start in starts {
            let end = skip(from: start) { $0.isASCIILetter || $0.isASCIIDigit || "_.-".unicodeScalars.contains($0) }
            guard end > start, let value = separator(from: end) else { continue }
            let (raw, after) = rawValue(from: value)
            let line = 1 + scalars[..<start].count { $0 == "\n" }
            return (Entry(name: text(start..<end), value: Self.unquoted(raw), line: line), after)
        }
        return nil
    }

    private func skip(from start: Int, while condition: (Unicode.Scalar) -> Bool) -> Int {
        scalars[start...].firstIndex { !condition($0) } ?? scalars.count
    }

    private func separator(from start: Int) -> Int? {
        let next = skip(from: start) { $0.isJavaScriptSpace }
        if next < scalars.count, scalars[next] == "=" { return next + 1 }
        guard start + 1 < scalars.count, scalars[start] == ":", scalars[start + 1].isJavaScriptSpace else { return nil }
        return start + 2
    }

    private func rawValue(from start: Int) -> (String, end: Int) {
        let open = skip(from: start) { $0.isJavaScriptSpace }
        if open < scalars.count, "'\"`".unicodeScalars.contains(scalars[open]) {
            // All closing quotes in the order in which the expression tries them: it backtracks from the last.
            var (ends, index): ([Int], Int) = ([], open + 1)
            while index < scalars.count, scalars[index] != scalars[open] {
                if scalars[index] == "\\", index + 1 < scalars.count, scalars[index + 1] == scalars[open] {
                    ends.insert(index + 2, at: 0)
                    index += 2
                } else {
                    index += 1
                }
            }
            if index < scalars.count { ends.insert(index + 1, at: 0) }
            let isOver = { (end: Int) in
                let next = scalars[end...].first { $0 == "\n" || !$0.isJavaScriptSpace }
                return next == nil || next == "\n" || next == "#"
            }
            if let end = ends.first(where: isOver) { return (text(start..<end), end) }
        }
        let end = skip(from: start) { $0 != "#" && $0 != "\n" }
        return (text(start..<end), end)
    }

    private func text(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }

    private static func unquoted(_ raw: String) -> String {
        let trimmed = raw.trimmedAsJavaScript
        guard let quote = trimmed.unicodeScalars.first, "'\"`".unicodeScalars.contains(quote) else { return trimmed }
        let scalars = trimmed.unicodeScalars
        let isPaired = scalars.count > 1 && scalars.last == quote
        let inner = isPaired ? String(scalars.dropFirst().dropLast()) : trimmed
        guard quote == "\"" else { return inner }
        let halves = inner.unicodeScalars.split(separator: "\\", omittingEmptySubsequences: false).map { String($0) }
        return halves.dropFirst().reduce(halves.first ?? "") { text, half in
            switch half.unicodeScalars.first {
            case "n": text + "\n" + String(half.unicodeScalars.dropFirst())
            case "r": text + "\r" + String(half.unicodeScalars.dropFirst())
            default: text + "\\" + half
            }
        }
    }
}
