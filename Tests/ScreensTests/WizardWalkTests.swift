import Credentials
import GatewayConfig
import GatewayHost
import Secrets
import TerminalUI
import Testing

@testable import Screens

/// Typical ways through the wizard: the rules about them, by number.
@Suite struct WizardWalkTests {
    @Test("rule 10-14: Welcome to Done in six Enters and one paste")
    func sixEntersAndOnePaste() {
        var wizard = Wizard.on()
        var effects: [Effect] = []
        for key: Key in [.enter, .enter, .paste(Fake.apiKey), .enter, .enter, .enter, .enter] {
            effects = wizard.press(key)
        }
        #expect(effects.isApply)
        _ = wizard.handle(.applied(.success(.report), interrupted: false, at: 0))
        #expect(wizard.current == .done)
        #expect(wizard.farewell.first == "! Saved, not verified.")
    }

    @Test("rule 10: the risk lines stand there until the first apply on a host")
    func riskLinesOnlyBeforeTheFirstApply() {
        #expect(Wizard.on().screenText.contains("I understand, continue"))
        let again = Wizard.on(.withProfile).screenText
        #expect(!again.contains("I understand"))
        #expect(!again.contains("plain text"))
        #expect(again.contains("› Continue"))
    }

    @Test("rule 11: a key in the environment is the first row, and is copied only when it is taken")
    func environmentKeyIsOfferedFirst() {
        var wizard = Wizard.on(.withEnvironmentKey)
        wizard.press(.enter)
        #expect(wizard.screenText.contains("› Use ANTHROPIC_API_KEY, ends wxyz"))
        wizard.press(.enter)
        #expect(wizard.answers.method == .environment(variable: "ANTHROPIC_API_KEY"))
        #expect(wizard.answers.kind == .apiKey)
        #expect(wizard.answers.secret == nil)
        #expect(wizard.current == .model)
    }

    @Test("rule 12: a setup-token in the API key box is taken for what it is")
    func eitherBoxTakesEitherKind() {
        var wizard = Wizard.on()
        wizard.walk(to: .credential)
        wizard.press(.paste(Fake.token))
        #expect(wizard.screenText.contains("This is a setup-token, not an API key."))
        wizard.press(.enter)
        #expect(wizard.current == .model)
        #expect(wizard.answers.kind == .setupToken)
        #expect(wizard.answers.method == .secret(.setupToken))
    }

    @Test(
        "rule 12: a secret pasted on another page is dropped and said",
        arguments: [StepID.welcome, .method, .review]
    )
    func pasteElsewhereIsDropped(step: StepID) {
        var wizard = Wizard.on()
        wizard.walk(to: step)
        let before = wizard.answers
        wizard.press(.paste(Fake.apiKey))
        #expect(wizard.screenText.contains("That was a key. Not kept; paste it at Credential."))
        #expect(wizard.answers == before)
        #expect(wizard.current == step)
    }

    @Test("rule 13: Tab, then Enter, goes straight to Review")
    func tabEnterGoesToReview() {
        var wizard = Wizard.on()
        wizard.walk(to: .credential)
        wizard.press(.paste(Fake.apiKey), .tab, .enter)
        #expect(wizard.current == .review)
        #expect(wizard.answers.model == "anthropic/claude-opus-4-6")
        #expect(wizard.answers.cacheRetention == nil)
    }

    @Test func jumpingIsTheSameAsEnterOnEveryPage() {
        var jumped = Wizard.on()
        jumped.walk(to: .credential)
        jumped.press(.paste(Fake.apiKey), .enter, .tab, .enter)
        var walked = Wizard.on()
        walked.walk(to: .review, Fake.apiKey)
        #expect(jumped.answers == walked.answers)
    }

    @Test func stepsThatMissAnAnswerCannotBeReached() {
        var wizard = Wizard.on()
        wizard.walk(to: .credential)
        wizard.press(.tab, .end, .enter)
        #expect(wizard.current == .credential)
        #expect(wizard.overlays.count == 1)
        wizard.press(.escape)
        #expect(wizard.overlays.isEmpty)
    }

    @Test("rule 15: keys in flight never apply")
    func keysInFlightDoNotApply() {
        var wizard = Wizard.on()
        wizard.walk(to: .cache)
        let first = wizard.handle(.key(.enter, at: 0))
        let second = wizard.handle(.key(.enter, at: 0))
        #expect(wizard.current == .review)
        #expect(first.isEmpty && second.isEmpty)
        #expect(wizard.press(.enter).isEmpty, "the key that was in flight must not count later either")
        wizard.see()
        #expect(wizard.press(.enter).isApply)
    }

    @Test("rule 19: with a setup-token the cache is left alone, and the options stay reachable")
    func cacheWithTokenIsLeftAlone() {
        var wizard = Wizard.on()
        wizard.walk(to: .cache)
        #expect(wizard.screenText.contains("Has no effect with a setup-token."))
        wizard.press(.down, .down)
        wizard.press(.enter)
        #expect(wizard.answers.cacheRetention == .long)
        #expect(wizard.flatText.contains("not set -> long no effect"))
    }

    @Test("rule 20: Review shows who paid and who will")
    func payerIsWasAndNow() {
        var wizard = Wizard.on(.withProfile)
        wizard.press(.enter, .character("a"), .enter, .down, .enter, .paste(Fake.token), .enter, .enter, .enter)
        #expect(wizard.current == .review)
        #expect(wizard.screenText.contains("API credits -> your Claude plan"))
    }

    @Test("rule 20: the policy note is one dated line with its source")
    func policyNoteIsDated() {
        var wizard = Wizard.on()
        wizard.walk(to: .method)
        wizard.press(.down)
        #expect(wizard.screenText.contains("docs.openclaw.ai/providers/anthropic"))
        #expect(wizard.screenText.contains("2026-11-22"))
    }

    @Test("rule 28: one agent is not asked about; several are ticked")
    func agentsAreTicked() {
        #expect(!Wizard.on().flow.steps(Wizard.on().answers).contains(.agents))
        var wizard = Wizard.on(.withAgents)
        wizard.press(.enter)
        #expect(wizard.current == .agents)
        wizard.press(.character(" "), .enter)
        #expect(wizard.current == .agents, "none ticked: says so and stays")
        #expect(wizard.screenText.contains("Nothing is ticked."))
        wizard.press(.character(" "), .down, .character(" "))
        #expect(wizard.screenText.contains("Stored 2 times: a new secret must be put in each place."))
        wizard.press(.enter)
        #expect(wizard.answers.agents == ["main", "ops"])
    }

    @Test func anAgentThatWasNamedIsNotAskedFor() {
        let wizard = Wizard.on(.withAgents, agent: "ops")
        #expect(wizard.answers.agents == ["ops"])
        #expect(!wizard.flow.steps(wizard.answers).contains(.agents))
        #expect(wizard.screenText.contains("agent ops"))
    }

    @Test("rule 29: the line that keeps a hidden profile can be left out")
    func hiddenProfileLineToggles() {
        var fixture = HostFixture()
        fixture.effects = [.hidesProfile(profileID: "anthropic:ops", agent: "ops", keptListed: true)]
        var wizard = Wizard.on(fixture)
        wizard.walk(to: .review, Fake.apiKey)
        wizard.press(.up, .enter)
        #expect(wizard.answers.keepsHiddenProfiles == false)
        #expect(wizard.screenText.contains("will be hidden"))
        wizard.press(.enter)
        #expect(wizard.answers.keepsHiddenProfiles)
    }

    @Test func keepingEndsOnReviewWithNothingToDo() {
        var wizard = Wizard.on(.withProfile)
        wizard.press(.enter, .enter)
        #expect(wizard.current == .review)
        #expect(wizard.screenText.contains("Nothing to change."))
        #expect(wizard.press(.enter) == [.leave(code: 0)])
    }

    @Test func replacingKeepsTheNameAndAsksOnlyForTheSecret() {
        var wizard = Wizard.on(.withProfile)
        wizard.press(.enter, .down, .enter)
        #expect(wizard.current == .method)
        wizard.press(.enter, .paste(Fake.apiKey), .enter, .enter, .enter)
        #expect(wizard.answers.intent == .replace(profileID: "anthropic:default"))
        #expect(wizard.screenText.contains("new secret for anthropic:default"))
    }

    @Test func settingsOnlyAsksForModelAndCache() {
        var wizard = Wizard.on(.withProfile)
        wizard.press(.enter, .character("c"), .enter)
        #expect(wizard.current == .model)
        wizard.press(.down, .enter, .enter)
        #expect(wizard.current == .review)
        #expect(wizard.answers.model == "anthropic/claude-sonnet-4-5")
        #expect(wizard.answers.storesCredential == false)
    }
}

/// The pages at which the wizard can start.
@Suite struct WizardEntryTests {
    @Test func credentialEntryOpensTheFieldAndBackGoesToMethod() {
        var wizard = Wizard.on(entry: .credential(.setupToken))
        #expect(wizard.current == .credential)
        #expect(wizard.screenText.contains("claude setup-token"))
        wizard.press(.escape)
        #expect(wizard.current == .method)
        #expect(wizard.screenText.contains("› Anthropic token (paste setup-token)"))
        wizard.press(.escape)
        #expect(wizard.current == .welcome)
    }

    @Test func skipEntryOpensTheModelPage() {
        var wizard = Wizard.on(entry: .model)
        #expect(wizard.current == .model)
        wizard.press(.down, .enter, .enter)
        #expect(wizard.current == .review)
        #expect(wizard.answers.storesCredential == false)
        wizard.press(.escape, .escape, .escape)
        #expect(wizard.current == .method)
    }

    @Test func anObstacleIsShownBeforeAnythingIsAsked() {
        let problem = Problem(code: "x", message: "Cannot write ~/.openclaw.", next: "sudo chown -R jo ~/.openclaw")
        var wizard = Wizard.on(entry: .credential(.apiKey), refusal: problem)
        #expect(wizard.screenText.contains("Cannot write ~/.openclaw."))
        #expect(wizard.press(.tab).isEmpty)
        #expect(wizard.overlays.isEmpty)
        #expect(wizard.press(.enter) == [.leave(code: 1)])
        #expect(wizard.farewell.contains("Cannot write ~/.openclaw."))
        #expect(wizard.farewell.last == "Nothing was written.")
    }
}

extension [Effect] {
    var isApply: Bool {
        if case .apply = first { true } else { false }
    }
}
