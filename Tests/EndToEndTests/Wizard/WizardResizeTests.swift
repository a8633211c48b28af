import TerminalUI
import TestSupport
import Testing

/// The window is resized while the wizard runs.
@Suite("Wizard: resize")
struct WizardResizeTests {
    @Test("rule 36: 120x40, 40x15, 20x5, 80x24: nothing is lost, and the small one says what it needs")
    func resizingKeepsPageAndAnswers() throws {
        let session = try WizardSession(.fresh())
        try session.walk(to: .model)
        session.press(.down)
        session.terminal.settle()
        let page = session.terminal.screen.lines
        session.terminal.resize(Size(columns: 120, rows: 40))
        try session.wait { $0.contains("Which model?") && $0.line(39).contains("help") }
        session.terminal.resize(Size(columns: 40, rows: 15))
        try session.wait { $0.contains("Which model?") && $0.line(14).contains("help") }
        session.terminal.resize(Size(columns: 20, rows: 5))
        try session.wait { $0.text.replacing("\n", with: " ").contains("Too small") }
        // Keys are ignored if the window is too small. Not Escape: the wait for the rest of its sequence may end only
        // after the window is large again.
        session.press(.enter, .character("a"), .tab)
        session.terminal.settle()
        session.terminal.resize(Size(columns: 80, rows: 24))
        try session.wait { $0.lines == page }
        try session.enter(.cache)
        try session.enter(.review)
        try session.enter(.done)
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
        #expect(try session.home.secret(of: "anthropic:default") == Fake.apiKey)
    }

    @Test("Ctrl-C leaves a window that is too small")
    func controlCLeavesATooSmallWindow() throws {
        let session = try WizardSession(.fresh(), size: Size(columns: 20, rows: 5))
        try session.wait { $0.text.replacing("\n", with: " ").contains("Too small") }
        session.press(.control("c"))
        #expect(try session.waitForExit() == 130)
        session.expectTerminalAsBefore()
        try session.expectNothingWritten()
    }
}
