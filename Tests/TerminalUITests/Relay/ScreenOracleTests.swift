import TestSupport
import Testing

@testable import TerminalUI

/// The same bytes to this model and to libvterm: both must show the same.
@Suite struct ScreenOracleTests {
    /// Intended differences from libvterm 0.1.4: a cursor movement to the current position clears the pending wrap, as
    /// in xterm; libvterm keeps it. Overwriting half of a wide character removes the other half, as in xterm; libvterm
    /// leaves it. The scroll region limits a cursor that moves down and does not affect cells within a row; in libvterm
    /// it is the other way round. So the generated pieces avoid these, and wide characters have their own test.
    private struct Author {
        var random: SplitMix
        let size: Size

        mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

        mutating func text() -> String {
            let alphabet = Array("abcXYZ019 -_─│╭é✓")
            return String((0..<number(1...30)).compactMap { _ in alphabet.randomElement(using: &random) })
        }

        /// A movement that certainly changes the position, before other output.
        mutating func place() -> String { "\r\u{1B}[\(number(1...size.rows));\(number(1...size.columns - 1))H" }

        mutating func piece() -> String {
            let count = number(0...4)
            switch number(0...23) {
            case 0...6: return text()
            case 7, 8: return text() + "\r\n"
            case 9: return place() + text()
            case 10: return "\r" + ["\n", "\u{1B}M", "\u{1B}D", "\u{1B}E"][number(0...3)]
            case 11:
                let move = ["A", "B", "C", "D", "E", "F", "G", "d"][number(0...7)]
                return "\u{1B}[r" + place() + "\u{1B}[\(count)\(move)x"
            case 12: return place() + "\u{1B}[\(number(0...2))J"
            case 13, 14: return place() + "\u{1B}[\(number(0...2))K"
            case 15:
                let (edit, isRows) = [("L", true), ("M", true), ("P", false), ("@", false), ("X", false)][number(0...4)]
                return (isRows ? "" : "\u{1B}[r") + place() + "\u{1B}[\(count)\(edit)"
            case 16: return "\r\u{1B}[\(count)" + ["S", "T"][number(0...1)]
            case 17: return "\u{1B}[\(number(1...3));\(number(4...size.rows))r" + text()
            case 18: return "\u{1B}[r" + text()
            case 19: return place() + "\u{1B}7" + text() + "\u{1B}8" + text()
            case 20: return "\u{1B}(0lqqk\u{1B}(B" + text()
            case 21: return "\u{1B}[1;3\(number(1...6))m" + text() + "\u{1B}[0m"
            case 22: return place() + "\u{1B}[?1049h" + place() + text() + "\r\u{1B}[?1049l"
            default: return place() + "\ta\u{8}b\u{1B}]0;title\u{7}"
            }
        }
    }

    private func lines(_ screen: ScreenModel) -> [String] {
        screen.rows.map { row in
            var text = row.text
            while text.last == " " { text.removeLast() }
            return text
        }
    }

    @Test(arguments: 0..<150) func generatedOutputLooksTheSame(seed: Int) {
        let size = [Size(columns: 80, rows: 24), Size(columns: 17, rows: 6), Size(columns: 400, rows: 24)][seed % 3]
        var author = Author(random: SplitMix(seed: UInt64(seed)), size: size)
        let oracle = VirtualScreen(size: size)
        var ours = ScreenModel(size: size)
        var written = ""
        for _ in 0..<60 {
            let piece = author.piece()
            written += piece
            oracle.feed(Array(piece.utf8))
            ours.feed(Array(piece.utf8))
            guard lines(ours) == oracle.lines, ours.cursor == oracle.cursor else {
                Issue.record(
                    "\(written.suffix(200).debugDescription)\n\(lines(ours))\n\(oracle.lines)\n\(ours.cursor) \(oracle.cursor)"
                )
                return
            }
        }
    }

    @Test(arguments: 0..<50) func wideCharactersWrapTheSame(seed: Int) {
        let size = Size(columns: 17 + seed % 3, rows: 6)
        var random = SplitMix(seed: UInt64(seed))
        let oracle = VirtualScreen(size: size)
        var ours = ScreenModel(size: size)
        for _ in 0..<40 {
            let text = (0..<7).compactMap { _ in "漢字ab c".randomElement(using: &random) }.map(String.init).joined()
            let bytes = Array((text + (Int.random(in: 0...3, using: &random) == 0 ? "\r\n" : "")).utf8)
            oracle.feed(bytes)
            ours.feed(bytes)
            #expect(lines(ours) == oracle.lines)
            #expect(ours.cursor == oracle.cursor || ours.isAtEnd)
        }
    }

    /// Rarely used sequences, including repeated characters and disabled wrapping.
    @Test(arguments: [
        "ab\u{1B}[5bc", "\u{1B}[?7labcdefghijklmnopqrstuvwxyz0123456789\u{1B}[?7hX", "ab\u{1B}[2D漢",
    ])
    func rareSequencesLookTheSame(text: String) {
        let size = Size(columns: 20, rows: 3)
        let oracle = VirtualScreen(size: size)
        var ours = ScreenModel(size: size)
        oracle.feed(Array(text.utf8))
        ours.feed(Array(text.utf8))
        #expect(lines(ours) == oracle.lines)
    }
}
