import GatewayHost
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// Parameters that are not simply edited: the deprecated name, unknown ones, those without effect, and what saving does
/// to the allowlist.
@MainActor
@Suite struct ParametersOddTests {
    private let opus = "\"anthropic/claude-opus-4-6\""
    /// A single pane, so that its sentences are contiguous.
    private let phone = Size(columns: 40, rows: 15)

    @Test("a model that takes no temperature has no field for one", arguments: [false, true])
    func noTemperature(isWritten: Bool) {
        let entry = #""anthropic/claude-opus-4-8": { params: { temperature: 1 } }"#
        let written = "agents: { defaults: { models: { \(entry) } } }"
        let config = "{ \(isWritten ? written : "") }\n"
        var walk = ProfilesWalk.parameters(ProfilesFixture(config: config, [:]), size: phone)
        walk.press(.tab, .character("/"))
        walk.type("opus-4-8")
        walk.press(.enter, .enter, .down)
        let text = walk.text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
        guard isWritten else { return #expect(!text.contains("temperature"), "\(walk.text)") }
        #expect(text.contains("this model takes no temperature"), "\(walk.text)")
        walk.press(.enter)
        #expect(walk.text.contains("This model takes no temperature"))
        #expect(!walk.text.contains("0 to 1"))
        walk.press(.character("x"))
        #expect(walk.text.contains("not saved"))
    }

    @Test func theFirstEntryLimitsTheGatewayUnlessTheOthersAreListedToo() {
        var walk = ProfilesWalk.parameters()
        walk.press(.enter, .character("3"))
        #expect(
            walk.flatText.contains(
                "! Saving limits the gateway to claude-opus-4-6, claude-sonnet-4-5."
            )
        )
        walk.press(.end, .enter)
        #expect(walk.flatText.contains("All 22 models that the gateway knows stay allowed."))
        walk.press(.character("s"), .character("y"))
        #expect(walk.config.contains(opus + ": { params: { cacheRetention: \"long\" } }"))
        #expect(walk.config.contains("\"anthropic/claude-haiku-4-5\": {}"))
        walk.press(.home, .enter, .character("2"))
        #expect(!walk.text.contains("Saving limits"), "the list is there now")
    }

    @Test func takingTheEditBackTakesTheLineAway() {
        var walk = ProfilesWalk.parameters()
        walk.press(.enter, .character("3"), .end, .enter, .home, .character("x"))
        #expect(!walk.text.contains("stay allowed") && !walk.text.contains("not saved"))
    }

    @Test func theOlderNameMovesToTheNewerOne() {
        var walk = ProfilesWalk.parameters(ParametersFixture.legacy, size: phone)
        walk.press(.end)
        #expect(walk.flatText.contains("cacheControlTtl 1h is set, but the default short wins."))
        walk.press(.enter)
        #expect(walk.flatText.contains("short write $6.25, read $0.50; long write $10, read $0.50."), "\(walk.text)")
        #expect(walk.text.contains("› Migrate to cacheRetention long"))
        walk.press(.enter, .character("s"), .character("y"))
        #expect(walk.config.contains("params: { cacheRetention: 'long' }") && !walk.config.contains("Ttl"))
    }

    @Test func whatIsMovedCanBeKeptAfterAll() {
        var walk = ProfilesWalk.parameters(ParametersFixture.legacy, size: phone)
        walk.press(.end, .enter, .enter)
        #expect(walk.text.contains("taken out"))
        walk.press(.enter)
        #expect(!walk.text.contains("taken out") && walk.text.contains("1 not saved"))
        #expect(walk.flatText.contains("but cacheRetention long wins. Enter takes it out."))
    }

    @Test func unknownParametersAreOnlyShownWithTheirCommand() {
        var walk = ProfilesWalk.parameters(ParametersFixture.odd)
        walk.press(.end, .up)
        #expect(walk.text.contains("› topK") && walk.text.contains("read-only"))
        #expect(walk.text.contains("Enter its command"), "\(walk.text)")
        walk.press(.enter)
        #expect(walk.flatText.contains("openclaw config set \\ agents.defaults.models.anthropic/claude-opus-4-6"))
        #expect(walk.flatText.contains(".params.topK VALUE"))
        walk.press(.escape, .character("x"))
        #expect(walk.text.contains("VALUE"), "x shows the command too")
        walk.press(.escape, .character("s"))
        #expect(walk.text.contains("Nothing is changed yet"))
    }

    @Test func aSubscriptionMakesTheCacheAParameterWithoutEffect() {
        var walk = ProfilesWalk.parameters(ParametersFixture.subscription, size: phone)
        #expect(walk.flatText.contains("caching is for API keys only"))
        #expect(!walk.text.contains("1.25x"), "no price where nothing is paid by use")
        walk.press(.enter, .character("4"))
        #expect(walk.text.contains("long -> none"), "it can be changed all the same")
    }
}
