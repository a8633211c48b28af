import TerminalUI
import TestSupport
import Testing

/// No paste is cut silently, however large it is and however it arrives.
@Suite("Wizard: pastes")
struct WizardPasteTests {
    /// Prose of this size without anything that looks like a secret.
    private static func prose(_ count: Int) -> String {
        var text = ""
        while text.utf8.count < count { text += "the log of last night says nothing\n" }
        return String(text.prefix(count))
    }

    private func credentialPage() throws -> WizardSession {
        let session = try WizardSession(.fresh(), ["onboard", "--auth-choice", "apiKey"])
        try session.wait(for: .credential)
        return session
    }

    private func leave(_ session: WizardSession) throws {
        session.press(.control("c"))
        try session.leaveIfAsked()
        #expect(try session.waitForExit() == 130)
        session.expectTerminalAsBefore()
        try session.expectNothingWritten()
    }

    @Test("rule 17: a key at the end of 16, 20 and 60 KiB is found whole", arguments: [16, 20, 60], [true, false])
    func aKeyInALargePasteIsFoundWhole(kibibytes: Int, marked: Bool) throws {
        let session = try credentialPage()
        session.terminal.paste(Self.prose(kibibytes * 1024 - 200) + "\n" + Fake.apiKey + "\n", marked: marked)
        try session.wait { $0.contains("108 characters ") && $0.contains(" ends wxyz") }
        try session.enter(.model)
        try session.enter(.cache)
        try session.enter(.review)
        try session.enter(.done)
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        #expect(try session.home.secret(of: "anthropic:default") == Fake.apiKey)
    }

    @Test(
        "a paste that is longer than what is read is refused as a whole, with both numbers",
        arguments: [true, false]
    )
    func aPasteBeyondTheLimitIsRefused(marked: Bool) throws {
        let session = try credentialPage()
        session.terminal.paste(Self.prose(70_000), marked: marked)
        try session.wait(for: "are too many for a key; 65536 are read. Nothing was kept.")
        try session.wait(for: "70000 bytes")
        try leave(session)
    }

    @Test("a blob of 20 KiB in one piece is judged with its length") func aBlobIsJudged() throws {
        let session = try credentialPage()
        session.terminal.paste(String((0..<5000).map { "n\($0)" }.joined().prefix(20 * 1024)))
        try session.wait(for: "20480 characters")
        try session.wait(for: "This does not look like a Claude key or token.")
        try leave(session)
    }

    @Test("rule 17: pasted twice, it counts once; two candidates are a choice", arguments: [true, false])
    func twiceAndTwo(marked: Bool) throws {
        let session = try credentialPage()
        try session.paste(Fake.apiKey, marked: marked)
        session.terminal.paste(Fake.apiKey, marked: marked)
        try session.wait(for: "The same one again: used once.")
        session.terminal.paste(Fake.token + "\n" + Fake.otherKey + "\n", marked: marked)
        try session.wait(for: "There are several in this paste")
        session.press(.enter)
        try session.wait(for: "ends mnop")
        try leave(session)
    }
}
