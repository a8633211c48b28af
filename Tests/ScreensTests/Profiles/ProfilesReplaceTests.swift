import Anthropic
import Credentials
import GatewayHost
import Secrets
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// Replacing a secret: after a passed check of the new one, or if the person skips the check.
@MainActor
@Suite struct ProfilesReplaceTests {
    /// On the preview of replacing the secret of `old`.
    private func asked(_ size: Size = Size(columns: 80, rows: 24)) -> ProfilesWalk {
        var walk = ProfilesWalk(size: size)
        walk.press(.down, .down, .character("r"), .paste(Fake.apiKey), .enter)
        walk.time += 5000
        return walk
    }

    @Test("the marked row checks first, and the answer replaces") func checkedThenReplaced() {
        var walk = asked()
        #expect(walk.flatText.contains("› Check it first; replace when it answers"))
        walk.press(.enter)
        #expect(walk.effects.checks.map(\.credential) == [.pasted(Fake.apiKey)])
        #expect(walk.flatText.contains("checking, 0 s"))
        #expect(walk.store() == ProfilesFixture.four)
        walk.pass(3000)
        #expect(walk.flatText.contains("checking, 3 s"))
        walk.answer(.verified)
        #expect(walk.effects.applies == 1)
        #expect(walk.flatText.contains("Replaced the secret of old, verified."))
        #expect(walk.store().contains("qrst") && !walk.store().contains("cooldownUntil"))
        guard case .verified = walk.check(of: "anthropic:old") else {
            Issue.record("the outcome is not kept under the profile's name")
            return
        }
        #expect(!walk.text.contains(Fake.sentinel))
    }

    @Test("a secret that is refused leaves the old one, and the marked row keeps it") func refusedKeepsTheOld() {
        var walk = asked()
        walk.press(.enter)
        walk.answer(.rejected)
        #expect(walk.effects.applies == 0)
        #expect(walk.flatText.contains("refused this credential (401)"))
        #expect(walk.flatText.contains("› Leave it, keep the old secret"))
        walk.time += 5000
        walk.press(.enter)
        #expect(walk.store() == ProfilesFixture.four)
        #expect(walk.flatText.contains("Left as it is. Nothing was written."))
    }

    @Test(
        "unverified it is stored by its own row alone",
        arguments: [Verification.Outcome.rejected, .unanswered(.tls(certificate: false))]
    )
    func unverifiedOnlyByChoice(outcome: Verification.Outcome) {
        var walk = asked()
        walk.press(.character("y"))
        walk.answer(outcome)
        walk.press(.character("y"))
        #expect(walk.effects.applies == 0 && walk.effects.checks.count == 2, "y checks again")
        walk.answer(outcome)
        while !walk.flatText.contains("› Replace it unverified") {
            guard walk.time < 1_000_000 else { break }
            walk.time += 5000
            walk.press(.down)
        }
        walk.time += 5000
        walk.press(.enter)
        #expect(walk.effects.applies == 1)
        #expect(walk.flatText.contains("Replaced the secret of old, not verified."))
    }

    @Test("rule 45: while the check runs the other rows can be taken, and Esc stops it") func theOtherRows() {
        var walk = asked()
        walk.press(.enter)
        walk.press(.escape)
        #expect(walk.effects.stopped == [1])
        #expect(walk.store() == ProfilesFixture.four)
        var other = asked()
        other.press(.enter, .down)
        other.time += 5000
        other.press(.enter)
        #expect(other.effects.applies == 1)
        #expect(other.flatText.contains("Replaced the secret of old, not verified."))
        #expect(other.effects.stopped == [1], "nobody waits for the answer any more")
    }

    @Test("an answer does not replace on a plan that was not shown") func aNewPlanIsShownFirst() {
        var walk = asked()
        walk.press(.enter)
        let text = ProfilesFixture.four.replacing("\"errorCount\": 3", with: "\"errorCount\": 4")
        walk.effects.fixture.files.addFile(ProfilesFixture.store("main"), text)
        walk.tell(.browse(.filesChanged))
        walk.answer(.verified)
        #expect(walk.effects.applies == 0)
        #expect(walk.flatText.contains("this is the new plan"))
        #expect(walk.flatText.contains("› Do it"))
        walk.time += 5000
        walk.press(.enter)
        #expect(walk.effects.applies == 1)
        #expect(walk.flatText.contains("Replaced the secret of old, verified."))
    }

    @Test("without a way to check, the row says that it is unverified") func withoutAWayToCheck() {
        var walk = ProfilesWalk(ProfilesFixture().hindered("noCurl"))
        walk.press(.down, .down, .character("r"), .paste(Fake.apiKey), .enter)
        #expect(walk.flatText.contains("not checked: no curl here"))
        #expect(walk.flatText.contains("› Replace it unverified; the old secret goes"))
    }
}
