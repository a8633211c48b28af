import Secrets
import TerminalUI
import Testing

/// The model of a child program's screen, and the tokens on it.
@Suite struct ScreenModelTests {
    private let token = "sk-ant-oat01-" + String(repeating: "Ab9_x", count: 19)

    private func screen(_ text: String, columns: Int = 40, rows: Int = 8) -> ScreenModel {
        var screen = ScreenModel(size: Size(columns: columns, rows: rows))
        screen.feed(Array(text.utf8))
        return screen
    }

    private func lines(_ screen: ScreenModel) -> [String] {
        screen.rows.map { String($0.text.reversed().drop { $0 == " " }.reversed()) }
    }

    @Test func charactersWrapScrollAndAreErased() {
        #expect(lines(screen("abcdefgh\r\nxy", columns: 5, rows: 3)) == ["abcde", "fgh", "xy"])
        #expect(lines(screen("1\r\n2\r\n3\r\n4", rows: 3)) == ["2", "3", "4"])
        #expect(lines(screen("abcdef\u{1B}[3D\u{1B}[K", rows: 1)) == ["abc"])
        #expect(lines(screen("a\r\nb\r\nc\u{1B}[H\u{1B}[J", rows: 3)) == ["", "", ""])
        #expect(lines(screen("漢字ab", columns: 4, rows: 2)) == ["漢字", "ab"])
    }

    @Test func sequencesTornAnywhereMeanTheSame() {
        let text =
            "\u{1B}[1;31mred\u{1B}[0m \u{1B}]0;title\u{07}\u{1B}[2;3Hé\u{1B}]8;;http://x\u{1B}\\link\u{1B}]8;;\u{1B}\\"
        let whole = screen(text)
        for cut in 0...text.utf8.count {
            var torn = ScreenModel(size: whole.size)
            torn.feed(Array(text.utf8)[..<cut])
            torn.feed(Array(text.utf8)[cut...])
            #expect(torn == whole)
        }
        #expect(lines(whole)[0] == "red" && lines(whole)[1] == "  élink")
        #expect(whole.rows[0].cells[0].look == "1;31" && whole.rows[0].cells[3].look == "")
    }

    @Test func noBytesTrap() {
        var state: UInt64 = 9
        for columns in [1, 2, 40] {
            var screen = ScreenModel(size: Size(columns: columns, rows: 3))
            for _ in 0..<20_000 {
                state = state &* 6_364_136_223_846_793_005 &+ 1
                let byte = UInt8(truncatingIfNeeded: state >> 33)
                screen.feed(byte % 7 == 0 ? [0x1B, 0x5B, byte] : [byte])
            }
            screen.resize(to: Size(columns: 5, rows: 1))
            screen.resize(to: Size(columns: 1, rows: 9))
            #expect(screen.rows.count == 9)
        }
    }

    /// Whatever a program prints: an API key, a token in capitals, pieces that no line joins.
    @Test func whatLooksLikeASecretIsMaskedTooAndURLsStay() {
        let body = String(repeating: "aB3x", count: 24)
        let url = "https://claude.example/oauth/authorize?code=true&state=" + body + "&code_challenge=" + body
        let half = String(body.prefix(48))
        let texts: [String] = [
            "sk-ant-api03-\(body)", "SK-ANT-OAT01-\(body.uppercased())", "> \(half)\r\n> \(half)",
            "\(half)\r\n\r\n\(half)", "\(half)\t\(half)",
        ]
        for text in texts {
            let screen = screen("Open \(url)\r\n" + text, columns: 400)
            var sight = TokenSight()
            let layout = RelayLayout(screen, hidden: sight.look(at: screen), size: Size(columns: 400, rows: 8))
            let shown = layout.lines.map { line in String(line.cells.map { $0.text }) }
            #expect(shown[0].contains(url), "\(shown)")
            #expect(!shown.dropFirst().joined().lowercased().contains("ab3xab3x"), "\(text) \(shown)")
        }
    }

    @Test(arguments: [40, 80, 120])
    func aTokenIsJoinedHoweverItIsWrapped(columns: Int) {
        for (indent, margin) in [(0, 0), (0, 2), (2, 2), (1, 4)] {
            let width = columns - indent - margin
            var rows: [String] = []
            var rest = Substring(token)
            while !rest.isEmpty {
                rows.append(String(repeating: " ", count: indent) + rest.prefix(width))
                rest = rest.dropFirst(width)
            }
            let text = "Your token:\r\n\r\n" + rows.joined(separator: "\r\n") + "\r\n\r\nStore it"
            var sight = TokenSight()
            let shown = screen(text, columns: columns, rows: 12)
            let hidden = sight.look(at: shown)
            #expect(sight.token == Secret(token), "\(columns) \(indent) \(margin)")
            let visible = shown.rows.enumerated().map { index, row in
                String(row.cells.enumerated().filter { hidden[index]?.contains($0.offset) != true }.map(\.element.text))
            }.joined()
            #expect(!visible.contains("Ab9") && visible.contains("Store it"))
        }
    }

    /// The program wrapped the line for a wider window, and the narrower one wraps it again.
    @Test(arguments: [30, 60, 77]) func aTokenBrokenForAnotherWidthIsJoinedAndHidden(columns: Int) {
        let whole = "sk-ant-oat01-" + String(repeating: "Ab9_x", count: 19)
        for width in [58, 78] {
            let rows = stride(from: 0, to: whole.count, by: width).map { String(whole.dropFirst($0).prefix(width)) }
            var sight = TokenSight()
            let shown = screen(rows.joined(separator: "\r\n") + "\r\nDone", columns: columns, rows: 12)
            let hidden = sight.look(at: shown)
            #expect(sight.token == Secret(whole))
            #expect(hidden.values.reduce(0) { $0 + $1.count } == whole.count)
        }
    }

    @Test func aTokenInAFrameIsJoined() {
        let width = 36
        let rows = stride(from: 0, to: token.count, by: width).map { start in
            let part = token.dropFirst(start).prefix(width)
            return "│ " + part + String(repeating: " ", count: width - part.count) + " │"
        }
        var sight = TokenSight()
        _ = sight.look(at: screen(rows.joined(separator: "\r\n")))
        #expect(sight.token == Secret(token))
    }

    @Test func aPieceOfAKnownTokenStaysHiddenWhereverItTurnsUp() {
        var sight = TokenSight()
        _ = sight.look(at: screen(token, columns: 120))
        let hidden = sight.look(at: screen("tail: " + token.suffix(30)))
        #expect(hidden[0]?.count == 30)
    }

    @Test func wordsAreNotTakenForTheRestOfAToken() {
        var sight = TokenSight()
        let short = String(token.prefix(38))
        _ = sight.look(at: screen(short + "\r\nStore this securely"))
        #expect(sight.token == Secret(short))
        #expect(sight.look(at: screen("nothing here")).isEmpty)
    }
}
