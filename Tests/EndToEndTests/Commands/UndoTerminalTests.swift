import TerminalUI
import TestSupport
import Testing

/// Undo on a terminal: the plan, a question, and nothing without a yes.
@Suite("Undo on a terminal") struct UndoTerminalTests {
    private func session() throws -> (TestHome, WizardSession) {
        let home = try TestHome.existing()
        #expect(try home.onboard().status == 0)
        return (home, try WizardSession(home, ["undo"], size: Size(columns: 80, rows: 24)))
    }

    @Test func yesTakesItBack() throws {
        let (home, session) = try session()
        let store = try home.read(home.store)
        try session.wait(for: "Do it? y/N")
        #expect(try home.read(home.store) == store)
        session.terminal.send(bytes: "y")
        #expect(try session.waitForExit() == 0)
        #expect(session.terminal.screen.text.contains("Undone."))
        #expect(try home.read(home.store) != store)
        session.expectTerminalAsBefore()
    }

    @Test(arguments: [Key.enter, .character("n"), .escape, .control("c")])
    func anyOtherAnswerChangesNothing(key: Key) throws {
        let (_, session) = try session()
        try session.wait(for: "Do it? y/N")
        session.press(key)
        #expect(try session.waitForExit() == (key == .escape || key == .control("c") ? 130 : 0))
        #expect(session.terminal.screen.text.contains("Nothing was changed."))
        session.expectTerminalAsBefore()
        try session.expectNothingWritten()
    }
}
