import Anthropic
import GatewayHost
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// Checks through the event loops: results come from other threads through the wake pipe.
@MainActor
@Suite struct CheckLoopTests {
    private let effects = CountingEffects()
    private let toReview: [Key] = [.enter, .enter, .paste(Fake.apiKey), .enter, .enter, .enter]

    private func run(_ terminal: ScriptedTerminal) -> ExitOutcome {
        let setup = WizardSetup(host: HostFixture().checking().host, models: Models.all)
        // Small steps, because a jump would make every wait time out at once.
        var now: Int64 = 0
        return EventLoop.run(
            Wizard(setup),
            terminal: terminal,
            effects: effects,
            clock: {
                now += 5
                return now
            }
        )
    }

    @Test func anAnswerIsShownAndKeptWithTheApply() {
        effects.verifications = [.of(.verified)]
        let outcome = run(ScriptedTerminal(toReview + [.left, .enter, .enter]))
        #expect(effects.checks.count == 1 && effects.stopped.isEmpty)
        #expect(effects.applies == 1)
        #expect(effects.records == ["anthropic:default"])
        #expect(outcome.lines.first == "✓ Agent main can answer.")
        #expect(effects.endings == 1)
    }

    @Test("leaving while a check runs ends it") func leavingEndsIt() {
        let outcome = run(ScriptedTerminal(toReview + [.control("c"), .control("c")]))
        #expect(outcome.code == 130)
        #expect(effects.checks.count == 1)
        #expect(effects.endings == 1)
    }

    @Test("rules 33 and 50: line by line a check is one line at its start and one at its end, without a spinner")
    func oneLineAtStartAndEnd() {
        let host = HostFixture().checking()
        let walk = LineWalk(.toReview + [.line("apply")], on: host, verifications: [.of(.verified)])
        #expect(walk.transcript.occurrences(of: "Checking with api.anthropic.com.") == 1)
        #expect(walk.transcript.occurrences(of: "Verified: api.anthropic.com answered") == 1)
        #expect(walk.transcript.contains("Agent main can answer."))
        #expect(walk.effects.records == ["anthropic:default"])
        let running = LineWalk(.toReview + [.timeout, .timeout, .timeout], on: host)
        #expect(running.transcript.occurrences(of: "no answer yet") == 1, "\(running.transcript)")
        #expect(running.transcript.contains("1. Credential: API key, ends q r s t, no answer yet"))
    }

    @Test("rule 33: Apply when the check passes is stopped by < and Enter") func awaitingCanBeStopped() {
        let walk = LineWalk(.toReview + [.line("when the check"), .line("<")], on: HostFixture().checking())
        #expect(walk.transcript.contains("Applies when the check passes. Type < and Enter to stop."))
        #expect(walk.transcript.contains("Stopped waiting. Nothing was written."))
        #expect(walk.effects.applies == 0)
    }

    @Test(
        "line by line every outcome is read out with its rows",
        arguments: [Verification.Outcome.rejected, .unanswered(.resolve)]
    )
    func everyOutcomeIsReadOut(outcome: Verification.Outcome) {
        let walk = LineWalk(
            .toReview + [.line("unverified")],
            on: HostFixture().checking(),
            verifications: [.of(outcome)]
        )
        let text = walk.transcript.replacing("\n", with: " ")
        #expect(text.contains(CheckWords(.english).sentence(.of(outcome))))
        let saved = outcome == .rejected ? "Saved. The new credential: refused (401)." : "Saved, not verified."
        #expect(walk.transcript.contains(saved))
        #expect(walk.effects.applies == 1)
    }
}
