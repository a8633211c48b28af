import TerminalUI
import TestSupport
import Testing

/// A paste without an end mark, or with a late one: keys work again everywhere, and no partial paste is kept silently.
@Suite("Pastes without an end", .timeLimit(.minutes(3)))
struct BrokenPasteTests {
    static let surfaces: [String: (arguments: [String], ready: String)] = [
        "wizard": (["onboard"], "I understand"),
        "credential page": (["onboard", "--auth-choice", "apiKey"], "Paste your credential"),
        "line mode": (["onboard", "--accessible"], "Choice"),
        "masked field": (["models", "auth", "paste-token"], "Paste your setup-token"),
        "Home": ([], "Profiles"),
        "Profiles": (["models", "auth"], "should answer"),
        "Parameters": (["models", "params"], "openclaw parameters"),
    ]

    private func start(_ surface: String) throws -> WizardSession {
        let found = try #require(Self.surfaces[surface])
        let isTable = ["Home", "Profiles", "Parameters"].contains(surface)
        let session = try WizardSession(isTable ? .withProfiles() : .fresh(), found.arguments)
        try session.wait(for: found.ready)
        return session
    }

    @Test(arguments: surfaces.keys.sorted()) func controlCWorksWithinItSoon(surface: String) throws {
        let session = try start(surface)
        session.terminal.send(bytes: "\u{1B}[200~" + Fake.token.prefix(60))
        var presses = 0
        var ending: PseudoTerminal.Ending?
        // The first one may be a part of the paste, the second may open a question.
        while ending == nil, presses < 4 {
            session.terminal.send(bytes: "\u{3}")
            presses += 1
            ending = try? session.terminal.waitForExit(timeout: .milliseconds(500))
        }
        #expect(ending == .exited(130) || ending == .exited(0), "\(presses) times Ctrl-C")
        session.expectTerminalAsBefore()
        try session.expectNothingWritten()
    }

    @Test("rule 17: what comes after a pause is the rest of the paste", arguments: ["credential page", "masked field"])
    func theRestIsAdded(surface: String) throws {
        let session = try start(surface)
        session.terminal.send(bytes: "\u{1B}[200~" + Fake.token.prefix(60))
        try session.wait(for: "60 characters so far")
        // Short pieces with a line break, like the keys that would confirm.
        session.terminal.send(bytes: String(Fake.token.dropFirst(60).prefix(2)) + "\r")
        try session.wait(for: "63 characters so far")
        session.terminal.send(bytes: Fake.token.dropFirst(62) + "\u{1B}[201~")
        try session.wait { $0.contains("108 characters") && $0.contains("ends mnop") }
        session.press(.enter)
        try session.wait(for: surface == "masked field" ? "Do it? y/N" : "Which model")
        session.press(.control("c"), .control("c"))
        #expect(try session.waitForExit() == 130)
        session.expectTerminalAsBefore()
    }

    @Test func halfAKeyIsTakenOnlyOnASecondEnter() throws {
        let session = try start("credential page")
        session.terminal.send(bytes: "\u{1B}[200~" + Fake.apiKey.prefix(70))
        try session.wait(for: "The end of the paste did not come: 70 characters")
        session.press(.enter)
        try session.wait(for: "Enter again to use it anyway.")
        session.press(.control("c"), .control("c"))
        #expect(try session.waitForExit() == 130)
        session.expectTerminalAsBefore()
    }
}
