import GatewayHost
import Secrets
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// Rule 15 for a held key: it repeats onto Review, and Apply must not be triggered.
@Suite struct HeldEnterTests {
    /// On Cache at time 0, after another key.
    private func cache() -> Wizard {
        var wizard = Wizard.on()
        wizard.walk(to: .cache)
        wizard.press(.left)
        return wizard
    }

    /// Sends Enter at these times, each after its frame was visible; true for those that caused an apply.
    private func enters(_ times: [Int64], _ wizard: inout Wizard) -> [Bool] {
        times.map { time in
            let effects = wizard.handle(.key(.enter, at: time))
            wizard.see()
            return effects.isApply
        }
    }

    @Test(
        "rule 15: a held Enter stops on Review, however the keyboard repeats it",
        arguments: [(200, 30), (250, 92), (500, 33), (660, 40), (1000, 250), (250, 120)] as [(Int64, Int64)]
    )
    func aHeldEnterDoesNotApply(first: Int64, then: Int64) {
        var wizard = cache()
        #expect(enters([0] + (0..<40).map { first + $0 * then }, &wizard).allSatisfy { !$0 })
        #expect(wizard.current == .review)
        #expect(wizard.screenText.contains("Enter was held down. Press it once to apply."))
        // The timer that the one unclear Enter requested fires too.
        #expect(wizard.handle(.woken(at: first + 40 * then + 300)).isEmpty)
        #expect(enters([100_000], &wizard) == [true])
    }

    @Test("rule 15: whoever reads the page and presses Enter applies at once")
    func aPressedEnterAppliesAtOnce() {
        var wizard = cache()
        #expect(enters([0, 1200], &wizard) == [false, true])
    }

    @Test("rule 15: whoever presses Enter soon applies a quarter of a second later")
    func aSoonEnterAppliesWhenItIsNotRepeated() {
        var wizard = cache()
        _ = wizard.handle(.key(.enter, at: 0))
        wizard.see()
        #expect(wizard.handle(.key(.enter, at: 600)) == [.wake(afterMilliseconds: 250)])
        #expect(wizard.handle(.woken(at: 700)) == [.wake(afterMilliseconds: 150)])
        #expect(wizard.handle(.woken(at: 850)).isApply)
    }

    @Test("rule 15: another key shows that Enter is up, and takes back an Enter that still waits")
    func anotherKeyShowsThatEnterIsUp() {
        var wizard = cache()
        _ = enters([0], &wizard)
        _ = wizard.handle(.key(.up, at: 20))
        _ = wizard.handle(.key(.down, at: 40))
        #expect(enters([60], &wizard) == [true])
        wizard = cache()
        _ = enters([0, 600], &wizard)
        #expect(wizard.handle(.key(.escape, at: 700)).isEmpty)
        #expect(wizard.current == .cache)
        #expect(wizard.handle(.woken(at: 900)).isEmpty)
    }

    @Test("rule 18: a held Enter does not answer a warning")
    func aHeldEnterDoesNotAnswerAWarning() {
        var wizard = Wizard.on(entry: .credential(.setupToken))
        wizard.press(.paste(Fake.cutToken(92)))
        _ = enters([0, 40, 80, 120], &wizard)
        #expect(wizard.current == .credential)
        #expect(wizard.screenText.contains("Enter again to use it anyway."))
        _ = enters([900], &wizard)
        #expect(wizard.current == .model)
    }

    @MainActor
    @Test("rules 15 and 33: line by line an Enter that comes soon applies when nothing follows, a held one never")
    func lineByLine() {
        let soon = LineWalk(.toReview + [.line(""), .timeout], millisecondsPerLook: 300)
        #expect(soon.effects.applies == 1)
        let held = LineWalk(.toReview + [.line(""), .line(""), .timeout], millisecondsPerLook: 60)
        #expect(held.effects.applies == 0)
        #expect(held.transcript.contains("Enter was held down. Press it once to apply."))
    }
}
