import Secrets
import TerminalUI
import Testing

/// A token with any text around it, on screens of any width and with any line breaks.
@Suite struct TokenLayoutTests {
    static let token = "sk-ant-oat01-" + String(repeating: "aB3x_", count: 19)

    /// What programs print around a token; `%` is the token.
    static let layouts = [
        "%", "%.", "%, keep it", "% (valid for one year)", "%;", "\"%\"", "{\"token\":\"%\"}",
        "export CLAUDE_CODE_OAUTH_TOKEN=%", "export CLAUDE_CODE_OAUTH_TOKEN=\"%\"", "`%`", "(%)", "Your token: %",
        "│ % │",
    ]

    /// Scans after every few bytes, as they arrive.
    private func seen(_ text: String, columns: Int, by step: Int) -> (sight: TokenSight, shown: String) {
        var screen = ScreenModel(size: Size(columns: columns, rows: 24))
        var sight = TokenSight()
        var shown = ""
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: step) {
            screen.feed(bytes[start..<min(start + step, bytes.count)])
            let hidden = sight.look(at: screen)
            screen.forgetGone()
            shown += screen.rows.enumerated().map { index, row in
                String(
                    row.cells.enumerated().map { hidden[index]?.contains($0.offset) == true ? " " : $0.element.text }
                )
            }.joined(separator: "\n")
        }
        return (sight, shown)
    }

    /// The longest piece of the token's secret part in a text.
    private func leak(_ shown: String) -> Int {
        let secret = Array(Self.token.dropFirst(13))
        var longest = 0
        for run in shown.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_") }) where run.count >= 4 {
            for length in longest..<run.count where length + 1 <= secret.count {
                let pieces = (0...(secret.count - length - 1)).map { String(secret[$0..<($0 + length + 1)]) }
                guard pieces.contains(where: { run.contains($0) }) else { break }
                longest = length + 1
            }
        }
        return longest
    }

    @Test(arguments: layouts, [40, 80, 100, 200, 400])
    func aLineThatTheTerminalWrapsIsOneLine(layout: String, columns: Int) {
        let text = "Your token:\r\n" + layout.replacing("%", with: Self.token) + "\r\nStore it now\r\n"
        let (sight, shown) = seen(text, columns: columns, by: 1000)
        #expect(sight.finding == .whole(Secret(Self.token)))
        #expect(leak(shown) < 4 && shown.contains("Store it now"))
    }

    @Test(arguments: layouts, [40, 57, 80, 100])
    func aLineThatTheProgramBreaksItselfIsJoined(layout: String, width: Int) {
        let line = layout.replacing("%", with: Self.token)
        let broken = stride(from: 0, to: line.count, by: width).map { String(line.dropFirst($0).prefix(width)) }
        let text = "Your token:\r\n" + broken.joined(separator: "\r\n") + "\r\n\r\nStore it now\r\n"
        let (sight, shown) = seen(text, columns: 400, by: 1000)
        #expect(sight.token == Secret(Self.token))
        #expect(leak(shown) < 8 && shown.contains("Store it now"))
    }

    @Test(arguments: layouts) func halfAnOutputShowsNothingEither(layout: String) {
        let text = "\r\n" + layout.replacing("%", with: Self.token) + "\r\nStore it"
        for columns in [40, 80, 400] {
            let (sight, shown) = seen(text, columns: columns, by: 7)
            #expect(sight.finding == .whole(Secret(Self.token)) && leak(shown) < 4)
        }
    }

    @Test func aTokenThatScrolledAwayAtOnceIsKnown() {
        let text = Self.token + "\r\n" + (0..<40).map { "line \($0)\r\n" }.joined()
        #expect(seen(text, columns: 400, by: 1000).sight.finding == .whole(Secret(Self.token)))
        #expect(seen(text, columns: 80, by: 1000).sight.finding == .whole(Secret(Self.token)))
        let cleared = Self.token + "\u{1B}[2J\u{1B}[Hgone"
        #expect(seen(cleared, columns: 400, by: 1000).sight.finding == .whole(Secret(Self.token)))
    }

    @Test func anotherLengthIsDoubtful() {
        for count in [20, 80, 107, 109, 140] {
            let odd = String(Self.token.prefix(13)) + String(repeating: "aB3x_", count: 30).prefix(count - 13)
            #expect(seen(odd + "\r\n", columns: 400, by: 1000).sight.finding == .doubtful(Secret(odd)))
        }
    }

    /// Words that happen to have the missing length must not be stored as the rest.
    @Test(arguments: ["Save this token", "Done", "Remember it."]) func wordsBehindATokenAreNotStoredAsItsEnd(
        words: String
    ) {
        let missing = words.prefix { $0.isLetter }.count
        let short = String(Self.token.dropLast(missing))
        guard case .doubtful = seen(short + "\r\n" + words + "\r\n", columns: 400, by: 1000).sight.finding else {
            Issue.record("taken for a whole token")
            return
        }
    }

    @Test func differentTokensAreCounted() {
        let other = String(Self.token.reversed().prefix(95))
        let text = Self.token + "\r\n\r\nsk-ant-oat01-" + other + "\r\n" + Self.token + "\r\n"
        #expect(seen(text, columns: 400, by: 1000).sight.finding == .several(count: 2))
        #expect(seen("nothing\r\n", columns: 400, by: 1000).sight.finding == .nothing)
    }

    @Test func aTokenDrawnByCursorMovesAndSpinnersIsOne() {
        var text = "\u{1B}[2J"
        for (offset, character) in Self.token.enumerated().shuffled() {
            text +=
                "\u{1B}[5;\(offset + 3)H\u{1B}[3\(offset % 7)m\(character)\u{1B}[0m\u{1B}[1;1H"
                + ["-", "\\", "|", "/"][offset % 4]
        }
        #expect(seen(text, columns: 400, by: 1 << 20).sight.finding == .whole(Secret(Self.token)))
    }
}
