import GatewayHost
import Secrets
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// The actions on parameters, and the files afterwards.
@MainActor
@Suite struct ParametersActionTests {
    private let opus = "\"anthropic/claude-opus-4-6\""

    @Test func editsCollectAndAreSavedAtOnce() {
        var walk = ProfilesWalk.parameters(ParametersFixture.written)
        let before = walk.config
        walk.press(.enter, .character("3"), .down, .enter, .control("u"))
        walk.type("0.25")
        walk.press(.enter)
        #expect(walk.config == before && walk.text.contains("2 not saved"))
        walk.press(.character("s"))
        #expect(walk.config == before && walk.text.contains("claude-opus-4-6 temperature: 0.5 -> 0.25"))
        walk.press(.character("y"))
        #expect(walk.effects.applies == 1)
        let after = before.replacing("temperature: 0.5", with: "temperature: 0.25, cacheRetention: \"long\"")
        #expect(walk.config == after, "nothing else changes")
        #expect(walk.text.contains("✓ Saved 2 changes.") && !walk.text.contains("not saved"))
        walk.press(.character("q"))
        #expect(walk.left == 0 && walk.screen.farewell.first == "Saved 2 changes.")
    }

    @Test("rule 43: a wrong number is named, and going back still works") func wrongNumbers() {
        var walk = ProfilesWalk.parameters()
        walk.press(.down, .enter, .character("2"), .enter)
        #expect(walk.text.contains("✗ 2 is over 1."))
        walk.press(.control("u"))
        walk.type("-1")
        walk.press(.enter)
        #expect(walk.text.contains("✗ -1 is under 0."))
        for text in ["a", "0x1", "nan", "1e999", "0,5", "1 2 e"] {
            walk.press(.control("u"))
            walk.type(text)
            walk.press(.enter)
            #expect(walk.text.contains("is not a number"), "\(text)")
        }
        walk.press(.escape, .down, .enter)
        walk.type("1.5")
        walk.press(.enter)
        #expect(walk.text.contains("✗ 1.5 is not a whole number."))
        walk.press(.control("u"))
        walk.type("128001")
        walk.press(.enter)
        #expect(walk.text.contains("✗ 128001 is over 128000."))
        walk.press(.escape, .escape)
        #expect(!walk.text.contains("not saved"))
    }

    @Test("rule 39: full-width digits count as digits") func fullWidthDigits() {
        var walk = ProfilesWalk.parameters()
        walk.press(.down, .enter)
        walk.type("０．５")
        walk.press(.enter)
        #expect(walk.text.contains("not set   0.5"))
    }

    @Test func anEmptyFieldTakesTheValueOutAndSoDoesX() {
        var walk = ProfilesWalk.parameters(ParametersFixture.written)
        let before = walk.config
        walk.press(.down, .enter, .control("u"), .enter)
        #expect(walk.text.contains("0.5       not set"))
        walk.press(.character("x"))
        #expect(!walk.text.contains("not saved"), "x again takes the edit back")
        walk.press(.character("x"), .character("s"), .character("y"))
        #expect(!walk.config.contains("temperature"))
        #expect(walk.config.contains(opus) && walk.config.contains("// mine"))
        walk.press(.character("u"), .character("y"))
        #expect(walk.config == before && walk.effects.undos == 1)
    }

    @Test func theValueThatTheFileHasTakesTheEditBack() {
        var walk = ProfilesWalk.parameters(ParametersFixture.written)
        walk.press(.down, .enter, .control("u"))
        walk.type("1")
        walk.press(.enter)
        #expect(walk.text.contains("1 not saved"))
        walk.press(.enter, .control("u"))
        walk.type("0.5")
        walk.press(.enter)
        #expect(!walk.text.contains("not saved"))
        #expect(walk.text.contains("Back to the saved value. Nothing to save."))
    }

    @Test("rule 67: models with values stand first, and lists say where they end") func valuesFirst() {
        let entry = #""anthropic/claude-haiku-4-5": { params: { maxTokens: 9 } }"#
        let config = "{ agents: { defaults: { models: { \(entry) } } } }\n"
        var walk = ProfilesWalk.parameters(ProfilesFixture(config: config, [:]))
        let lines = walk.picture.canvas.lines.map { $0.prefix(32).split(separator: " ").joined(separator: " ") }
        #expect(lines.contains("have values") && lines.contains("use the defaults"))
        let first = lines.firstIndex { $0.hasSuffix("claude-haiku-4-5") } ?? 99
        #expect(first < lines.firstIndex(of: "use the defaults") ?? 0)
        #expect(walk.flatText.contains("more below") && walk.flatText.contains("1 of "))
        walk.press(.tab, .end)
        #expect(walk.flatText.contains("more above"), "\(walk.text)")
        walk.press(.character("/"))
        walk.type("claude")
        walk.press(.end)
        #expect(walk.flatText.contains("/claude") && walk.flatText.contains("more above"), "\(walk.text)")
    }

    @Test("rule 42: with changes, leaving asks and staying is marked") func leaving() {
        var walk = ProfilesWalk.parameters()
        walk.press(.enter, .character("3"), .character("q"))
        #expect(walk.text.contains("Leave 1 change unsaved?") && walk.text.contains("› Stay"))
        walk.press(.enter)
        #expect(walk.left == nil && walk.text.contains("1 not saved"))
        walk.press(.control("c"))
        #expect(walk.left == nil)
        walk.press(.control("c"))
        #expect(walk.left == 130 && walk.effects.applies == 0)
        #expect(walk.screen.farewell == ["Nothing was written."])
    }

    @Test func withoutChangesNothingIsAsked() {
        var walk = ProfilesWalk.parameters()
        walk.press(.escape)
        #expect(walk.left == nil && walk.text.contains("q leaves"))
        walk.press(.character("q"))
        #expect(walk.left == 0)
    }

    @Test func fromHomeAndBackIsAskedToo() {
        var walk = ProfilesWalk(ParametersFixture.blank, atHome: true)
        let row = walk.picture.canvas.lines.first { $0.contains("Parameters") } ?? ""
        walk.press(.character(row.first(where: \.isNumber) ?? "x"), .enter, .character("3"), .escape)
        #expect(walk.text.contains("Leave 1 change unsaved?"))
        walk.press(.character("y"))
        #expect(walk.text.contains("Onboard") && walk.left == nil)
    }

    @Test("rule 34: on a phone one side at a time") func oneSideAtATime() {
        var walk = ProfilesWalk.parameters(size: Size(columns: 40, rows: 15))
        #expect(walk.text.contains("› cacheRetention") && !walk.text.contains("claude-haiku-4-5"))
        walk.press(.escape, .down, .down, .enter)
        #expect(walk.text.contains("› cacheRetention") && walk.text.contains("claude-haiku-4-5"))
        walk.press(.left)
        #expect(walk.text.contains("› claude-haiku-4-5"))
    }

    @Test func theFilterFindsModelsAndTheirParametersFollow() {
        var walk = ProfilesWalk.parameters()
        walk.press(.character("/"))
        walk.type("haiku 4 2025")
        walk.press(.enter)
        #expect(walk.flatText.contains("/haiku 4 2025 1 of 33"))
        #expect(walk.text.contains("› claude-haiku-4-5-20251001"))
        walk.press(.enter, .enter, .character("3"), .character("s"))
        #expect(walk.text.contains("claude-haiku-4-5-20251001 cacheRetention: short -> long"))
        walk.press(.escape, .escape)
        #expect(!walk.text.contains("1 of 33"))
    }

    @Test func theCommandsSayTheSame() {
        var walk = ProfilesWalk.parameters(ParametersFixture.written)
        walk.press(.enter, .character("3"), .down, .character("x"), .character("w"))
        #expect(
            walk.flatText.contains("openclaw config set \\ agents.defaults.models.anthropic/claude-opus-4-6.params")
        )
        #expect(walk.flatText.contains("cacheRetention \\ long openclaw config unset \\ agents.defaults"))
    }

    @Test func aPastedKeyIsNotTyped() {
        var walk = ProfilesWalk.parameters()
        walk.press(.down, .enter, .paste(Fake.apiKey))
        #expect(walk.text.contains("That was a key. Not kept"))
        walk.press(.paste(Secret("0.5")), .enter)
        #expect(walk.text.contains("not set   0.5"))
    }
}
