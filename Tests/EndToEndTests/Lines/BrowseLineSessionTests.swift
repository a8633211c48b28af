import Foundation
import Glibc
import TerminalUI
import TestSupport
import Testing

/// Rule 57 with the real program in a real terminal: Home, Profiles and Parameters line by line.
@Suite("Browse screens: line by line")
struct BrowseLineSessionTests {
    /// A command that opens a screen, and what its page begins with in line mode.
    struct Opened: Sendable, CustomTestStringConvertible {
        var words: [String]
        var page: String
        var testDescription: String { words.joined(separator: " ") }
    }

    static let screens = [
        Opened(words: [], page: "Home, agent main."), Opened(words: ["models", "auth"], page: "Profiles, agent main."),
        Opened(words: ["models", "auth", "browse"], page: "Profiles, agent main."),
        Opened(words: ["models", "params"], page: "Parameters, all agents."),
    ]

    private static func home(_ variables: [String: String] = [:]) throws -> TestHome {
        let home = try TestHome(variables: variables)
        let until = Int64(Date().timeIntervalSince1970 * 1000) + 1_800_000
        try home.write("// by hand\n{ agents: { list: [{ id: \"main\", default: true }] } }\n", to: home.config)
        try home.write(
            """
            {
              "version": 1,
              "profiles": {
                "anthropic:default": { "type": "token", "provider": "anthropic", "token": "\(Fake.token)" },
                "anthropic:old": { "type": "api_key", "provider": "anthropic", "key": "\(Fake.otherKey)" }
              },
              "usageStats": { "anthropic:old": { "errorCount": 3, "cooldownUntil": \(until) } }
            }

            """,
            to: home.store
        )
        return home
    }

    private func start(_ words: [String], adding variables: [String: String] = [:]) throws -> WizardSession {
        try WizardSession(Self.home(), words, size: Size(columns: 80, rows: 120), adding: variables)
    }

    /// Types an answer and waits for its result; a longer one at this speed would be a paste.
    private func answer(_ session: WizardSession, _ line: String, leadsTo text: String, times: Int = 1) throws {
        for character in line { session.press(.character(character)) }
        session.press(.enter)
        try session.wait { $0.text.ranges(of: text).count >= times }
    }

    private func leave(_ session: WizardSession, code: Int32 = 0) throws {
        session.press(.character("q"), .enter)
        #expect(try session.waitForExit() == code)
        #expect(!session.terminal.wrote("\u{1B}[?1049h"), "a full screen was opened")
        session.expectTerminalAsBefore()
    }

    @Test("rule 57: --accessible works for every command that opens a screen, in any position", arguments: screens)
    func theFlagWorksEverywhere(opened: Opened) throws {
        for words in [opened.words + ["--accessible"], ["--accessible"] + opened.words] {
            let session = try start(words)
            try session.wait(for: opened.page)
            try session.wait(for: ", Enter for")
            try leave(session)
            try session.expectNothingWritten()
        }
    }

    @Test(
        "rule 57: the variables and a terminal that cannot draw do the same",
        arguments: screens,
        [["ACCESSIBLE": "1"], ["OPENCLAW_ACCESSIBLE": "yes"], ["TERM": "dumb"], ["TERM": "no-such-terminal"]]
    )
    func theEnvironmentDoesTheSame(opened: Opened, variables: [String: String]) throws {
        let session = try start(opened.words, adding: variables)
        try session.wait(for: opened.page)
        try session.wait(for: ", Enter for")
        let written = String(decoding: session.terminal.transcript, as: UTF8.self)
        #expect(written.contains("So it asks line by line.") == (variables["TERM"] != nil))
        if variables["TERM"] != nil { #expect(!written.contains("\u{1B}"), "no control sequence that it may not know") }
        try leave(session)
        try session.expectNothingWritten()
    }

    @Test("rule 57: a cooldown is cleared and taken back, on a dumb terminal") func clearedAndTakenBack() throws {
        let session = try start(["models", "auth"], adding: ["TERM": "dumb"])
        let before = try session.home.read(session.home.store)
        try session.wait(for: "Choice, Enter for 1:")
        try answer(session, "c 2", leadsTo: "2. Leave it")
        try answer(session, "1", leadsTo: "Cleared the cooldown of old.")
        try session.wait { $0.text.hasSuffix("Enter for 1:") || $0.contains("2. old, API key, ready") }
        #expect(try !session.home.read(session.home.store).contains("cooldownUntil"))
        try answer(session, "u", leadsTo: "Undo it")
        try answer(session, "y", leadsTo: "Undone.")
        #expect(try session.home.read(session.home.store) == before)
        try leave(session)
        #expect(session.lines.contains { $0.contains("Cleared the cooldown of old.") }, "rule 7")
        try session.expectSecretsOnlyInTheStore()
    }

    @Test("rule 57: from Home to a parameter and the wizard, and back") func fromHomeAndBack() throws {
        let session = try start(["--accessible"])
        try session.wait(for: "Home, agent main.")
        try answer(session, "param", leadsTo: "more: type more")
        try answer(session, "1", leadsTo: "1. cacheRetention")
        try answer(session, "temp", leadsTo: "temperature, 0 to 1")
        try answer(session, "0.5", leadsTo: "s reviews and saves.")
        try answer(session, "s", leadsTo: "2. Leave it")
        try answer(session, "1", leadsTo: "Saved ")
        #expect(try session.home.read(session.home.config).contains("0.5"))
        try answer(session, "<", leadsTo: "Which model?", times: 2)
        try answer(session, "<", leadsTo: "Home, agent main.", times: 2)
        try answer(session, "4", leadsTo: "Step 1 of")
        try answer(session, "q", leadsTo: "Home, agent main.", times: 3)
        try leave(session)
    }

    @Test("rules 37 and 57: in Chinese") func inChinese() throws {
        let home = try Self.home(["LC_ALL": "zh_TW.UTF-8"])
        let session = try WizardSession(home, ["models", "auth", "--accessible"], size: Size(columns: 80, rows: 60))
        try session.wait(for: "請選擇，Enter 選 1：")
        try answer(session, "２", leadsTo: "清除冷卻，不先驗證")
        try leave(session)
    }

    @Test("rule 57: without a terminal an asked-for screen is an error, with a command that works", arguments: screens)
    func withoutATerminalItIsAnError(opened: Opened) throws {
        let run = try Self.home().run(opened.words + ["--accessible"], input: "1\n")
        #expect(run.status == 1)
        #expect(run.outputText.isEmpty)
        #expect(run.errorText.contains("terminal") && run.errorText.contains("Next: openclaw "), "\(run.errorText)")
    }

    @Test("rule 33: the end of input and signals end it, and the terminal is as before")
    func everyWayOutLeavesTheTerminalAsBefore() throws {
        let ways: [(Int32, (WizardSession) -> Void)] = [
            (130, { $0.press(.control("d")) }), (130, { $0.press(.control("c")) }),
            (143, { $0.terminal.signal(SIGTERM) }), (129, { $0.terminal.signal(SIGHUP) }),
        ]
        for (code, act) in ways {
            let session = try start(["models", "auth", "--accessible"])
            try session.wait(for: "Enter for 1:")
            act(session)
            #expect(try session.waitForExit() == code)
            session.expectTerminalAsBefore()
            try session.expectNothingWritten()
        }
    }
}
