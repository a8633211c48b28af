import Foundation
import Glibc
import TerminalUI
import TestSupport
import Testing

/// A secret is never shown, and no other user of the host can read it.
@Suite("Wizard: secrecy")
struct WizardSecrecyTests {
    @Test("rule 46: no frame, stream, file or /proc entry shows a pasted secret, on any page")
    func aPastedSecretShowsNowhere() throws {
        let session = try WizardSession(.fresh())
        try session.walk(to: .model, pasting: Fake.token)
        let process = session.terminal.processID
        for name in ["cmdline", "environ"] {
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "/proc/\(process)/\(name)")))
            #expect(!bytes.isEmpty && Fake.piece(in: bytes) == nil, "/proc/PID/\(name)")
        }
        try session.enter(.cache)
        try session.enter(.review)
        // The detail views could leak a secret.
        for key in ["d", "w", "?"] {
            let page = session.terminal.screen.lines
            session.terminal.send(bytes: key)
            try session.wait { $0.lines != page }
            session.terminal.settle()
            session.press(.escape)
            try session.wait(for: .review)
        }
        try session.enter(.done)
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
        try session.expectSecretsOnlyInTheStore()
    }

    @Test("rule 12: a key pasted on a page without a field is dropped and said", arguments: [true, false])
    func aKeyPastedOnAnotherPageIsDropped(marked: Bool) throws {
        let session = try WizardSession(.fresh())
        try session.walk(to: .method)
        session.terminal.paste(Fake.apiKey, marked: marked)
        try session.wait(for: "That was a key. Not kept; paste it at Credential.")
        #expect(session.terminal.screen.contains(WizardSession.Page.method.rawValue))
        session.press(.control("c"))
        try session.leaveIfAsked()
        #expect(try session.waitForExit() == 130)
        session.expectTerminalAsBefore()
        try session.expectNothingWritten()
    }

    @Test("a crash of the terminal's other side leaves no secret in the scrollback")
    func nothingIsLeftInTheScrollback() throws {
        let session = try WizardSession(.fresh())
        try session.walk(to: .model, pasting: Fake.token)
        session.terminal.signal(SIGKILL)
        #expect(try session.waitForExit() == 137)
        session.expectNothingLeaked()
        try session.expectNothingWritten()
    }

    /// The /proc files of a process that is not dumpable belong to root, so no other process of its user can read them.
    /// This is visible only if the program does not run as root.
    @Test("a release build is not dumpable while the wizard waits; a debug build is, for debuggers")
    func onlyADebugBuildIsDumpable() throws {
        let home = try TestHome.fresh()
        try home.giveAway()
        let session = try WizardSession(
            home,
            ["onboard"],
            behind: Unprivileged.prefix,
            program: Unprivileged.program
        )
        try session.walk(to: .credential)
        var status = stat()
        #expect(stat("/proc/\(session.terminal.processID)/status", &status) == 0)
        #expect((status.st_uid == 0) == Program.isRelease)
        let limits = try String(contentsOfFile: "/proc/\(session.terminal.processID)/limits", encoding: .utf8)
        let core = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") } ?? ""
        #expect(core.split(separator: " ").suffix(3).first == "0" || !Program.isRelease, "\(core)")
        session.press(.control("c"), .control("c"))
        #expect(try session.waitForExit() == 130)
    }
}
