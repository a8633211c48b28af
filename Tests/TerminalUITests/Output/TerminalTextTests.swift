import Glibc
import Secrets
import TerminalUI
import Testing

/// What can be written to a terminal: control sequences from the source, and text without any.
@Suite("Text for a terminal") struct TerminalTextTests {
    private let hostile = "a\u{1B}]52;c;UFdO\u{7}\nError: b\u{202E}"
    private let spelled = #"a\u{1b}]52;c;UFdO\u{7}\nError: b\u{202e}"#

    @Test func aSequenceGetsInOnlyByStandingInTheSource() {
        let text: TerminalText = "\r\u{1B}[K\(hostile)\r\n"
        #expect(text.text == "\r\u{1B}[K" + spelled + "\r\n")
    }

    @Test func wordsAreOneLineAndAPageIsSeveral() {
        #expect(TerminalText(hostile).text == spelled)
        #expect(TerminalText(page: "one\n  two\u{1B}\u{85}\tx").text == "one\n  two\\u{1b}\\u{85}\\tx")
    }

    @Test func aTextWithinATextIsNotSpelledAgain() {
        let mark: TerminalText = "\u{1B}[1m!\u{1B}[0m"
        let line: TerminalText = "\(mark) \(7) \("x\u{7}")"
        #expect(line == mark + " 7 x\\u{7}")
        #expect(["a", mark, "b"].joined(separator: ", ").text == "a, \u{1B}[1m!\u{1B}[0m, b")
    }

    @Test func aDocumentKeepsItsLinesAndItsMeaning() {
        let text = TerminalText(json: Array("{\n  \"a\": \"\u{9B}\u{E0041}\"\n}".utf8))
        #expect(text.text == "{\n  \"a\": \"\\u009b\\udb40\\udc41\"\n}")
    }

    @Test(
        "what another program asked for is a look or nothing",
        arguments: [
            ("1;31", "\u{1B}[1;31m"), ("", "\u{1B}[m"), ("38;2;1;2;3", "\u{1B}[38;2;1;2;3m"),
            ("2J\u{1B}[31", "\u{1B}[m"),
            ("31m\n", "\u{1B}[m"),
        ]
    )
    func aLookIsNumbers(parameters: String, written: String) {
        #expect(TerminalText.look(parameters).text == written)
    }

    @Test func aTerminalOfAsciiGetsQuestionMarks() {
        #expect(TerminalText("完成 é").ascii == "?? ?")
        #expect(TerminalText("plain").ascii == "plain")
    }

    @Test func aStreamWritesAllOfIt() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        let text = String(repeating: "0123456789", count: 4000)
        #expect(TextStream(ends[1]).write(TerminalText(text)) == nil)
        close(ends[1])
        var read: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = Glibc.read(ends[0], &buffer, buffer.count), count > 0 { read += buffer[..<count] }
        close(ends[0])
        #expect(read == Array(text.utf8))
        #expect(TextStream(ends[0]).write("x") == EBADF)
    }
}
