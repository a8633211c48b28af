import Anthropic
import GatewayHost
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// Rule 65: what cannot be done is a message, not a row; and what a row says of its own state.
@MainActor
@Suite struct ProfilesPossibleTests {
    /// A host of 2026.4, whose marks and order stand in a file that is only read.
    private func withState() -> ProfilesFixture {
        let config = """
            { meta: { lastTouchedVersion: "2026.4.15" } }

            """
        let fixture = ProfilesFixture(
            config: config,
            ["main": ProfilesFixture.text([ProfilesFixture.token("default", "A"), ProfilesFixture.key("old", "A")])]
        )
        let until = ProfilesFixture.now + 252_000
        fixture.files.addFile(
            ProfilesFixture.state + "/agents/main/agent/auth-state.json",
            """
            { "version": 1, "order": { "anthropic": ["anthropic:old", "anthropic:default"] },
              "usageStats": { "anthropic:old": { "errorCount": 1, "cooldownUntil": \(until) } } }

            """
        )
        return fixture
    }

    @Test("rule 65: marks that this program does not write are not offered to be cleared") func marks() {
        var walk = ProfilesWalk(withState())
        walk.mark("old")
        walk.press(.enter)
        for absent in ["Clear the cooldown", "clears the cooldown", "Move in the order", "Remove", "automatic order"] {
            #expect(!walk.flatText.contains(absent), "\(absent)")
        }
        #expect(walk.flatText.contains("Check now") && walk.flatText.contains("Replace the secret"))
        walk.press(.escape)
        for letter in "cmxo" {
            walk.press(.character(letter))
            #expect(walk.flatText.contains("auth-state.json"), "\(letter): \(walk.text)")
            #expect(walk.picture.canvas.lines.contains { $0.contains("› old") }, "no page was opened")
        }
        walk.press(.character("v"))
        #expect(!walk.flatText.contains("clear its cooldown"))
    }

    @Test("a profile that was refused is not said to be ready") func refused() {
        var walk = ProfilesWalk()
        #expect(walk.flatText.contains("2 of 4 ready"))
        walk.press(.down, .character("v"), .enter)
        walk.answer(.rejected)
        #expect(walk.flatText.contains("1 of 4 ready"))
        let row = walk.picture.canvas.lines.first { $0.contains("› work") } ?? ""
        #expect(row.contains("refused") && !row.contains("ready"), "\(row)")
    }

    @Test("where only a failure is known, nothing is said to be unused") func neverUsed() {
        let walk = ProfilesWalk()
        let row = walk.picture.canvas.lines.first { $0.contains("team ") } ?? ""
        #expect(row.contains("disabled") && !row.contains("never"))
    }

    @Test("another provider's table says nothing of what answers") func otherProvider() {
        let other = #"    "openai:a": { "type": "api_key", "provider": "openai", "key": "sk-other" }"#
        let store = ProfilesFixture.text([ProfilesFixture.token("default", "A"), other])
        var walk = ProfilesWalk(ProfilesFixture(["main": store]))
        walk.press(.tab)
        #expect(walk.flatText.contains("openai: 1 of 1 ready") && !walk.flatText.contains("Would answer"))
        #expect(walk.flatText.contains("Provider openai") && !walk.flatText.contains("Paid by openai"))
        #expect(walk.picture.canvas.lines.contains { $0.hasPrefix(" openai:a ") }, "\(walk.text)")
    }

    @Test("an empty agent is offered each of main's profiles by name") func copying() {
        let config = ProfilesFixture.agents("main", "ops")
        var walk = ProfilesWalk(ProfilesFixture(config: config), agent: "ops")
        for name in ["default", "work", "old", "team"] { #expect(walk.flatText.contains("Copy \(name) from main")) }
        walk.press(.down, .down, .enter)
        #expect(walk.flatText.contains("Copy work to ops?"))
    }

    @Test("the listing of others is one sentence, and no profile is called new that is not") func listing() {
        var walk = ProfilesWalk()
        walk.press(.down, .character("r"), .paste(Fake.apiKey), .enter)
        #expect(walk.flatText.contains("Nothing is written yet."))
        #expect(!walk.flatText.contains("new profile"))
        #expect(walk.flatText.contains("anthropic:default, anthropic:old, anthropic:team"), "\(walk.text)")
    }
}
