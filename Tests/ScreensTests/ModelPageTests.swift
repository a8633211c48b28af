import GatewayHost
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// The model page with what the provider offered when it was last asked.
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
        #expect(wizard.flatText.contains("Built-in list; for a live one: openclaw models list --refresh"))
        #expect(!row(wizard, "claude-haiku-4-5").contains("built-in"))
    }
}
