import Foundation
import TerminalUI
import TestSupport
import Testing

/// A misbehaving `claude` blocks nothing, and the terminal is restored.
@Suite("models auth setup-token: programs that hang", .timeLimit(.minutes(3)))
struct SetupTokenHangingTests {
    /// Each script prints that it is running, then hangs in its own way.
    static let hanging = [
        "closes its terminal": "echo ready; exec <&- >&- 2>&-; sleep 600",
        "closes it and hears nothing": "trap '' INT TERM HUP; echo ready; exec <&- >&- 2>&-; while :; do sleep 9; done",
        "never reads": "stty raw -echo; echo ready; sleep 600",
        "hears nothing": "trap '' INT TERM HUP QUIT; stty raw -echo; echo ready; while :; do sleep 9; done",
        "writes without end": "trap '' INT; echo ready; sleep 0.3; yes yes",
    ]

    private func start(_ kind: String) throws -> (session: WizardSession, relay: RelayHome) {
        let script = "echo $$ > \"$HOME/pid\"; " + (Self.hanging[kind] ?? "exit 9")
        let relay = try RelayHome(claude: script)
        let session = try relay.start()
        try session.wait { $0.contains("ready") || $0.contains("yes") }
        return (session, relay)
    }

    private func expectGone(_ relay: RelayHome) throws {
        let process = try #require(Int32(try relay.home.read(relay.home.root + "/pid").dropLast()))
        #expect(ForeignProcess.hasEnded(process), "it still runs")
        #expect(!relay.home.exists(relay.home.store))
    }

    @Test(arguments: hanging.keys.sorted()) func controlCTwiceEndsIt(kind: String) throws {
        let (session, relay) = try start(kind)
        session.press(.control("c"), .control("c"))
        #expect(try session.waitForExit() == 130)
        session.expectTerminalAsBefore()
        try expectGone(relay)
    }

    @Test(arguments: hanging.keys.sorted(), [SIGTERM, SIGHUP]) func aSignalEndsIt(kind: String, signal: Int32) throws {
        let (session, relay) = try start(kind)
        kill(session.terminal.processID, signal)
        #expect(try session.waitForExit() == 128 + signal)
        session.expectTerminalAsBefore()
        try expectGone(relay)
    }

    /// More input than a terminal buffers, for a program that reads none of it.
    @Test func aLongPasteIntoOneThatNeverReadsBlocksNothing() throws {
        let (session, relay) = try start("never reads")
        session.terminal.send(bytes: String(repeating: "x", count: 400_000))
        session.press(.control("c"), .control("c"))
        #expect(try session.waitForExit() == 130)
        session.expectTerminalAsBefore()
        try expectGone(relay)
    }

    @Test(arguments: ["closes its terminal", "never reads"]) func killedItLeavesNoProgramBehind(kind: String) throws {
        let (session, relay) = try start(kind)
        kill(session.terminal.processID, SIGKILL)
        #expect(try session.waitForExit() == 128 + SIGKILL)
        try expectGone(relay)
    }

    @Test func oneThatLeavesAnotherBehindEndsTheRun() throws {
        let relay = try RelayHome(
            claude: "trap '' HUP; sleep 600 & echo $! > \"$HOME/pid\"; printf '%s\\r\\n' \"$TOKEN\""
        )
        let session = try relay.start()
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
        #expect(try relay.home.secret(of: "anthropic:manual") == Fake.token)
        if let left = Int32(try relay.home.read(relay.home.root + "/pid").dropLast()) { kill(left, SIGKILL) }
    }
}
