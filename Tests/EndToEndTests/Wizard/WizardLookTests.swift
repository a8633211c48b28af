import TerminalUI
import TestSupport
import Testing

/// Control sequences sent to the terminal: colours, mouse, Escape.
@Suite("Wizard: looks")
struct WizardLookTests {
    private static let pages: [WizardSession.Page] = [.welcome, .method, .credential, .model, .cache, .review, .done]

    @Test(
        "rule 48: the default background, and no colour or attribute beside those of the roles",
        arguments: [["TERM": "xterm-256color"], ["TERM": "xterm"], ["NO_COLOR": "1"]]
    )
    func onlyTheLooksOfTheRoles(variables: [String: String]) throws {
        let session = try WizardSession(.fresh(adding: variables))
        try session.wait(for: .welcome)
        for page in Self.pages.dropFirst() {
            try session.enter(page)
            if page == .credential { try session.paste(Fake.token) }
            session.terminal.settle()
            let looks = (0..<24).map { session.terminal.screen.looks($0) }
            let allowed = variables["NO_COLOR"] == nil ? "." + "bRugGarEom" : ".bRu"
            #expect(looks.joined().allSatisfy { allowed.contains($0) }, "\(page): \(looks.joined(separator: "\n"))")
        }
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
    }

    @Test("rule 47: the mouse stays the terminal's on every page of the wizard")
    func theMouseIsOff() throws {
        let session = try WizardSession(.fresh())
        try session.walk(to: .done)
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        for mode in ["1000", "1002", "1003", "1006"] {
            #expect(!session.terminal.wrote("\u{1B}[?\(mode)h"), "mode \(mode)")
        }
    }

    @Test("rule 44: the rest of an arrow key whose Escape came too early is not typed", arguments: ["[B", "OB"])
    func aLateArrowIsSwallowed(rest: String) throws {
        let session = try WizardSession(.fresh(), ["onboard", "--auth-choice", "apiKey"], adding: ["ESCDELAY": "1"])
        try session.wait(for: .credential)
        session.terminal.send(bytes: "\u{1B}")
        try session.wait(for: .method)
        session.terminal.send(bytes: rest)
        session.press(.enter)
        // Neither letter moved the mark, so Enter chooses the marked row.
        try session.wait(for: .credential)
        #expect(!session.terminal.screen.contains("1 character"))
        session.press(.control("c"))
        try session.leaveIfAsked()
        #expect(try session.waitForExit() == 130)
    }

    @Test("rule 43: Ctrl-S and Ctrl-Q neither stop the screen nor type anything")
    func flowControlIsSwallowed() throws {
        let session = try WizardSession(.fresh(), ["onboard", "--auth-choice", "apiKey"])
        try session.wait(for: .credential)
        session.terminal.send(bytes: "\u{13}\u{11}")
        session.press(.enter)
        try session.wait(for: "Nothing pasted yet.")
        session.press(.control("c"))
        try session.leaveIfAsked()
        #expect(try session.waitForExit() == 130)
    }
}
