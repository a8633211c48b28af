import GatewayHost
import Secrets
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// The event loop between screen, terminal and effects.
@MainActor
@Suite struct EventLoopTests {
    private let effects = CountingEffects()
    private let toReview: [Key] = [.enter, .enter, .paste(Fake.apiKey), .enter, .enter, .enter]

    private func run(_ terminal: ScriptedTerminal) -> ExitOutcome {
        EventLoop.run(
            Wizard(WizardSetup(host: HostFixture().host, models: Models.all)),
            terminal: terminal,
            effects: effects,
            clock: { PersonsClock.next() }
        )
    }

    /// A clock that advances by a step at each reading.
    private static func clock(step: Int64) -> @MainActor () -> Int64 {
        var now: Int64 = 0
        return {
            now += step
            return now
        }
    }

    private func lastText(_ terminal: ScriptedTerminal) -> String {
        terminal.frames.last?.canvas.lines.joined(separator: "\n") ?? ""
    }

    @Test("rules 2 and 7: what was done outlives the screen, and its first line says how it stands")
    func doneIsPrintedAfterwards() {
        let outcome = run(ScriptedTerminal(toReview + [.enter, .enter]))
        #expect(outcome.code == 0)
        #expect(effects.applies == 1)
        #expect(outcome.lines.first == "! Saved, not verified.")
        #expect(outcome.lines.contains { $0.contains("~/.openclaw/agents/main/agent/auth-profiles.json") })
        #expect(outcome.lines.contains { $0.contains("openclaw undo") })
        #expect(!outcome.lines.joined().contains(Fake.sentinel))
    }

    @Test func leavingWritesNothingAndSaysSo() {
        let outcome = run(ScriptedTerminal(toReview + [.control("c"), .control("c")]))
        #expect(outcome == ExitOutcome(code: 130, lines: ["Nothing was written."]))
        #expect(effects.applies == 0)
    }

    @Test("rule 15: six Enters typed ahead stop at Review")
    func typedAheadEntersDoNotApply() {
        let keys: [Key] = [.enter, .enter, .paste(Fake.apiKey)] + Array(repeating: .enter, count: 12)
        let terminal = ScriptedTerminal(steps: [.typedAhead(keys)])
        let outcome = run(terminal)
        #expect(effects.applies == 0)
        #expect(lastText(terminal).contains("› Apply"))
        #expect(outcome.code == 129, "the script ends with a hang-up")
    }

    @Test func allPendingInputIsHandledBeforeOneFrame() {
        let terminal = ScriptedTerminal(steps: [.typedAhead([.enter, .down, .enter])])
        _ = run(terminal)
        #expect(terminal.frames.count == 2)
    }

    @Test("an obstacle that is looked for after the first frame is shown before any key is handled")
    func anObstacleIsFoundAfterTheFirstFrame() {
        let problem = Problem(code: "x", message: "Cannot write ~/.openclaw.")
        let setup = WizardSetup(
            host: HostFixture().host,
            models: Models.all,
            entry: .credential(.apiKey),
            findRefusal: { problem }
        )
        let terminal = ScriptedTerminal([.paste(Fake.apiKey), .enter])
        let outcome = EventLoop.run(Wizard(setup), terminal: terminal, effects: effects, clock: { PersonsClock.next() })
        let texts = terminal.frames.map { $0.canvas.lines.joined(separator: "\n") }
        #expect(texts.count >= 2)
        #expect(texts.first?.contains(problem.message) == false)
        #expect(texts.dropFirst().allSatisfy { $0.contains(problem.message) })
        #expect(outcome.code == 1)
        #expect(outcome.lines.contains(problem.message))
    }

    @Test func whatFindsNoObstacleDrawsNothingAgain() {
        let setup = WizardSetup(host: HostFixture().host, models: Models.all, findRefusal: { nil })
        let terminal = ScriptedTerminal([.left])
        _ = EventLoop.run(Wizard(setup), terminal: terminal, effects: effects, clock: { PersonsClock.next() })
        #expect(terminal.frames.count == 1)
    }

    @Test func equalFramesAreNotSent() {
        let terminal = ScriptedTerminal([.left, .left, .left])
        _ = run(terminal)
        #expect(terminal.frames.count == 1)
    }

    @Test func keysDuringAnApplyAreDropped() {
        let steps: [ScriptedTerminal.Step] =
            toReview.map { .event(.key($0)) } + [.typedAhead([.enter, .enter, .enter, .enter])]
        let terminal = ScriptedTerminal(steps: steps)
        let outcome = run(terminal)
        #expect(effects.applies == 1)
        #expect(lastText(terminal).contains("Saved, not verified."))
        #expect(outcome.code == 129)
    }

    @Test("rule 45: Ctrl-C during an apply waits for its end and is answered")
    func interruptDuringApplyIsAnswered() {
        let steps: [ScriptedTerminal.Step] =
            toReview.map { .event(.key($0)) } + [.typedAhead([.enter, .control("c")])]
        let terminal = ScriptedTerminal(steps: steps)
        _ = run(terminal)
        #expect(lastText(terminal).contains("the write was finished first"))
    }

    @Test func aBusyLockIsTriedAgain() {
        effects.results = [
            .failure(.locked(holder: "pid 812")), .failure(.locked(holder: "pid 812")), .success(.report),
        ]
        let steps: [ScriptedTerminal.Step] =
            (toReview + [.enter]).map { .event(.key($0)) } + [.timeout, .timeout, .timeout]
        let terminal = ScriptedTerminal(steps: steps)
        let outcome = EventLoop.run(
            Wizard(WizardSetup(host: HostFixture().host, models: Models.all)),
            terminal: terminal,
            effects: effects,
            clock: Self.clock(step: 700)
        )
        #expect(effects.applies == 3)
        #expect(outcome.lines.first == "! Saved, not verified.")
    }

    @Test("rule 45: a busy lock is tried again under keys that come faster than that")
    func keysDoNotPutOffTheLock() {
        let tables = MemoryEffects(ProfilesFixture(), texts: .english)
        tables.failures = [.locked(holder: "pid 812"), .locked(holder: "pid 812")]
        let keys: [Key] =
            [.down, .down, .character("c"), .character("y")] + Array(repeating: .character("c"), count: 60)
        let screen = Navigator(profiles: tables.host)
        let terminal = ScriptedTerminal(keys)
        _ = EventLoop.run(screen, terminal: terminal, effects: tables, browse: tables, clock: Self.clock(step: 10))
        #expect(tables.applies == 3)
    }

    @Test func changedFilesAreReadAgain() {
        effects.results = [.failure(.changedMeanwhile(paths: ["~/.openclaw/openclaw.json"])), .success(.report)]
        let outcome = run(ScriptedTerminal(toReview + [.enter, .enter, .enter]))
        #expect(effects.rereads == 1)
        #expect(effects.applies == 2)
        #expect(outcome.code == 0)
    }

    @Test(arguments: [(Int32(15), Int32(143)), (1, 129), (2, 130), (3, 131)])
    func signalsLeaveWithNothingWritten(signal: Int32, code: Int32) {
        let steps: [ScriptedTerminal.Step] = toReview.map { .event(.key($0)) } + [.event(.signal(signal))]
        let outcome = run(ScriptedTerminal(steps: steps))
        #expect(outcome == ExitOutcome(code: code, lines: ["Nothing was written."]))
        #expect(effects.applies == 0)
    }

    @Test func aSignalAfterTheApplyStillTellsWhatWasDone() {
        let steps: [ScriptedTerminal.Step] = (toReview + [.enter]).map { .event(.key($0)) } + [.event(.signal(15))]
        let outcome = run(ScriptedTerminal(steps: steps))
        #expect(outcome.code == 143)
        #expect(outcome.lines.first == "! Saved, not verified.")
    }

    @Test func suspendRepaintsAndSaysWhereItIsImpossible() {
        let terminal = ScriptedTerminal([.control("z")])
        terminal.canSuspend = false
        _ = run(terminal)
        #expect(terminal.suspendCount == 1)
        #expect(terminal.repaintCount == 1)
        #expect(lastText(terminal).contains("Cannot suspend here"))
    }

    @Test func redrawRepaintsAndReadsAgain() {
        let terminal = ScriptedTerminal([.control("l")])
        _ = run(terminal)
        #expect(terminal.repaintCount == 1)
        #expect(effects.rereads == 1)
        #expect(terminal.frames.count == 2)
    }

    @Test("rule 36: sizes come and go, the answers stay")
    func resizeKeepsThePage() {
        let steps: [ScriptedTerminal.Step] =
            [.event(.key(.enter)), .event(.key(.enter)), .event(.key(.paste(Fake.apiKey)))]
            + [(40, 15), (20, 5), (80, 24)].map { .resize(Size(columns: $0.0, rows: $0.1)) }
        let terminal = ScriptedTerminal(steps: steps)
        _ = run(terminal)
        #expect(terminal.frames.contains { $0.canvas.text(row: 0).contains("Too small: 20x5") })
        #expect(lastText(terminal).contains("108 characters   ends qrst"))
    }

    @Test func undoRunsOnceAndIsTold() {
        let outcome = run(ScriptedTerminal(toReview + [.enter, .character("u"), .enter, .enter]))
        #expect(effects.undos == 1)
        #expect(outcome.code == 0)
        #expect(outcome.lines.first == "✓ Undone. The files are as they were before.")
    }
}
