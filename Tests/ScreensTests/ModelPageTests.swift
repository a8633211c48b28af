import Anthropic
import Credentials
import GatewayHost
import Secrets
import Synchronization
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// The model page with a fetched model list.
@Suite struct ModelPageTests {
    private func page(_ fixture: HostFixture = HostFixture().withLiveModels) -> Wizard {
        var wizard = Wizard.on(fixture)
        wizard.walk(to: .model)
        return wizard
    }

    private func row(_ wizard: Wizard, _ model: String) -> String {
        wizard.picture.canvas.lines.first { $0.contains(" \(model) ") || $0.hasSuffix(" " + model) } ?? ""
    }

    @Test("what only the provider knows stands under its own heading and can be taken") func whatIsNew() {
        var wizard = page()
        #expect(wizard.flatText.contains("Live list of 2026-11-22 02:10 UTC; built-in: not on it."))
        #expect(wizard.flatText.contains("live, not built in"))
        wizard.type("next")
        wizard.press(.enter)
        #expect(wizard.answers.model == "anthropic/claude-next-9")
    }

    @Test func whatTheListLacksIsMarked() {
        let wizard = page()
        #expect(row(wizard, "claude-haiku-4-5").contains("built-in"))
        #expect(!row(wizard, "claude-sonnet-4-5").contains("built-in"))
        #expect(row(wizard, "claude-opus-4-6").contains("default"))
    }

    @Test func aConfiguredModelThatTheListLacksSaysSoBelowIt() {
        var fixture = HostFixture.withProfile.withLiveModels
        fixture.facts.primaryModel = "anthropic/claude-haiku-4-5"
        var wizard = Wizard.on(fixture)
        wizard.press(.enter, .character("4"))
        #expect(wizard.current == .model)
        #expect(wizard.flatText.contains("built-in; not on the live list"))
    }

    @Test("without a live list the page says that it is the built-in one, and marks nothing") func withoutALiveList() {
        let wizard = page(HostFixture())
        #expect(wizard.flatText.contains("Built-in list; Anthropic was not asked."))
        #expect(!row(wizard, "claude-haiku-4-5").contains("built-in"))
    }

    @Test(
        "models that are newer than the gateway stand below those it knows, with the release that has them",
        arguments: [Size(columns: 80, rows: 24), Size(columns: 40, rows: 15)]
    )
    func whatIsNewer(size: Size) {
        let setup = WizardSetup(host: HostFixture().host, models: Models.withNewer(release: "2026.3.13"))
        var wizard = Wizard(setup)
        _ = wizard.handle(.resized(size))
        wizard.see()
        wizard.walk(to: .model)
        wizard.press(.down, .down, .down)
        let isNarrow = size.columns == 40
        #expect(wizard.flatText.contains("for a newer gateway"))
        #expect(wizard.flatText.contains(isNarrow ? "From OpenClaw 2026.10.1 on" : "Seen from OpenClaw 2026.10.1 on"))
        #expect(wizard.flatText.contains("2026.3.13"))
        wizard.press(.enter)
        #expect(wizard.answers.model == "anthropic/claude-opus-5-5")
    }

    @Test func aKeptListThatIsNotUsedIsNamedOnThePage() {
        let warning = "The list is not used."
        var wizard = Wizard(WizardSetup(host: HostFixture().host, models: Models.all, modelsWarning: warning))
        _ = wizard.handle(.resized(Size(columns: 80, rows: 24)))
        wizard.see()
        wizard.walk(to: .model)
        #expect(wizard.flatText.contains("The list is not used."))
    }

    // MARK: - Asking

    private static let request = CheckRequest(id: 1_000_001, credential: .pasted(Fake.apiKey), model: "")

    /// At the row that fetches the list, with the effects of choosing it.
    private func asking(_ secret: Secret = Fake.apiKey) -> (wizard: Wizard, effects: [Effect]) {
        var wizard = Wizard.on(HostFixture().checking())
        wizard.walk(to: .model, secret)
        wizard.press(.end)
        let effects = wizard.press(.enter)
        return (wizard, effects)
    }

    @Test("a row of its own asks the provider, beside the page") func theRowAsks() {
        var (wizard, effects) = asking()
        #expect(effects.contains(.askModels(Self.request)))
        #expect(wizard.current == .model)
        #expect(wizard.flatText.contains("asking, 0 s"))
        wizard.press(.home, .down)
        #expect(wizard.press(.end, .enter).allSatisfy { $0 != .askModels(Self.request) }, "it is asked once")
        #expect(wizard.handle(.checked(id: 1_000_001, .of(.verified), at: 0)) == [.keepModels])
        wizard.see()
        #expect(wizard.flatText.contains("This is what api.anthropic.com offers now."))
        #expect(!wizard.flatText.contains("asking, "))
    }

    @Test("the page says once how to get a live list, and End leads there") func theLiveListIsNamedOnce() {
        var wizard = Wizard.on(HostFixture().checking())
        wizard.walk(to: .model, Fake.apiKey)
        #expect(wizard.flatText.contains("Ask Anthropic for the live list one request"))
        #expect(!wizard.flatText.contains("--refresh"))
        wizard.press(.end)
        #expect(wizard.flatText.contains("Asks api.anthropic.com which models it offers."))
    }

    @Test func theFilterCountsModelsOnly() {
        var wizard = Wizard.on(HostFixture().checking())
        wizard.walk(to: .model, Fake.apiKey)
        let models = wizard.steps.model.list.rows.count - 2
        wizard.type("claude")
        #expect(wizard.flatText.contains("\(models) of \(models)"))
    }

    @Test func theNewModelIsMarkedAndCounted() {
        final class Asked: Sendable { let value = Mutex(false) }
        let isAsked = Asked()
        let setup = WizardSetup(
            host: HostFixture().checking().host,
            models: isAsked.value.withLock { $0 } ? Models.live : Models.all
        )
        var wizard = Wizard(setup)
        _ = wizard.handle(.resized(Size(columns: 80, rows: 24)))
        wizard.see()
        wizard.walk(to: .model, Fake.apiKey)
        wizard.press(.end, .enter)
        isAsked.value.withLock { $0 = true }
        _ = wizard.handle(.checked(id: 1_000_001, .of(.verified), at: 0))
        wizard.see()
        #expect(wizard.flatText.contains("This is what api.anthropic.com offers now; 1 model is new."))
        #expect(wizard.steps.model.list.markedRow?.id == "anthropic/claude-next-9")
    }

    @Test("offline the page says so, and shows what it had") func offline() {
        var (wizard, _) = asking()
        #expect(wizard.handle(.checked(id: 1_000_001, .of(.unanswered(.resolve)), at: 0)).isEmpty)
        #expect(wizard.flatText.contains("cannot be found from here (DNS). Showing the built-in list."))
        #expect(wizard.current == .model)
    }

    @Test(
        "rule 45: leaving the page ends the question, and its answer is dropped",
        arguments: [Key.escape, .control("c")]
    )
    func leavingEndsIt(key: Key) {
        var (wizard, _) = asking()
        var effects = wizard.press(key)
        if key == .control("c") { effects += wizard.press(key) }
        #expect(effects.contains(.stopCheck(id: 1_000_001)))
        #expect(!wizard.handle(.checked(id: 1_000_001, .of(.verified), at: 0)).contains(.keepModels))
    }

    @Test(
        "rule 20: the note on what a plan may be used for stands there before a token is sent, once in a walk",
        arguments: [Size(columns: 80, rows: 24), Size(columns: 40, rows: 15)]
    )
    func thePolicyComesFirst(size: Size) {
        var wizard = Wizard.on(HostFixture().checking(), size: size)
        wizard.walk(to: .credential)
        wizard.press(.paste(Fake.token))
        #expect(wizard.flatText.contains("2026-11-22"), "a token was not chosen, so no page has told it")
        wizard.press(.enter, .end)
        #expect(!wizard.flatText.contains("2026-11-22"))
        var fixture = HostFixture.withProfile.checking()
        fixture.facts.profiles[0].kind = .token
        var kept = Wizard.on(fixture, size: size)
        kept.press(.enter, .character("4"), .end)
        #expect(kept.current == .model)
        #expect(kept.flatText.contains("2026-11-22"))
    }

    @Test("where nothing can be sent there is no such row") func whereNothingCanBeSent() {
        for fixture in [HostFixture(), HostFixture().checking("noCurl")] {
            var wizard = Wizard.on(fixture)
            wizard.walk(to: .model, Fake.apiKey)
            wizard.press(.end)
            #expect(!wizard.flatText.contains("Ask Anthropic"))
        }
    }
}
