import Glibc
import TerminalUI
import TestSupport
import Testing

/// Line mode (rule 33) with the real program in a real terminal.
@Suite("Wizard: line by line")
struct WizardLineTests {
    private static let size = Size(columns: 80, rows: 60)

    private func start(
        _ home: TestHome,
        _ arguments: [String] = ["onboard", "--accessible"],
        adding variables: [String: String] = [:]
    ) throws -> WizardSession {
        try WizardSession(home, arguments, size: Self.size, adding: variables)
    }

    /// Types an answer and waits for its result.
    private func answer(_ session: WizardSession, _ line: String, leadsTo text: String) throws {
        for character in line { session.press(.character(character)) }
        session.press(.enter)
        try session.wait(for: text)
    }

    private func walk(_ session: WizardSession, pasting secret: String, marked: Bool) throws {
        try session.wait(for: "Enter for 1:")
        try answer(session, "", leadsTo: "Anthropic API key")
        try answer(session, "", leadsTo: "Paste, then Enter:")
        session.terminal.paste(secret, marked: marked)
        try session.wait(for: "Enter goes on")
        try answer(session, "", leadsTo: "Which model?")
        try answer(session, "", leadsTo: "How long are prompts cached?")
        try answer(session, "", leadsTo: "Leave, write nothing")
        try answer(session, "apply", leadsTo: "Undo, removes both files")
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
    }

    @Test("rule 33: a whole walk; the secret is stored and never shown", arguments: [true, false])
    func aWholeWalk(marked: Bool) throws {
        let session = try start(.fresh())
        let key = Fake.apiKey
        try walk(session, pasting: " \(key.prefix(60)) \n \(key.dropFirst(60))\n", marked: marked)
        #expect(try session.home.secret(of: "anthropic:default") == key)
        #expect(!session.terminal.wrote("\u{1B}[?1049h"), "a full screen was opened")
        session.expectTerminalAsBefore()
        try session.expectSecretsOnlyInTheStore()
    }

    @Test("rule 31: a variable makes it permanent", arguments: ["ACCESSIBLE", "OPENCLAW_ACCESSIBLE"])
    func aVariableMakesItPermanent(name: String) throws {
        let session = try start(.fresh(), ["onboard"], adding: [name: "1"])
        try session.wait(for: "Enter for 1:")
        session.press(.control("c"))
        #expect(try session.waitForExit() == 130)
        #expect(!session.terminal.wrote("\u{1B}[?1049h"))
        session.expectTerminalAsBefore()
        let usual = try start(.fresh(), ["onboard"], adding: [name: "0"])
        try usual.wait { $0.isAlternate }
    }

    @Test(
        "a terminal on which nothing can be placed is asked line by line",
        arguments: ["dumb", "no-such-terminal", ""]
    )
    func aTerminalThatCannotDrawIsAskedLineByLine(type: String) throws {
        let session = try start(.fresh(), ["onboard"], adding: ["TERM": type])
        try walk(session, pasting: Fake.apiKey, marked: false)
        #expect(try session.home.secret(of: "anthropic:default") == Fake.apiKey)
        let written = String(decoding: session.terminal.transcript, as: UTF8.self)
        #expect(written.contains("So it asks line by line."))
        #expect(!written.contains("\u{1B}"), "no control sequence on a terminal that may not know it")
        session.expectTerminalAsBefore()
    }

    @Test("rule 33: the end of input cancels, signals end it, and the terminal is as before")
    func everyWayOutLeavesTheTerminalAsBefore() throws {
        let ways: [(Int32, (WizardSession) -> Void)] = [
            (130, { $0.press(.control("d")) }), (130, { $0.press(.control("c")) }),
            (143, { $0.terminal.signal(SIGTERM) }), (129, { $0.terminal.signal(SIGHUP) }),
        ]
        for (code, act) in ways {
            let session = try start(.fresh())
            try session.wait(for: "Enter for 1:")
            act(session)
            #expect(try session.waitForExit() == code)
            #expect(session.terminal.screen.text.contains("Nothing was written."))
            session.expectTerminalAsBefore()
            try session.expectNothingWritten()
        }
    }

    @Test("--no-input never asks, line by line neither") func noInputNeverAsks() throws {
        let session = try start(.fresh(), ["onboard", "--accessible", "--no-input"])
        #expect(try session.waitForExit() == 1)
        #expect(session.terminal.screen.text.contains("needs a terminal"))
        let piped = try TestHome.fresh().run(["onboard", "--accessible"], input: "1\n")
        #expect(piped.status == 1)
    }

    @Test("rules 37 and 39: in Chinese, with full-width digits") func inChinese() throws {
        let session = try start(.fresh(adding: ["LC_ALL": "zh_TW.UTF-8"]))
        try session.wait(for: "請選擇，Enter 選 1：")
        try answer(session, "１", leadsTo: "Anthropic API 金鑰")
        try answer(session, "２", leadsTo: "貼上，再按 Enter：")
        session.terminal.paste(Fake.token)
        try session.wait(for: "結尾 m n o p")
        session.press(.control("c"))
        try session.wait(for: "要離開嗎？")
        session.press(.control("c"))
        #expect(try session.waitForExit() == 130)
        #expect(session.terminal.screen.text.contains("什麼都沒有寫入。"))
        session.expectTerminalAsBefore()
    }
}
