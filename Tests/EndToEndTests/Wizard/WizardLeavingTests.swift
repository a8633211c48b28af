import Glibc
import TerminalUI
import TestSupport
import Testing

/// Every way to leave keeps the files and restores the terminal.
@Suite("Wizard: leaving")
struct WizardLeavingTests {
    static let freshPages: [WizardSession.Page] = [.welcome, .method, .credential, .model, .cache, .review]

    @Test("Ctrl-C leaves from every page, and no file changed", arguments: freshPages)
    func controlCLeavesEverythingAsItWas(page: WizardSession.Page) throws {
        let session = try WizardSession(.fresh())
        try session.walk(to: page)
        session.press(.control("c"))
        try session.leaveIfAsked()
        #expect(try session.waitForExit() == 130)
        session.expectTerminalAsBefore()
        #expect(session.terminal.screen.contains("Nothing was written."))
        try session.expectNothingWritten()
    }

    @Test("Ctrl-C leaves existing files as they were, times included", arguments: freshPages)
    func controlCLeavesExistingFilesAsTheyWere(page: WizardSession.Page) throws {
        let session = try WizardSession(.existing())
        try session.wait(for: .welcome)
        if page != .welcome {
            try session.enter(.existing)
            session.press(.down)
            for next in Self.freshPages.dropFirst() {
                try session.enter(next)
                if next == page { break }
                if next == .credential { try session.paste(Fake.apiKey) }
            }
        }
        session.press(.control("c"))
        try session.leaveIfAsked()
        #expect(try session.waitForExit() == 130)
        session.expectTerminalAsBefore()
        try session.expectNothingWritten()
    }

    @Test func theMarkedAnswerToLeavingIsToStay() throws {
        let session = try WizardSession(.fresh())
        try session.walk(to: .model)
        session.press(.control("c"))
        try session.wait(for: "Leave? Nothing was written")
        try session.enter(.model)
        session.press(.control("c"))
        try session.leaveIfAsked()
        #expect(try session.waitForExit() == 130)
    }

    struct Ending: Sendable, CustomTestStringConvertible {
        var name: String
        var number: Int32
        var testDescription: String { name }

        static let all = [
            Ending(name: "SIGTERM", number: SIGTERM), Ending(name: "SIGHUP", number: SIGHUP),
            Ending(name: "SIGINT", number: SIGINT), Ending(name: "SIGQUIT", number: SIGQUIT),
        ]
    }

    @Test("a signal ends the wizard with 128 and its number", arguments: Ending.all)
    func aSignalEndsTheWizard(ending: Ending) throws {
        let session = try WizardSession(.fresh())
        try session.walk(to: .model)
        session.terminal.signal(ending.number)
        #expect(try session.waitForExit() == 128 + ending.number)
        session.expectTerminalAsBefore()
        // A lost connection keeps a draft, but not on a host without a state folder.
        try session.expectNothingWritten()
    }

    @Test("rule 16: after a lost connection the answers are offered, without the secret, until they are applied")
    func aLostConnectionKeepsTheAnswers() throws {
        let home = try TestHome.fresh()
        // A draft is kept only where there is a state folder.
        try home.write("", to: home.state + "/.env")
        let session = try WizardSession(home)
        try session.walk(to: .model, pasting: Fake.token)
        session.press(.down)
        try session.enter(.cache)
        session.terminal.hangUp()
        #expect(try session.waitForExit() == 129)
        let draft = home.setup + "/draft"
        let picture = try home.picture()
        #expect(picture.entries["state/setup/draft"]?.mode == 0o600)
        #expect(picture.filesWithSecrets.isEmpty)
        #expect(!home.exists(home.config) && !home.exists(home.store))

        let again = try WizardSession(home)
        try again.wait(for: "You stopped at Cache")
        try again.enter(.credential)
        try again.paste(Fake.token)
        try again.enter(.model)
        try again.enter(.cache)
        try again.enter(.review)
        try again.wait(for: "claude-sonnet-4-5")
        try again.enter(.done)
        again.press(.enter)
        #expect(try again.waitForExit() == 0)
        #expect(!home.exists(draft))
    }

    @Test func aLostTerminalEndsTheWizard() throws {
        let session = try WizardSession(.existing())
        try session.wait(for: .welcome)
        session.terminal.hangUp()
        #expect(try session.waitForExit() == 129)
        try session.expectNothingWritten()
    }

    @Test("Ctrl-Z stops the wizard, the shell gets its terminal, and fg comes back to the same page")
    func suspendingAndComingBackKeepsTheAnswers() throws {
        let session = try WizardSession(withJobControl: .fresh())
        try session.walk(to: .model)
        session.press(.control("z"))
        try session.wait(for: "[stopped]")
        #expect(session.terminal.modes.isUsual)
        #expect(!session.terminal.screen.isAlternate && session.terminal.screen.cursorIsVisible)
        session.press(.enter)
        try session.wait(for: .model)
        try session.enter(.cache)
        try session.enter(.review)
        try session.enter(.done)
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
        #expect(try session.home.secret(of: "anthropic:default") == Fake.apiKey)
    }

    @Test("Ctrl-Z where no shell waits says so and repaints")
    func suspendingWithoutJobControlSaysSo() throws {
        let session = try WizardSession(.fresh())
        try session.walk(to: .method)
        session.press(.control("z"))
        try session.wait(for: "Cannot suspend here")
        #expect(session.terminal.screen.contains(WizardSession.Page.method.rawValue))
        session.press(.control("c"))
        try session.leaveIfAsked()
        #expect(try session.waitForExit() == 130)
        session.expectTerminalAsBefore()
    }
}
