import Anthropic
import GatewayHost
import TerminalUI
import Testing

@testable import Screens

/// Review during and after a check: its rows and their actions.
@Suite struct CheckReviewTests {
    /// On Review, with a check running since time 0.
    private func review(_ fixture: HostFixture = HostFixture().checking()) -> Wizard {
        var wizard = Wizard.on(fixture)
        wizard.walk(to: .cache, Fake.apiKey)
        wizard.press(.enter)
        return wizard
    }

    private func rows(_ wizard: Wizard) -> [String] {
        guard case .rows(let rows, _) = wizard.spokenPage.asking else { return [] }
        return rows.map(\.text)
    }

    struct Ending: Sendable, CustomTestStringConvertible {
        var outcome: Verification.Outcome
        var rows: [String]
        var note: String
        var testDescription: String { Verification.of(outcome).code }
    }

    static let endings = [
        Ending(outcome: .verified, rows: ["Apply", "Leave, write nothing"], note: "\u{2713} verified"),
        Ending(
            outcome: .rejected,
            rows: ["Back to the credential", "Check again", "Save unverified", "Leave, write nothing"],
            note: "\u{2717} refused (401)"
        ),
        Ending(
            outcome: .modelUnknown,
            rows: ["Back to the model", "Check again", "Save unverified", "Leave, write nothing"],
            note: "\u{2713} accepted"
        ),
        Ending(
            outcome: .rateLimited(retryAfterSeconds: 30),
            rows: ["Check again", "Save unverified", "Leave, write nothing"],
            note: "! could not check: rate limit (429)"
        ),
        Ending(
            outcome: .serverFailed(status: 500),
            rows: ["Check again", "Save unverified", "Leave, write nothing"],
            note: "! could not check: host failed"
        ),
        Ending(
            outcome: .unanswered(.resolve),
            rows: ["Check again", "Save unverified", "Leave, write nothing"],
            note: "! could not check: host not found (DNS)"
        ),
    ]

    @Test(
        "rule 20: every outcome has its rows; limits, failures and no network never make a key bad",
        arguments: endings
    )
    func everyOutcomeHasItsRows(ending: Ending) {
        var wizard = review()
        wizard.answerCheck(ending.outcome)
        #expect(rows(wizard).suffix(ending.rows.count) == ending.rows[...])
        #expect(wizard.flatText.contains(ending.note), "\(wizard.screenText)")
        #expect(wizard.screenText.contains("\u{203A} " + ending.rows[0]), "the first row is marked")
    }

    @Test("an unverified credential is stored by its own row alone, and Done says why it is not verified")
    func unverifiedIsAChoice() {
        var wizard = review()
        wizard.answerCheck(.rejected)
        #expect(wizard.press(.down, .down, .enter).isApply)
        let effects = wizard.handle(.applied(.success(.report), interrupted: false, at: 0))
        #expect(effects == [.record(checkID: 1, profileID: "anthropic:default")])
        #expect(wizard.screenText.contains("\u{2717} Saved. The new credential: refused (401)."))
        #expect(wizard.screenText.contains("refused this credential (401)"))
        #expect(wizard.farewell.contains { $0.contains("openclaw models status --probe") })
    }

    @Test("rule 2: a verified one ends with who can answer") func verifiedEndsWithWhoCanAnswer() {
        var wizard = review()
        wizard.answerCheck(.verified)
        wizard.press(.enter)
        _ = wizard.handle(.applied(.success(.report), interrupted: false, at: 0))
        #expect(wizard.farewell.first == "\u{2713} Agent main can answer.")
        #expect(wizard.screenText.contains("claude-opus-4-6 answered in 1.2 s"))
        #expect(!wizard.farewell.contains { $0.contains("--probe") })
    }

    @Test("Apply when the check passes waits, applies on a yes, and on anything else writes nothing")
    func applyWhenTheCheckPasses() {
        var wizard = review()
        #expect(wizard.press(.enter).allSatisfy { !$0.isApply })
        #expect(wizard.screenText.contains("Applies when the check passes"))
        #expect(wizard.press(.enter).isEmpty, "there is nothing to press but Esc")
        #expect(wizard.answerCheck(.verified).isApply)
        wizard = review()
        wizard.press(.enter)
        #expect(wizard.answerCheck(.rejected).isEmpty)
        #expect(wizard.screenText.contains("\u{203A} Back to the credential"))
        wizard = review()
        wizard.press(.enter, .escape)
        #expect(wizard.screenText.contains("Stopped waiting. Nothing was written."))
        #expect(wizard.answerCheck(.verified).isEmpty)
        #expect(wizard.current == .review)
    }

    @Test("saving without the check does not wait, and Done says so") func savingWithoutTheCheck() {
        var wizard = review()
        #expect(wizard.press(.down, .enter).isApply)
        let effects = wizard.handle(.applied(.success(.report), interrupted: false, at: 0))
        #expect(effects == [.stopCheck(id: 1)])
        #expect(wizard.screenText.contains("The check was not waited for."))
    }

    @Test("rule 15: a key that is on its way when the answer comes is for no row")
    func keysInFlightMeetNoOtherRow() {
        var wizard = review()
        wizard.press(.down)
        _ = wizard.handle(.checked(id: 1, .of(.verified), at: 0))
        #expect(wizard.handle(.key(.enter, at: PersonsClock.next())).isEmpty)
        wizard.see()
        #expect(wizard.press(.enter).isApply)
    }

    @Test("rule 15: a held Enter chooses no row of the check either") func aHeldEnterChoosesNothing() {
        var wizard = Wizard.on(HostFixture().checking())
        wizard.walk(to: .cache, Fake.apiKey)
        wizard.press(.left)
        let start = PersonsClock.next()
        for offset in [0, 500, 540, 580, 620] as [Int64] { wizard.press(.enter, at: start + offset) }
        #expect(wizard.current == .review)
        #expect(wizard.steps.review.state == .ready)
    }

    @Test("the mark stays on its row while the seconds go on, and on lines as well")
    func theMarkStays() {
        var wizard = review()
        wizard.press(.down)
        let start = wizard.time
        for tick in 1...40 {
            #expect(wizard.handle(.woken(at: start + Int64(tick) * 250)).contains { $0.isWake })
            #expect(wizard.screenText.contains("\u{203A} Save without the check"))
        }
        wizard.press(.home)
        _ = wizard.handle(.woken(at: wizard.time + 250))
        wizard.answerCheck(.unanswered(.timeout))
        let row = wizard.picture.cursor?.row ?? 0
        #expect(wizard.picture.canvas.text(row: row).contains("Credential"))
    }

    @Test("rule 50: four ASCII frames, four a second, with seconds, only while it runs; none on a slow terminal")
    func theSpinner() {
        var wizard = review()
        guard case .running(let since) = wizard.check.state else {
            Issue.record("no check runs")
            return
        }
        let frames = (40..<44).map { tick in
            let now = since + Int64(tick) * 250
            _ = wizard.handle(.woken(at: now))
            _ = wizard.handle(.presented(at: now + 3))
            return wizard.screenText.firstMatch(of: /no answer yet, 10 s (.)/).map { String($0.1) } ?? ""
        }
        #expect(frames == ["|", "/", "-", "\\"])
        _ = wizard.handle(.woken(at: since + 11_000))
        _ = wizard.handle(.presented(at: since + 11_400))
        #expect(wizard.handle(.woken(at: since + 12_000)).contains(.wake(afterMilliseconds: 1000)))
        #expect(wizard.screenText.contains("no answer yet, 12 s"))
        #expect(!wizard.screenText.contains(/12 s [|\/\\-]/))
        wizard.answerCheck(.verified)
        #expect(wizard.handle(.woken(at: since + 13_000)).isEmpty, "nothing goes on any more")
    }

    @Test("a replaced secret is written unchecked only by a row that says so") func replacingSaysSo() {
        var wizard = Wizard.on(HostFixture.withProfile.checking("noCurl"))
        wizard.press(.enter, .down, .enter, .enter, .paste(Fake.apiKey), .enter, .enter, .enter)
        #expect(wizard.current == .review)
        #expect(wizard.screenText.contains("\u{203A} Save unverified"))
    }
}

extension Effect {
    fileprivate var isApply: Bool { [self].isApply }
    fileprivate var isWake: Bool {
        if case .wake = self { true } else { false }
    }
}
