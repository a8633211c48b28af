import GatewayConfig
import GatewayHost
import Secrets
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// Rule 16: what is saved for the next start if the connection is lost.
@MainActor
@Suite struct DraftTests {
    private var draft: SetupDraft {
        var wizard = Wizard.on()
        wizard.walk(to: .model)
        wizard.press(.down, .enter)
        guard let draft = wizard.draft else { preconditionFailure("nothing to keep") }
        return draft
    }

    @Test("rule 16: a lost connection keeps the answers, never the secret") func theAnswersAreKept() {
        for number in [Int32(1), 15] {
            let effects = CountingEffects()
            let keys: [Key] = [.enter, .down, .enter, .paste(Fake.token), .enter, .down, .enter]
            let terminal = ScriptedTerminal(steps: keys.map { .event(.key($0)) } + [.event(.signal(number))])
            let setup = WizardSetup(host: HostFixture().host, models: Models.all)
            _ = EventLoop.run(Wizard(setup), terminal: terminal, effects: effects, clock: { 0 })
            guard number == 1 else {
                #expect(effects.drafts.isEmpty, "only a lost connection keeps something")
                continue
            }
            #expect(effects.drafts.count == 1)
            #expect(effects.drafts.first?.page == "cache")
            #expect(effects.drafts.first?.answers.model == "anthropic/claude-sonnet-4-5")
            #expect(effects.drafts.first?.answers.method == .secret(.setupToken))
            #expect(effects.drafts.first?.answers.secret == nil)
        }
    }

    @Test("rule 16: nothing answered, nothing kept") func nothingAnsweredNothingKept() {
        #expect(Wizard.on().draft == nil)
        var wizard = Wizard.on()
        wizard.finish(.report)
        #expect(wizard.draft == nil)
    }

    @Test("rule 16: the next start offers to go on, and asks for the secret again") func theNextStartOffersToGoOn() {
        var wizard = Wizard.on(draft: draft)
        #expect(wizard.screenText.contains("You stopped at Cache 12 min ago."))
        #expect(wizard.screenText.contains("Only the secret must be"))
        #expect(wizard.screenText.contains("\u{203A} Continue there"))
        wizard.press(.enter)
        #expect(wizard.current == .credential)
        wizard.press(.paste(Fake.token), .tab, .enter)
        #expect(wizard.current == .review)
        #expect(wizard.answers.model == "anthropic/claude-sonnet-4-5")
    }

    @Test func startingAgainForgetsIt() {
        var wizard = Wizard.on(draft: draft)
        wizard.press(.down, .enter)
        #expect(wizard.current == .method)
        #expect(wizard.answers.method == nil)
    }

    @Test("rules 16 and 33: line by line as well") func lineByLineAsWell() {
        let walk = LineWalk([.line(""), .line("2"), .key(.paste(Fake.token)), .line("")])
        #expect(walk.outcome.code == 129, "the script ends with a hang-up")
        #expect(walk.effects.drafts.first?.page == "model")
    }

    @Test("the gateway page's answers are kept too") func theGatewaysAnswersAreKept() {
        var wizard = Wizard.on()
        wizard.walk(to: .review, Fake.apiKey)
        wizard.mark("Gateway")
        wizard.press(.enter, .down, .enter)
        wizard.mark("Gateway")
        wizard.press(.enter, .end, .enter, .control("u"))
        wizard.type("19001")
        wizard.press(.enter)
        let kept = wizard.draft
        #expect(kept?.answers.gateway?.port == 19_001)
        var next = Wizard.on(draft: kept)
        next.press(.enter)
        #expect(next.current == .credential)
        next.press(.paste(Fake.apiKey), .enter)
        #expect(next.answers == wizard.answers)
    }

    /// A draft of someone who took the key of a variable.
    private var draftWithVariable: SetupDraft? {
        var wizard = Wizard.on(.withEnvironmentKey)
        wizard.press(.enter, .enter)
        #expect(wizard.current == .model && wizard.answers.usesEnvironment)
        return wizard.draft
    }

    @Test func aVariableThatIsStillThereIsTakenAgain() {
        var wizard = Wizard.on(.withEnvironmentKey, draft: draftWithVariable)
        wizard.press(.enter)
        #expect(wizard.current == .model)
        #expect(wizard.answers.method == .environment(variable: "ANTHROPIC_API_KEY"))
        #expect(wizard.answers.kind == .apiKey)
    }

    @Test func aVariableThatIsGoneIsAskedForAgain() {
        var wizard = Wizard.on(draft: draftWithVariable)
        wizard.press(.enter)
        #expect(wizard.current == .method)
        #expect(wizard.answers.method == nil)
    }

    @Test(arguments: Language.allCases) func aDroppedDraftIsSaid(language: Language) {
        let texts = Texts.of(language)
        let wizard = Wizard.on(texts: texts, dropsDraft: true)
        #expect(wizard.flatText.contains(texts("wizard.welcome.draft.dropped")))
        #expect(!wizard.screenText.contains(texts("wizard.welcome.resume")))
    }
}
