import JSON5
import Testing

@testable import GatewayConfig

@Suite struct ProfileMentionsTests {
    private func edits(renaming id: String, _ text: String) -> [ValueEdit] {
        let config = snapshot(text)
        return ProfileMentions.edits(renaming: id, to: "anthropic:new", in: config.root, config.places) { _ in true }
    }

    @Test func aMemberThatHoldsAProfileIsRenamed() {
        let edits = edits(renaming: "anthropic:work", #"{ tools: { preferredProfile: "anthropic:work" } }"#)
        #expect(edits == [ValueEdit(["tools", "preferredProfile"], .set("anthropic:new"))])
    }

    /// Without a provider an id is a word like others: only a model names the profile for certain.
    @Test func ofAnIdWithoutAProviderOnlyModelsAreRenamed() {
        let text = #"{ browser: { defaultProfile: "work" }, agents: { defaults: { model: "anthropic/a@work" } } }"#
        #expect(
            edits(renaming: "work", text) == [
                ValueEdit(["agents", "defaults", "model"], .set("anthropic/a@anthropic:new"))
            ]
        )
    }

    /// The accent is one character with the sign before it.
    @Test func anIdThatBeginsWithAnAccentIsReplacedWhole() {
        let text = "{ agents: { defaults: { model: 'anthropic/a@\u{301}work' } } }"
        #expect(
            edits(renaming: "\u{301}work", text) == [
                ValueEdit(["agents", "defaults", "model"], .set("anthropic/a@anthropic:new"))
            ]
        )
    }
}
