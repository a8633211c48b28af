import Foundation
import TerminalUI
import TestSupport
import Testing

/// A `curl` that leaves a child process, or would live longer than this program.
@Suite("Live check: children of curl", .timeLimit(.minutes(30)))
struct LeftBehindTests {
    private let verify = ["models", "auth", "verify", "anthropic:good"]

    private func live(curl script: String) throws -> LiveHome {
        let live = try LiveHome(store: LiveHome.store, LiveHome.judging)
        try live.home.writeScript("#!/bin/bash\n" + script + "\n", to: live.home.root + "/bin/curl")
        return live
    }

    private func path(_ live: LiveHome) -> [String: String] { ["PATH": live.home.root + "/bin:/usr/bin:/bin"] }

    private func process(_ live: LiveHome) throws -> Int32 {
        try #require(Int32(try live.home.read(live.home.root + "/pid").dropLast()))
    }

    /// With the timeout as evidence: waiting for the streams to close would give no answer.
    @Test func itsEndCountsAndNotThatOfItsStreams() throws {
        let live = try live(curl: "sleep 600 & echo $! > \"${0%/*}/../pid\"\n/usr/bin/curl \"$@\"")
        let run = try live.home.run(verify, adding: path(live))
        #expect(run.status == 0 && run.outputText.hasPrefix("Verified:"), "\(run.text)")
        kill(try process(live), SIGKILL)
    }

    @Test func oneThatNeverEndsIsEndedWithAllItStarted() throws {
        let live = try live(curl: "sleep 600 & echo $! > \"${0%/*}/../pid\"\nwait")
        let run = try live.home.run(verify + ["--timeout", "500"], adding: path(live))
        #expect(run.status == 1 && run.errorText.contains("did not answer"), "\(run.text)")
        #expect(ForeignProcess.hasEnded(try process(live)))
    }

    /// It has its own session, so Ctrl-C does not reach it; it ends because its parent ends.
    @Test(arguments: [SIGINT, SIGTERM, SIGKILL]) func itDoesNotOutliveUs(signal: Int32) throws {
        let live = try live(curl: "echo $$ > \"${0%/*}/../pid\"; exec sleep 600")
        let session = try WizardSession(live.home, verify, adding: path(live))
        try session.wait(for: "Asking http://127.0.0.1:")
        let note = live.home.root + "/pid"
        let end = ContinuousClock.now + .seconds(20)
        while (try? live.home.read(note).isEmpty) ?? true, ContinuousClock.now < end { sched_yield() }
        kill(session.terminal.processID, signal)
        #expect(try session.waitForExit() == 128 + signal)
        #expect(ForeignProcess.hasEnded(try process(live)))
    }
}
