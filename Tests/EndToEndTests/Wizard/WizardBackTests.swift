import TerminalUI
import TestSupport
import Testing

/// Going back is always possible and loses nothing.
@Suite("Wizard: back")
struct WizardBackTests {
    private static let pages: [WizardSession.Page] = [.welcome, .method, .credential, .model, .cache, .review]

    @Test("rule 44: Esc and Shift-Tab go back from every page to the first", arguments: [Key.escape, .backTab])
    func backLeadsToTheFirstPage(key: Key) throws {
        let session = try WizardSession(.fresh())
        try session.walk(to: .review)
        for page in Self.pages.dropLast().reversed() {
            session.press(key)
            try session.wait(for: page)
        }
        session.press(key)
        try session.wait(for: "This is the first page.")
        session.press(.control("c"))
        try session.leaveIfAsked()
        #expect(try session.waitForExit() == 130)
        try session.expectNothingWritten()
    }

    @Test func backAndForwardAgainKeepsTheAnswers() throws {
        let session = try WizardSession(.fresh())
        try session.walk(to: .model)
        session.press(.down)
        try session.enter(.cache)
        session.press(.down, .down)
        try session.enter(.review)
        session.terminal.settle()
        let review = session.terminal.screen.lines
        for page in Self.pages.dropLast().reversed() {
            session.press(.escape)
            try session.wait(for: page)
        }
        for page in Self.pages.dropFirst() { try session.enter(page) }
        try session.wait { $0.lines == review }
        try session.enter(.done)
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        #expect(try session.home.secret(of: "anthropic:default") == Fake.apiKey)
    }

    @Test("rule 13: Tab and Enter lead straight to Review, and back again")
    func tabLeadsToReview() throws {
        let session = try WizardSession(.fresh())
        try session.walk(to: .model)
        session.press(.tab)
        try session.wait(for: "Go to a step")
        try session.enter(.review)
        session.press(.escape)
        try session.wait(for: .cache)
        session.press(.control("c"))
        try session.leaveIfAsked()
        #expect(try session.waitForExit() == 130)
        try session.expectNothingWritten()
    }
}

extension WizardSession {
    /// Confirms the question that Ctrl-C opens if answers would be lost, with Ctrl-C again.
    func leaveIfAsked() throws {
        try terminal.wait { $0.contains("Leave? Nothing was written") || !$0.isAlternate }
        if terminal.screen.isAlternate { press(.control("c")) }
    }
}
