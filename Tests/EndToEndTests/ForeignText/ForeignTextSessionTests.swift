import TerminalUI
import TestSupport
import Testing

/// Foreign text on a terminal: reports, questions, screens, line mode, and the relay of another program.
@Suite("Foreign text: terminals") struct ForeignTextSessionTests {
    @Test(arguments: [80, 40]) func reportsOnATerminal(columns: Int) throws {
        let hostile = try HostileHome()
        for words in [
            "models status", "models auth list", "models list", "config validate", "config get agents", "undo",
        ] {
            let session = try start(hostile.home, words, columns: columns)
            _ = try session.waitForExit()
            expectNoTrace(in: session, words)
        }
    }

    @Test(
        "screens: keys of a person who looks around",
        arguments: [
            ("", Size(columns: 80, rows: 24)), ("", Size(columns: 40, rows: 15)),
            ("models auth", Size(columns: 80, rows: 24)),
            ("models auth", Size(columns: 120, rows: 40)), ("models auth", Size(columns: 40, rows: 15)),
            ("models params", Size(columns: 80, rows: 24)), ("models params", Size(columns: 40, rows: 15)),
            ("onboard --no-verify", Size(columns: 80, rows: 24)), ("onboard --no-verify", Size(columns: 40, rows: 15)),
        ]
    )
    func screens(words: String, size: Size) throws {
        let session = try start(try HostileHome(isAccepted: true).home, words, columns: size.columns, rows: size.rows)
        try session.wait { !$0.lines.filter { !$0.isEmpty }.isEmpty }
        let keys: [Key] = [
            .enter, .enter, .down, .escape, .down, .enter, .escape, .down, .character("?"), .escape, .tab, .end, .enter,
            .down, .escape,
            .character("d"),
            .escape, .character("a"), .down, .escape,
        ]
        for key in keys {
            session.press(key)
            session.terminal.settle()
        }
        session.press(.control("c"), .control("c"))
        _ = try session.waitForExit()
        expectNoTrace(in: session, words)
        #expect(session.terminal.wrote("PWN"), "the names were on the screen")
    }

    @Test func lineMode() throws {
        let session = try start(try HostileHome(isAccepted: true).home, "onboard --accessible --no-verify", columns: 80)
        try session.terminal.wait { $0.lines.contains { !$0.allSatisfy(\.isWhitespace) } }
        for line in ["1", "", "?", "<", "", "2"] {
            session.terminal.settle(quiet: .milliseconds(300))
            session.terminal.send(bytes: line + "\r")
        }
        try session.terminal.wait { _ in session.terminal.wrote("PWN") }
        session.terminal.settle(quiet: .milliseconds(300))
        session.press(.control("c"), .control("c"))
        session.terminal.settle(quiet: .milliseconds(300))
        session.terminal.send(bytes: "1\r")
        _ = try session.waitForExit()
        expectNoTrace(in: session, "line mode")
    }

    @Test("the masked question, and the question whether to do it") func questions() throws {
        let session = try start(try HostileHome(isAccepted: true).home, "models auth rotate anthropic:ok", columns: 80)
        try session.wait(for: "Esc leaves")
        session.terminal.paste("no secret \u{9B}31m\u{202E}\u{115F}\u{E0041}\u{AD}")
        try session.wait(for: "There is no key or token")
        session.press(.control("u"))
        try session.paste(Fake.otherToken)
        session.press(.enter)
        session.terminal.settle()
        session.press(.enter)
        session.terminal.settle()
        session.press(.control("c"))
        _ = try session.waitForExit()
        expectNoTrace(in: session, "questions")
    }

    @Test("what claude draws is drawn again, and nothing else") func theRelay() throws {
        let hostile = try HostileHome()
        let home = hostile.home
        try home.write(Hostile.name, to: home.root + "/text")
        try home.writeScript(
            "#!/bin/bash\ncat \"$HOME/text\"; printf '\\r\\nReady '; read -r _; exit 3\n",
            to: home.root + "/bin/claude"
        )
        let session = try WizardSession(
            home,
            ["models", "auth", "setup-token", "--provider", "anthropic"],
            adding: ["PATH": home.root + "/bin:/usr/bin:/bin"]
        )
        try session.wait(for: "Enter runs claude setup-token")
        session.press(.enter)
        try session.wait(for: "Ready")
        session.press(.enter)
        _ = try session.waitForExit()
        expectNoTrace(in: session, "relay")
        #expect(session.terminal.wrote("PWN"))
    }

    private func start(_ home: TestHome, _ words: String, columns: Int, rows: Int = 24) throws -> WizardSession {
        try WizardSession(home, words.split(separator: " ").map(String.init), size: Size(columns: columns, rows: rows))
    }

    /// Everything except cursor movement, erasing, styles and modes is text and must not contain hidden characters.
    private func expectNoTrace(in session: WizardSession, _ what: String) {
        let text = String(decoding: session.terminal.transcript, as: UTF8.self)
            .replacing(/\u{1B}\[[0-9;?]*[A-Za-z]|\u{1B}\(B|\u{1B}[=>78M]/, with: "")
        #expect(Hostile.trace(in: text, own: ["\n", "\r", "\u{8}", "\t"]) == nil, "\(what)")
    }
}
