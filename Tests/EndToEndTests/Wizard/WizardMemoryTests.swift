import TerminalUI
import TestSupport
import Testing

/// How many copies of a secret are in the memory of the running program.
@Suite("Wizard: secrets in memory", .timeLimit(.minutes(30)))
struct WizardMemoryTests {
    private let secret = ScrambledSecret(prefix: "sk-ant-api03-")

    private func copies(_ session: WizardSession) throws -> Int {
        try MemoryScan.places(of: secret, inProcess: session.terminal.processID).values.reduce(0, +)
    }

    /// A sanitizer's allocator does not zero freed memory.
    private var wipes: Bool { MemoryScan.isMeaningful }

    @Test(arguments: [true, false]) func onePastedSecretIsHeldOnceAndNotAtAllOnceItIsStored(isChecked: Bool) throws {
        let live = try LiveHome { _ in .json(status: 200, LiveHome.message) }
        let session = try WizardSession(
            live.home,
            ["onboard", "--auth-choice", "apiKey"] + (isChecked ? [] : ["--no-verify"]),
            asksProvider: true
        )
        try session.wait(for: .credential)
        session.terminal.paste(secret.text)
        try session.wait(for: "108 characters   ends")
        if wipes { #expect(try copies(session) == 1) }
        try session.enter(.model)
        try session.enter(.cache)
        try session.enter(.review)
        if isChecked { try session.wait(for: "erified") }
        // One more copy in the file to be written.
        if wipes { #expect(try copies(session) <= 2) }
        session.showThatEnterIsNotHeld()
        session.press(.enter)
        try session.wait(for: "Open Home")
        if wipes { #expect(try copies(session) == 0) }
        // The page's remaining actions need no secret.
        session.press(.character("w"))
        // Waits for the whole page: Enter would follow too soon on an Escape that arrives while the old rows are
        // visible.
        try session.terminal.wait { $0.contains("--anthropic-api-key -") && !$0.contains("Open Home") }
        session.press(.escape)
        try session.terminal.wait { $0.contains("Open Home") && !$0.contains("--anthropic-api-key -") }
        if wipes { #expect(try copies(session) == 0) }
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
    }
}
