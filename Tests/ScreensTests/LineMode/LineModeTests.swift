import GatewayHost
import Secrets
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// Rule 33: the same steps as numbered, append-only text.
@MainActor
@Suite struct LineModeTests {
    @Test("rule 33: a whole walk with an API key") func aWholeWalk() {
        let walk = LineWalk(.toReview + [.line(""), .line("")])
        #expect(walk.outcome == ExitOutcome(code: 0, lines: []))
        #expect(walk.effects.applies == 1)
        assertText(walk.transcript, named: "lines/api-key")
    }

    @Test("rule 33: a walk over every detour") func aWalkOverEveryDetour() {
        let acts: [LineWalk.Act] = [
            .line("9"), .line("?"), .line("continue"), .line("setup"), .line("?"), .line("<"), .line("2"),
            .key(.paste(Fake.cutToken(92))), .line(""), .key(.control("u")), .key(.paste(Fake.two)), .line("2"),
            .line(""), .line("opus"), .line("type"), .line("a b"), .line("x/y"), .line("s"), .line("review"),
            .line("d"), .line("w"), .line("4"), .line("<"), .line("q"), .line("stay"), .line(""), .line("u"),
            .line("2"),
            .line("u"), .line("1"), .line(""),
        ]
        let walk = LineWalk(acts)
        #expect(walk.effects.undos == 1)
        assertText(walk.transcript, named: "lines/detours")
    }

    @Test("rule 33: several agents by their numbers") func severalAgents() {
        let acts: [LineWalk.Act] = [
            .line(""), .line("1"), .line(""), .line("2, 3"), .line("ops"), .line(""), .key(.control("d")),
        ]
        let walk = LineWalk(acts, on: .withAgents)
        #expect(walk.outcome.code == 130)
        assertText(walk.transcript, named: "lines/agents")
    }

    @Test("rule 33: errors begin with Error: and come before the question") func errorsComeBeforeTheQuestion() {
        let walk = LineWalk([.line("7"), .line("opus"), .line("e")])
        #expect(walk.transcript.contains("Error: There is no row 7.\nChoice, Enter for 1: "))
        #expect(walk.transcript.contains("Error: There is no row opus.\n"))
        #expect(walk.transcript.contains("Error: Several rows have that: 1, 2. Type a number.\n"))
    }

    @Test("rule 33: a prompt repeats nothing unless it is asked to") func aPromptRepeatsNothing() {
        let quiet = LineWalk([.line("7"), .line("8")])
        #expect(quiet.transcript.occurrences(of: "I understand") == 1)
        let asked = LineWalk([.line("?")])
        #expect(asked.transcript.occurrences(of: "I understand") == 2)
        #expect(asked.transcript.contains("Type < to go back"))
    }

    @Test("rule 33: no signs, stars, arrows or boxes; the ending is spelled") func nothingIsSaidBySigns() {
        let walk = LineWalk(
            [.line(""), .line("add"), .line("2"), .key(.paste(Fake.token)), .line("")],
            on: .withProfile
        )
        #expect(walk.transcript.contains("108 characters, ends w x y z"))
        #expect(walk.transcript.contains("ends a b c d"))
        for sign in "›✓✗‹*[]│─" { #expect(!walk.transcript.contains(sign), "\(sign)") }
        #expect(walk.transcript.allSatisfy { $0.isASCII })
    }

    @Test("rule 33: a secret is announced and never echoed, pasted or typed") func aSecretIsNeverEchoed() {
        let typed = Fake.apiKey.withUTF8 { String(decoding: $0, as: UTF8.self) }
        for keys in [[Key.paste(Fake.apiKey)], typed.map { .character($0) }] {
            let walk = LineWalk([.line(""), .line("")] + keys.map { .key($0) } + [.line(""), .line("<")])
            #expect(walk.transcript.contains("Nothing is shown while you paste. Type < and Enter to go back."))
            #expect(!walk.transcript.contains(Fake.sentinel) && !walk.transcript.contains("sk-ant"))
            #expect(walk.transcript.contains("108 characters, ends q r s t"))
        }
    }

    @Test("rule 33: a paste of several lines is one answer") func aPasteOfSeveralLinesIsOneAnswer() {
        let walk = LineWalk([.line(""), .line("2"), .key(.paste(Fake.wrappedToken)), .line("")])
        #expect(walk.transcript.contains("cleaned: 3 line breaks"))
        #expect(walk.transcript.contains("Which model?"))
        let text = LineWalk([.line(""), .line("3"), .line("type"), .key(.paste(Secret("x/\ny"))), .line("")])
        #expect(text.transcript.contains("Error: An id has no spaces."))
    }

    @Test("rule 12: a key pasted where it would be shown is dropped and said") func aKeyElsewhereIsDropped() {
        let walk = LineWalk([.key(.paste(Fake.apiKey)), .line("")])
        #expect(walk.transcript.contains("That was a key. Not kept; paste it at Credential."))
        #expect(!walk.transcript.contains(Fake.sentinel))
    }

    @Test("rule 17: the late rest of a paste is added, unseen") func theLateRestIsAdded() {
        let all = Fake.token.withUTF8 { String(decoding: $0, as: UTF8.self) }
        let (head, rest) = (Secret(String(all.prefix(90))), Secret(String(all.dropFirst(90))))
        let walk = LineWalk([.line(""), .line("2"), .key(.paste(head)), .line(""), .line(""), .key(.paste(rest))])
        #expect(walk.transcript.contains("The rest of the paste came late and was added: 108 characters now."))
        #expect(!walk.transcript.contains(String(all.dropFirst(90).prefix(8))))
    }

    @Test("rule 18: a warning needs Enter once more, after it was read out") func aWarningNeedsEnterOnceMore() {
        let walk = LineWalk([.line(""), .line("2"), .key(.paste(Fake.cutToken(92))), .line(""), .line("")])
        #expect(walk.transcript.contains("Warning: Looks cut off: 92 characters; whole ones had 108."))
        #expect(walk.transcript.contains("Warning: Enter again to use it anyway.\n"))
        #expect(walk.lastPage.contains("Which model?"))
    }

    @Test("rule 15: answers typed ahead do not apply") func typedAheadDoesNotApply() {
        var queued = false
        let toReview = [Key.enter, .enter, .paste(Fake.apiKey), .enter, .enter]
        var keys = toReview[...]
        let effects = CountingEffects()
        var terminal: ScriptedLineTerminal?
        let made = ScriptedLineTerminal {
            if !keys.isEmpty { return .key(keys.removeFirst()) }
            guard !queued else { return .signal(1) }
            queued = true
            terminal?.typeAhead([.enter, .enter, .enter])
            return terminal?.nextEvent(timeoutMilliseconds: 0)
        }
        terminal = made
        let setup = WizardSetup(host: HostFixture().host, models: Models.all, isSpoken: true)
        let outcome = LineLoop.run(Wizard(setup), terminal: made, effects: effects, clock: { 0 })
        #expect(made.transcript.contains("Apply"))
        #expect(effects.applies == 0)
        #expect(outcome == ExitOutcome(code: 129, lines: ["Nothing was written."]))
    }

    @Test("rule 33: the end of input cancels") func theEndOfInputCancels() {
        let walk = LineWalk(.toReview + [.key(.control("d"))])
        #expect(walk.outcome == ExitOutcome(code: 130, lines: ["Nothing was written."]))
        #expect(walk.effects.applies == 0)
    }

    @Test func ctrlCAsksWhereSomethingWouldBeLost() {
        let asked = LineWalk(.toReview + [.key(.control("c")), .line("")])
        #expect(asked.transcript.contains("Leave? Nothing was written, and your answers are not kept."))
        #expect(asked.outcome.code == 129, "Stay is the row of Enter, then the script hangs up")
        #expect(LineWalk(.toReview + [.key(.control("c")), .key(.control("c"))]).outcome.code == 130)
        #expect(LineWalk([.key(.control("c"))]).outcome.code == 130)
    }

    @Test("rule 39: full-width digits and commands count") func fullWidthFormsCount() {
        let walk = LineWalk([.line("１"), .line("２"), .line("＜")])
        #expect(walk.transcript.contains("Paste your credential"))
        #expect(walk.lastPage.contains("How does this gateway pay"))
    }

    @Test func aLockIsWaitedForAndCanBeGivenUp() {
        let locked: Result<ApplyReport, ApplyFailure> = .failure(.locked(holder: "pid 812"))
        let stopped = LineWalk(
            .toReview + [.line(""), .timeout, .timeout, .line("<")],
            results: Array(repeating: locked, count: 9)
        )
        #expect(stopped.transcript.occurrences(of: "Waiting for pid 812.") == 1, "it is said once")
        #expect(stopped.transcript.contains("Stopped waiting. Nothing was written."))
        let through = LineWalk(.toReview + [.line(""), .timeout, .timeout], results: [locked, locked])
        #expect(through.transcript.contains("Saved, not verified."))
        #expect(through.effects.applies == 3)
    }

    @Test func changedFilesAndFailuresAreReadOut() {
        let changed = LineWalk(
            .toReview + [.line("")],
            results: [.failure(.changedMeanwhile(paths: ["~/.openclaw/openclaw.json"]))]
        )
        #expect(
            changed.lastPage.contains("Warning: Changed meanwhile: ~/.openclaw/openclaw.json. This is the new plan.")
        )
        let problem = Problem(
            code: "x",
            message: "No space left.",
            details: ["All files are as they were."],
            next: "df -h"
        )
        let failed = LineWalk(.toReview + [.line("")], results: [.failure(.failed(problem))])
        #expect(
            failed.lastPage.contains(
                "Error: No space left.\nAll files are as they were.\nNext:\ndf -h\n1. Back to Review"
            )
        )
    }

    @Test func whatIsInTheWayIsReadOut() {
        let problem = Problem(code: "x", message: "Cannot write ~/.openclaw.", next: "sudo chown -R jo ~/.openclaw")
        let walk = LineWalk([.line("")], refusal: problem)
        #expect(walk.outcome.code == 1)
        #expect(walk.transcript.contains("Error: Cannot write ~/.openclaw."))
    }

    @Test("lines and keys that mean the same give the same plan") func linesAndKeysGiveTheSamePlan() {
        let walk = LineWalk([
            .line("1"), .line("2"), .key(.paste(Fake.token)), .line(""), .line("sonnet-4-5 2025"), .line("3"),
            .line("apply"),
        ])
        var wizard = Wizard.on()
        wizard.press(.enter, .down, .enter, .paste(Fake.token), .enter)
        wizard.type("sonnet-4-5 2025")
        wizard.press(.enter, .down, .down, .enter)
        guard case .apply(let plan) = wizard.press(.enter).first else {
            Issue.record("the keys did not apply")
            return
        }
        #expect(walk.effects.plans == [plan])
    }

    @Test func suspendingSaysWhereItIsImpossible() {
        let terminal = ScriptedLineTerminal(keys: [.character("1"), .control("z")])
        terminal.canSuspend = false
        let setup = WizardSetup(host: HostFixture().host, models: Models.all, isSpoken: true)
        _ = LineLoop.run(Wizard(setup), terminal: terminal, effects: CountingEffects(), clock: { 0 })
        #expect(terminal.suspendCount == 1)
        #expect(terminal.transcript.contains("Cannot suspend here"))
        #expect(terminal.transcript.contains("Enter for 1: 1\n"), "what was typed stays")
    }
}

extension String {
    /// The number of occurrences of a text.
    func occurrences(of text: String) -> Int { ranges(of: text).count }
}
