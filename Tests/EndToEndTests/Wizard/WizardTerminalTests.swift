import TerminalUI
import TestSupport
import Testing

/// Old, unusual or misconfigured terminals and locales: the wizard is usable, or says clearly that it is not.
@Suite("Wizard: terminals")
struct WizardTerminalTests {
    struct Setting: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var variables: [String: String]
    }

    static let usable = [
        Setting(testDescription: "xterm", variables: ["TERM": "xterm"]),
        Setting(testDescription: "tmux-256color", variables: ["TERM": "tmux-256color"]),
        Setting(testDescription: "screen", variables: ["TERM": "screen"]),
        Setting(testDescription: "linux", variables: ["TERM": "linux"]),
        Setting(testDescription: "vt100", variables: ["TERM": "vt100"]),
        Setting(testDescription: "no colours wanted", variables: ["NO_COLOR": "1"]),
        Setting(testDescription: "LC_ALL=C", variables: ["LC_ALL": "C"]),
        Setting(testDescription: "a locale that is not there", variables: ["LC_ALL": "xx_YY.UTF-8"]),
        Setting(testDescription: "no locale at all", variables: ["LC_ALL": ""]),
        Setting(testDescription: "ANSI in C", variables: ["TERM": "ansi", "LC_ALL": "C"]),
    ]

    @Test("the whole walk works", arguments: usable) func theWholeWalkWorks(setting: Setting) throws {
        let session = try WizardSession(.fresh(adding: setting.variables))
        try session.walk(to: .credential)
        // Without paste marks, because some of these terminals have none.
        try session.paste(Fake.apiKey, marked: false)
        try session.enter(.model)
        try session.enter(.cache)
        try session.enter(.review)
        try session.enter(.done)
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
        #expect(try session.home.secret(of: "anthropic:default") == Fake.apiKey)
    }

    @Test("rule 49: without colours the same words and marks stand there")
    func withoutColoursTheSameStandsThere() throws {
        var frames: [[String]] = []
        for variables in [[:], ["NO_COLOR": "1"]] {
            let session = try WizardSession(.fresh(adding: variables))
            try session.walk(to: .method)
            session.terminal.settle()
            frames.append(Array(session.terminal.screen.lines.dropFirst()))
            let written = String(decoding: session.terminal.transcript, as: UTF8.self)
            let colour = #/\x1B\[(\d+;)*(3[0-8]|4[0-8]|9\d|10\d)(;\d+)*m/#
            #expect(written.contains(colour) == variables.isEmpty)
            session.press(.control("c"), .control("c"))
            #expect(try session.waitForExit() == 130)
        }
        #expect(frames[0] == frames[1])
    }

    @Test("rule 38: in C every character is ASCII") func inCEveryCharacterIsASCII() throws {
        let session = try WizardSession(.fresh(adding: ["LC_ALL": "C"]))
        try session.walk(to: .done)
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        #expect(session.terminal.transcript.allSatisfy { $0 < 0x80 })
    }

    @Test("arrow keys work in both forms that terminals send", arguments: ["\u{1B}[B", "\u{1B}OB"])
    func arrowKeysWorkInBothForms(down: String) throws {
        let session = try WizardSession(.fresh())
        try session.walk(to: .method)
        session.terminal.send(bytes: down)
        try session.wait { $0.line($0.cursor.row).contains("paste setup-token") }
        session.press(.control("c"), .control("c"))
        #expect(try session.waitForExit() == 130)
    }

    @Test("rule 32: the real cursor stands on the marked row") func theRealCursorStandsOnTheMarkedRow() throws {
        let session = try WizardSession(.fresh())
        try session.wait(for: .welcome)
        session.terminal.settle()
        #expect(session.terminal.screen.cursorIsVisible)
        #expect(session.terminal.screen.line(session.terminal.screen.cursor.row).contains("I understand, continue"))
        session.press(.down)
        try session.wait { $0.line($0.cursor.row).contains("Leave") }
        session.press(.enter)
        _ = try session.waitForExit()
        try session.expectNothingWritten()
    }
}
