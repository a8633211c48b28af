import Secrets
import Testing

@testable import TerminalUI

/// Decoding the bytes of a terminal without a library, and the edited line.
@Suite struct LineInputTests {
    private func keys(_ pieces: [[UInt8]], settling: Bool = true) -> [Key] {
        var input = ByteInput()
        var decoder = KeyDecoder()
        var keys: [Key] = []
        var now: Int64 = 0
        for piece in pieces {
            for raw in input.feed(piece) { keys += decoder.feed(raw, at: now) }
            if settling { for raw in input.settle() { keys += decoder.feed(raw, at: now) } }
            keys += decoder.settle(at: now)
            now += 100
            keys += decoder.settle(at: now)
        }
        return keys
    }

    @Test func charactersOfSeveralBytesAreWholeAcrossReads() {
        let bytes = Array("é儲😀".utf8)
        #expect(keys(bytes.map { [$0] }) == [.character("é"), .character("儲"), .character("😀")])
    }

    @Test func bytesThatAreNoTextAreReplaced() {
        #expect(keys([[0xE5, 0x41]]) == [.character("\u{FFFD}"), .character("A")])
        #expect(keys([[0xFF]]) == [.character("\u{FFFD}")])
    }

    @Test("rule 33: a marked paste is one key, however it is torn")
    func aMarkedPasteIsOneKey() {
        let bytes = Array("\u{1B}[200~one\rtwo\u{1B}[201~".utf8)
        for cut in 3..<bytes.count {
            #expect(
                keys([Array(bytes[..<cut]), Array(bytes[cut...])]) == [.paste(Secret("one\rtwo"))],
                "cut at \(cut)"
            )
        }
    }

    @Test func keysAreReadAfterAPasteWithoutAnEnd() {
        let paste = Array("\u{1B}[200~half".utf8)
        let silence = Array(repeating: [UInt8](), count: 25)
        let found = keys([paste] + silence + [Array("\u{1B}".utf8), Array("\u{1B}[200~b\u{1B}[201~".utf8)])
        #expect(found.suffix(2) == [.escape, .paste(Secret("b"))])
    }

    @Test("rule 12: the rest of a secret that came in pieces is not shown either")
    func theRestOfASecretIsNotShown() {
        var editor = LineEditor()
        let whole = "sk-ant-api03-" + String(repeating: "A", count: 95)
        for (part, all) in [("sk-a", "sk-a"), (String(whole.dropFirst(4)), whole)] {
            let piece = BrokenPaste(part: Secret(part), whole: Secret(all), progress: .paused)
            let outcome = editor.handle(.brokenPaste(piece))
            #expect(outcome == (all == whole ? .secretPasted : .echo("sk-a")))
        }
        #expect(editor.text == "sk-a")
    }

    @Test func keysOfAKeyboardAreDropped() {
        #expect(keys([Array("\u{1B}[A".utf8), Array("\u{1B}OP".utf8), Array("x".utf8)]) == [.character("x")])
        #expect(keys([Array("\u{1B}".utf8)]) == [.escape])
    }

    @Test func aLineIsEditedByAppendingOnly() {
        var editor = LineEditor()
        #expect(editor.handle(.character("儲")) == .echo("儲"))
        #expect(editor.handle(.character("a")) == .echo("a"))
        #expect(editor.handle(.backspace) == .echo("\u{8} \u{8}"))
        #expect(editor.handle(.backspace) == .echo("\u{8} \u{8}\u{8} \u{8}"), "a wide character takes two cells back")
        #expect(editor.handle(.backspace) == .echo(""))
        for character in "one two" { _ = editor.handle(.character(character)) }
        #expect(editor.handle(.control("w")) == .echo(.erasing(cells: 3)))
        #expect(editor.handle(.enter) == .line("one "))
        #expect(editor.isEmpty)
    }

    @Test("rule 12: a secret in a visible line is neither shown nor kept")
    func aSecretIsNotShown() {
        var editor = LineEditor()
        let secret = Secret("sk-ant-api03-" + String(repeating: "A", count: 95))
        #expect(editor.handle(.paste(secret)) == .secretPasted)
        #expect(editor.isEmpty)
    }

    @Test("nothing is cut silently: a line that is full says so")
    func aFullLineSaysSo() {
        var editor = LineEditor()
        let long = String(repeating: "word ", count: 1000)
        #expect(editor.handle(.paste(Secret(long))) == .full(limit: 4096))
        #expect(editor.isEmpty)
    }
}
