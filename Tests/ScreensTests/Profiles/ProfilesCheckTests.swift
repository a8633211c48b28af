import Anthropic
import Credentials
import GatewayHost
import Secrets
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// The live check of a profile: announcement, parallel work, and consequences of its result.
@MainActor
@Suite struct ProfilesCheckTests {
    /// At `old`, which is in a cooldown, with its check running.
    private func checkingOld(_ fixture: ProfilesFixture = ProfilesFixture()) -> ProfilesWalk {
        var walk = ProfilesWalk(fixture)
        walk.press(.down, .down, .character("v"), .enter)
        return walk
    }

    private func row(_ walk: ProfilesWalk, _ name: String) -> String {
        walk.picture.canvas.lines.first { $0.contains(" \(name) ") && !$0.contains("Answers") } ?? ""
    }

    @Test("rule 4: v says who is asked with what, and sends nothing") func theQuestionComesFirst() {
        var walk = ProfilesWalk()
        walk.press(.down, .character("v"))
        #expect(walk.flatText.contains("Check work now?"))
        #expect(walk.flatText.contains("Asks api.anthropic.com with claude-opus-4-6 for one short answer."))
        #expect(!walk.flatText.contains("2026-11-22"), "a key needs no note on plans")
        walk.press(.escape)
        #expect(walk.effects.checks.isEmpty)
        walk.press(.character("v"), .enter)
        #expect(
            walk.effects.checks == [
                CheckRequest(
                    id: 1,
                    credential: .stored(profileID: "anthropic:work", agent: "main"),
                    model: "claude-opus-4-6"
                )
            ]
        )
    }

    @Test(
        "the note on what a plan may be used for stands there before a token is sent",
        arguments: [Size(columns: 80, rows: 24), Size(columns: 40, rows: 15)],
        Language.allCases
    )
    func thePolicyIsShownBeforeATokenIsSent(size: Size, language: Language) {
        var walk = ProfilesWalk(size: size, texts: .of(language))
        walk.press(.character("v"))
        #expect(walk.flatText.contains("2026-11-22") && walk.flatText.contains("api.anthropic.com"))
        #expect(walk.effects.checks.isEmpty)
        walk.press(.escape, .character("r"), .paste(Fake.token), .enter)
        #expect(walk.flatText.contains("2026-11-22") && walk.flatText.contains("api.anthropic.com"))
        #expect(walk.effects.checks.isEmpty)
    }

    @Test("rule 24: the first act checks and clears the cooldown when it answers") func checkedThenCleared() {
        var walk = ProfilesWalk()
        walk.press(.down, .down, .enter)
        #expect(walk.flatText.contains("› v Check now clears the cooldown if it answers"))
        walk.press(.enter)
        #expect(walk.flatText.contains("Check old now, and clear its cooldown if it answers?"))
        #expect(walk.flatText.contains("cleared in ~/.openclaw/agents/main/agent/auth-profiles.json"))
        walk.time += 5000
        walk.press(.enter)
        #expect(walk.effects.applies == 0)
        walk.answer(.verified)
        #expect(walk.effects.applies == 1)
        #expect(walk.flatText.contains("old answered; its cooldown is cleared. u undoes it"))
        #expect(!walk.store().contains("cooldownUntil"))
        #expect(walk.store().contains(#""disabledReason": "billing""#), "the others' marks stay")
        #expect(row(walk, "old").contains("ready") && row(walk, "old").contains("✓"))
        guard case .verified = walk.check(of: "anthropic:old") else {
            Issue.record("the outcome is not kept")
            return
        }
        walk.press(.character("u"), .enter)
        #expect(walk.store() == ProfilesFixture.four)
    }

    @Test(
        "rule 24: a failed check changes nothing and shows the reason",
        arguments: [Verification.Outcome.rejected, .rateLimited(retryAfterSeconds: 30), .unanswered(.resolve)]
    )
    func aFailedCheckChangesNothing(outcome: Verification.Outcome) {
        var walk = checkingOld()
        walk.answer(outcome)
        #expect(walk.effects.applies == 0)
        #expect(walk.store() == ProfilesFixture.four)
        #expect(
            walk.flatText.contains(
                "old: " + CheckWords(.english).sentence(.of(outcome), kind: .apiKey) + " The cooldown stays."
            )
        )
        // Only an answer says something about the credential.
        let mark = Verification.of(outcome).isConclusive ? "✗" : "!"
        #expect(row(walk, "old").contains("cooling ") && row(walk, "old").contains(mark))
        guard case .failed(let failure) = walk.check(of: "anthropic:old") else {
            Issue.record("the outcome is not kept")
            return
        }
        #expect(failure.code == Verification.of(outcome).code)
    }

    @Test func aProfileWithoutMarksIsOnlyChecked() {
        var walk = ProfilesWalk()
        walk.press(.character("v"), .enter)
        #expect(row(walk, "default").contains("checking"))
        walk.answer(.verified)
        #expect(walk.effects.applies == 0)
        #expect(walk.flatText.contains("✓ default answered with claude-opus-4-6 in 1.2 s."))
        #expect(row(walk, "default").contains("ok"))
        #expect(walk.store() == ProfilesFixture.four)
    }

    // MARK: - While it runs

    @Test("rule 50: seconds and a sign beside a running check, four frames a second") func secondsGoOn() {
        var walk = checkingOld()
        #expect(walk.wakes == [250])
        #expect(walk.flatText.contains("| Checking old with api.anthropic.com, 0 s. Esc stops it."))
        walk.pass(3250)
        #expect(walk.flatText.contains("/ Checking old with api.anthropic.com, 3 s. Esc stops it."))
        walk.pass(6000)
        #expect(walk.flatText.contains("old: no answer from api.anthropic.com yet, 9 s"))
        walk.answer(.verified)
        #expect(walk.wakes != [250])
    }

    @Test("rule 50: no sign where output is slow") func noSignWhereOutputIsSlow() {
        var walk = ProfilesWalk(ProfilesFixture(["main": ProfilesFixture.text([ProfilesFixture.key("old", "A")])]))
        walk.press(.character("v"), .enter)
        walk.time += 250
        walk.tell(.woken(at: walk.time))
        walk.time += 400
        walk.see()
        #expect(walk.flatText.contains("Checking old with api.anthropic.com, 0 s. Esc stops it."))
        #expect(walk.wakes == [1000])
    }

    @Test("rule 45: nothing is blocked while it runs") func nothingIsBlocked() {
        var walk = checkingOld()
        walk.press(.up, .enter)
        #expect(walk.flatText.contains("work API key, ends work › v Check now"))
        #expect(walk.flatText.contains("Checking old"))
        walk.press(.escape, .character("/"))
        walk.type("work")
        walk.press(.enter)
        #expect(walk.effects.stopped.isEmpty)
        walk.press(.escape)
        #expect(walk.effects.stopped == [1], "Esc stops it before it clears the filter")
    }

    @Test("Esc stops it, and a late answer is dropped") func escStops() {
        var walk = checkingOld()
        walk.press(.escape)
        #expect(walk.effects.stopped == [1])
        #expect(walk.flatText.contains("Stopped checking old. Nothing was changed."))
        walk.answer(.verified)
        #expect(walk.effects.applies == 0)
        #expect(walk.check(of: "anthropic:old") == .notChecked)
    }

    @Test("leaving stops it", arguments: [Key.control("c"), .character("q"), .character("n")])
    func leavingStops(key: Key) {
        var walk = checkingOld()
        walk.press(key)
        #expect(walk.effects.stopped == [1])
    }

    @Test func anotherAgentStopsIt() {
        var walk = checkingOld(ProfilesFixture(config: ProfilesFixture.agents("main", "ops")))
        walk.press(.character("a"), .down, .enter)
        #expect(walk.effects.stopped == [1])
    }

    @Test("rule 45: another secret under its name stops it") func anotherSecretStopsIt() {
        var walk = checkingOld()
        let secret = "sk-ant-api03-" + String(repeating: "A", count: 91)
        walk.effects.fixture.files.addFile(
            ProfilesFixture.store("main"),
            ProfilesFixture.four.replacing(secret + "old", with: secret + "zzzz")
        )
        walk.tell(.browse(.filesChanged))
        #expect(walk.effects.stopped == [1])
        #expect(walk.flatText.contains("the check was stopped"))
    }

    @Test("the gateway's marks do not stop it") func marksDoNotStopIt() {
        var walk = checkingOld()
        let text = ProfilesFixture.four.replacing("\"errorCount\": 3", with: "\"errorCount\": 4")
        walk.effects.fixture.files.addFile(ProfilesFixture.store("main"), text)
        walk.tell(.browse(.filesChanged))
        #expect(walk.effects.stopped.isEmpty)
        walk.answer(.verified)
        #expect(!walk.store().contains("cooldownUntil"))
    }

    @Test("an answer does not write over what is open; the cooldown goes once that is closed") func clearingWaits() {
        var walk = checkingOld()
        walk.press(.up, .character("x"))
        walk.answer(.verified)
        #expect(walk.effects.applies == 0)
        #expect(walk.flatText.contains("Remove work from agent main?"))
        walk.press(.escape)
        #expect(walk.effects.applies == 1)
        #expect(walk.store().contains("anthropic:work") && !walk.store().contains("cooldownUntil"))
    }

    @Test func aConflictWhileClearingShowsTheNewPlan() {
        var walk = checkingOld()
        walk.effects.failures = [.changedMeanwhile(paths: ["auth-profiles.json"])]
        walk.answer(.verified)
        #expect(walk.flatText.contains("old answered. Clear its cooldown?"))
        #expect(walk.store() == ProfilesFixture.four)
        walk.time += 5000
        walk.press(.enter)
        #expect(!walk.store().contains("cooldownUntil"))
    }

    @Test func whatCouldNotBeKeptIsSaidBehindTheOutcome() {
        var walk = ProfilesWalk()
        walk.effects.recordProblem = Problem(code: "full", message: "No space left.")
        walk.press(.character("v"), .enter)
        walk.answer(.verified)
        #expect(walk.flatText.contains("default answered with claude-opus-4-6 in 1.2 s."))
        #expect(walk.flatText.contains("The outcome could not be kept for the labels of status: No space left."))
    }

    // MARK: - Why not

    @Test("what cannot be sent is not asked about, and v says why") func whatCannotBeSent() {
        var walk = ProfilesWalk(ProfilesFixture().hindered("noCurl"))
        walk.press(.character("v"))
        #expect(walk.flatText.contains("Cannot verify here: there is no curl program on PATH."))
        let empty = #"    "anthropic:none": { "type": "api_key", "provider": "anthropic", "key": "" }"#
        let other = #"    "openai:x": { "type": "api_key", "provider": "openai", "key": "sk-other" }"#
        var odd = ProfilesWalk(ProfilesFixture(["main": ProfilesFixture.text([empty, other])]))
        odd.press(.character("v"))
        #expect(odd.flatText.contains("anthropic:none has no credential that could be sent"))
        odd.press(.tab, .character("v"))
        #expect(odd.flatText.contains("openai:x belongs to openai"))
        #expect(walk.effects.checks.isEmpty && odd.effects.checks.isEmpty)
    }

    @Test("main's profile is asked about as main's") func mainsProfile() {
        var walk = ProfilesWalk(
            ProfilesFixture(
                config: ProfilesFixture.agents("main", "ops"),
                ["main": ProfilesFixture.four, "ops": ProfilesFixture.text([ProfilesFixture.key("ops", "A")])]
            ),
            agent: "ops"
        )
        walk.press(.home, .down, .character("v"), .enter)
        guard case .stored(let id, let agent) = walk.effects.checks.first?.credential else {
            Issue.record("nothing was asked")
            return
        }
        #expect(agent == (id == "anthropic:ops" ? "ops" : "main"))
    }

    @Test("rule 15: Enter in flight sends nothing") func typedAheadSendsNothing() {
        var walk = ProfilesWalk()
        for key in [Key.character("v"), .enter, .enter, .character("y")] { walk.tell(.key(key, at: 0)) }
        #expect(walk.effects.checks.isEmpty)
    }

    @Test func vAtHomeAsksAboutTheProfileThatAnswers() {
        var walk = ProfilesWalk(atHome: true)
        walk.press(.character("v"))
        #expect(walk.flatText.contains("Check default now?"))
        walk.press(.escape, .character("q"))
        #expect(walk.left == nil)
        #expect(walk.flatText.contains("Agent main should answer. Not checked."))
    }
}
