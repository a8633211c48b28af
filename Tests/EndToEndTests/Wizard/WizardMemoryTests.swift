import TerminalUI
import TestSupport
import Testing

/// How often a secret stands in the memory of the running program.
@Suite("Wizard: secrets in memory", .timeLimit(.minutes(2)))
struct WizardMemoryTests {
    private let secret = ScrambledSecret(prefix: "sk-ant-api03-")

    private func copies(_ session: WizardSession) throws -> Int {
        try MemoryScan.places(of: secret, inProcess: session.terminal.processID).values.reduce(0, +)
    }

    /// A sanitizer's allocator gives memory back as it was.
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
        try session.wait(for: "108 characters, ends")
        if wipes { #expect(try copies(session) == 1) }
        try session.enter(.model)
        try session.enter(.cache)
        try session.enter(.review)
        if isChecked { try session.wait(for: "erified") }
        // Once more in the file that would be written.
        if wipes { #expect(try copies(session) <= 2) }
        session.showThatEnterIsNotHeld()
        session.press(.enter)
        try session.wait(for: "openclaw undo")
        if wipes { #expect(try copies(session) == 0) }
        // What the page can still do needs none.
        session.press(.character("w"))
        // The whole page: an Escape that comes while the old rows still stand would be followed too soon by the Enter.
        try session.terminal.wait { $0.contains("--anthropic-api-key -") && !$0.contains("openclaw undo") }
        session.press(.escape)
        try session.terminal.wait { $0.contains("openclaw undo") && !$0.contains("--anthropic-api-key -") }
        if wipes { #expect(try copies(session) == 0) }
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
    }
}
