import Anthropic
import Credentials
import GatewayHost
import Secrets
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// What each action changes in the files, and what it leaves unchanged.
@MainActor
@Suite struct ProfilesActionTests {
    @Test("rule 24: clearing removes the failure marks of that profile, nothing else")
    func clearing() {
        var walk = ProfilesWalk()
        walk.press(.down, .down, .character("c"), .enter)
        #expect(walk.store().contains(#""anthropic:old": { "lastUsed""#))
        #expect(!walk.store().contains("cooldownUntil"))
        #expect(walk.store().contains(#""disabledReason": "billing""#))
        #expect(walk.flatText.contains("Cleared the cooldown of old. u undoes it"))
    }

    @Test("rule 23: the mark starts on the row that explains the verdict")
    func firstMark() {
        var ready = ProfilesWalk()
        #expect(ready.flatText.contains("› default"))
        ready.press(.enter)
        #expect(ready.flatText.contains("default setup-token, ends ault › v Check now"))
        var resting = ProfilesWalk(ProfilesFixture(["main": ProfilesFixture.resting]))
        resting.press(.enter)
        #expect(resting.flatText.contains("old API key, ends Aold; reason not recorded › v Check now"))
    }

    @Test("rule 25: a change of one file is shown in the strip, one of several in a page of its own")
    func stripOrPage() {
        var walk = ProfilesWalk(ProfilesFixture(config: ProfilesFixture.agents("main", "ops", "dev")))
        walk.press(.down, .down, .character("c"))
        #expect(walk.flatText.contains("Would answer with default."), "the table stays above the strip")
        #expect(walk.flatText.contains("› Do it Leave it"))
        walk.press(.enter)
        #expect(walk.flatText.contains("Cleared the cooldown of old. u undoes it"))
        walk.press(.character("t"), .character(" "), .down, .character(" "), .enter)
        #expect(!walk.flatText.contains("Would answer with default."))
        #expect(walk.flatText.contains("Review"))
    }

    @Test func aLoginIsNotSaidToLackAnExpiry() {
        let walk = ProfilesWalk(ProfilesFixture(["main": ProfilesFixture.ranOut]))
        #expect(walk.flatText.contains("the gateway renews it"))
    }

    @Test func whatACheckSaidStandsBesideTheProfile() throws {
        let fixture = ProfilesFixture()
        let snapshot = fixture.snapshot
        let secret = try #require(snapshot.profile("anthropic:work", agent: "main")?.credential.secret)
        var records = VerifiedRecords.read(on: snapshot, fixture.live)
        let verification = Verification(.verified, model: "claude-opus-4-6", host: "api.anthropic.com")
        try records.note(verification, profileID: "anthropic:work", secret, on: snapshot, fixture.live)
        var walk = ProfilesWalk(fixture)
        walk.press(.down)
        #expect(walk.flatText.contains("work API key ready ✓ just now"))
        #expect(walk.flatText.contains("with claude-opus-4-6"))
        #expect(walk.flatText.contains("default setup-token ready not checked"))
    }

    @Test("rule 4: no letter writes", arguments: "vcrmtxnaou/wdj?")
    func lettersOnlyOpenPreviews(letter: Character) {
        var walk = ProfilesWalk(ProfilesFixture(config: ProfilesFixture.agents("main", "ops")))
        walk.press(.down, .down, .character(letter))
        walk.press(.character(letter))
        #expect(walk.effects.applies == 0)
        #expect(walk.effects.undos == 0)
        #expect(walk.effects.checks.isEmpty)
        #expect(walk.store() == ProfilesFixture.four)
    }

    @Test("rule 65: what cannot be done now is no row, and its letter says why") func noRowForTheImpossible() {
        var walk = ProfilesWalk(ProfilesFixture(["main": ProfilesFixture.text([ProfilesFixture.key("work", "A")])]))
        walk.press(.enter)
        for act in ["Copy", "Move", "Clear"] { #expect(!walk.text.contains(act)) }
        walk.press(.character("m"))
        #expect(walk.flatText.contains("There is no other place in the order for it."))
    }

    @Test("S13: a new name is asked for, previewed, and marked once it is there") func renaming() {
        var walk = ProfilesWalk()
        walk.press(.down, .character("i"))
        #expect(walk.flatText.contains("New name of anthropic:work"))
        walk.press(.control("u"))
        walk.type("old")
        walk.press(.enter)
        #expect(walk.flatText.contains("There is a profile anthropic:old already."))
        walk.press(.control("u"))
        walk.type("plan")
        walk.press(.enter)
        #expect(walk.flatText.contains("Rename work to plan?") && walk.effects.applies == 0)
        walk.press(.character("w"))
        #expect(walk.flatText.contains("openclaw models auth rename anthropic:work anthropic:plan --agent main"))
        walk.press(.escape, .enter)
        #expect(walk.store().contains(#""anthropic:plan""#) && !walk.store().contains("anthropic:work"))
        #expect(walk.picture.canvas.lines.contains { $0.contains("› plan") })
        walk.press(.character("u"), .enter)
        #expect(walk.store() == ProfilesFixture.four)
    }

    @Test("S13: an agent with the same secret is renamed only if that is asked for") func renamingForOthers() {
        let fixture = ProfilesFixture(
            config: ProfilesFixture.agents("main", "ops"),
            ["main": ProfilesFixture.four, "ops": ProfilesFixture.text([ProfilesFixture.key("work", "A")])]
        )
        var walk = ProfilesWalk(fixture)
        walk.press(.down, .character("i"), .control("u"))
        walk.type("plan")
        walk.press(.enter)
        #expect(walk.flatText.contains("› For agent main only For ops too"))
        walk.press(.down, .enter, .character("y"))
        #expect(walk.store().contains("anthropic:plan") && walk.store("ops").contains("anthropic:plan"))
    }

    @Test("rule 66: n opens the page for a credential") func newOpensCredential() {
        var walk = ProfilesWalk()
        walk.press(.character("n"))
        #expect(walk.effects.wizards == 1)
        #expect(walk.text.contains("openclaw onboard") && walk.flatText.contains("Paste"), "\(walk.text)")
    }

    @Test("the profiles of other providers are one line, and Tab shows them") func otherProviders() {
        let other = #"    "openai:x": { "type": "api_key", "provider": "openai", "key": "sk-other" }"#
        var walk = ProfilesWalk(
            ProfilesFixture(["main": ProfilesFixture.text([ProfilesFixture.key("work", "A"), other])])
        )
        #expect(walk.flatText.contains("other providers 1 ready openai:x"))
        #expect(walk.flatText.contains("1 of 1 ready") && walk.flatText.contains("› work"))
        walk.press(.tab)
        #expect(walk.flatText.contains("› x") || walk.flatText.contains("› openai:x"))
        walk.press(.tab, .character("/"))
        walk.type("openai")
        walk.press(.enter)
        #expect(walk.flatText.contains("› openai:x"))
    }

    @Test("rule 3: removing is not the marked row") func removing() {
        var walk = ProfilesWalk()
        walk.press(.down, .character("x"), .enter)
        #expect(walk.effects.applies == 0)
        walk.press(.character("x"), .character("y"))
        #expect(walk.effects.applies == 1)
        #expect(!walk.store().contains("anthropic:work"))
        #expect(walk.store().contains("anthropic:old"))
    }

    @Test("rule 15: Enter in flight does not apply") func typedAheadDoesNotApply() {
        var walk = ProfilesWalk()
        walk.press(.down, .down)
        for key in [Key.character("c"), .enter, .enter, .character("y")] { walk.tell(.key(key, at: 0)) }
        #expect(walk.effects.applies == 0)
    }

    @Test("rule 27: a move is one plan, however far; Esc puts back") func moving() {
        var walk = ProfilesWalk()
        walk.press(.character("m"), .down, .down, .escape)
        #expect(walk.effects.applies == 0)
        #expect(walk.flatText.contains("The order stays as it was."))
        walk.press(.character("m"))
        #expect(walk.flatText.contains("This fixes the order; automatic rotation stops."))
        walk.press(.down, .enter)
        #expect(walk.flatText.contains("Fix the order, with default where it is now?"))
        walk.press(.character("y"))
        #expect(walk.effects.applies == 1)
        #expect(walk.flatText.contains("order fixed in auth-profiles.json"))
        let order = walk.store().split(separator: "\"order\"").last.map(String.init) ?? ""
        #expect(order.contains("anthropic:work"))
        walk.press(.character("o"), .enter)
        #expect(walk.flatText.contains("order automatic"))
        #expect(!walk.store().contains("\"order\""))
    }

    @Test("while a move is asked and written, the row stays in its new place") func aDroppedRowStays() {
        func names(_ walk: ProfilesWalk) -> [String] {
            walk.picture.canvas.lines.compactMap { line in
                ["default", "work", "old", "team"].first { line.contains(" \($0) ") && !line.contains("?") }
            }
        }
        var walk = ProfilesWalk()
        let before = names(walk)
        walk.press(.character("m"), .down)
        let moved = names(walk)
        #expect(moved != before)
        walk.press(.enter)
        #expect(walk.flatText.contains("where it is now?"))
        #expect(names(walk).count >= 2 && moved.starts(with: names(walk)), "\(names(walk))")
        walk.press(.character("n"))
        #expect(names(walk) == before)
    }

    @Test func aProfileThatIsLeftOutCanBeIncludedWhereItIsSeen() {
        let order = #""anthropic:old", "anthropic:default", "anthropic:work""#
        let text = ProfilesFixture.four.replacing(
            "\"usageStats\"",
            with: "\"order\": { \"anthropic\": [\(order)] },\n  \"usageStats\""
        )
        var walk = ProfilesWalk(ProfilesFixture(["main": text]))
        walk.press(.character("l"))
        #expect(
            walk.flatText.contains("The gateway tries default already.") || walk.flatText.contains("tries old already.")
        )
        walk.press(.end)
        #expect(walk.flatText.contains("openclaw models auth include anthropic:team"))
        walk.press(.enter)
        #expect(walk.flatText.contains("Have the gateway try it"))
        walk.press(.enter)
        #expect(walk.flatText.contains("Have the gateway try team?"))
        walk.press(.character("y"))
        #expect(walk.effects.applies == 1 && walk.flatText.contains("The gateway tries team now."))
        let written = walk.store().filter { !$0.isWhitespace }
        #expect(written.contains(#"["anthropic:old","anthropic:default","anthropic:work","anthropic:team"]"#))
    }

    @Test func aRestingProfileKeepsItsPlaceInAFixedOrder() {
        let order = #""anthropic:old", "anthropic:default", "anthropic:work", "anthropic:team""#
        let text = ProfilesFixture.four.replacing(
            "\"usageStats\"",
            with: "\"order\": { \"anthropic\": [\(order)] },\n  \"usageStats\""
        )
        var walk = ProfilesWalk(ProfilesFixture(["main": text]))
        walk.press(.character("m"), .down, .enter, .character("y"))
        let written = walk.store().filter { !$0.isWhitespace }
        #expect(written.contains(#"["anthropic:old","anthropic:work","anthropic:default","anthropic:team"]"#))
    }

    @Test func replacingKeepsTheNameAndClearsTheMarks() {
        var walk = ProfilesWalk(ProfilesFixture().hindered("noCurl"))
        walk.press(.down, .down, .character("r"), .paste(Fake.apiKey), .enter)
        #expect(walk.effects.applies == 0)
        #expect(!walk.text.contains(Fake.sentinel))
        walk.press(.character("y"))
        #expect(walk.effects.applies == 1)
        #expect(walk.store().contains("qrst"))
        #expect(!walk.store().contains("cooldownUntil"))
        #expect(walk.flatText.contains("Replaced the secret of old"))
    }

    @Test func aKeyOutsideTheFieldIsNotKept() {
        var walk = ProfilesWalk()
        walk.press(.paste(Fake.token))
        #expect(walk.flatText.contains("That was a key. Not kept"))
        walk.press(.character("/"), .paste(Fake.token))
        #expect(!walk.text.contains(Fake.sentinel))
    }

    @Test("rule 30: one transaction for all ticked agents") func copying() {
        var walk = ProfilesWalk(ProfilesFixture(config: ProfilesFixture.agents("main", "ops", "family")))
        walk.press(.character("t"), .character(" "), .down, .character(" "), .enter)
        #expect(walk.flatText.contains("Copy default to ops, family?"))
        walk.press(.character("y"))
        #expect(walk.effects.applies == 1)
        #expect(walk.store("ops").contains("anthropic:default"))
        #expect(walk.store("family").contains("anthropic:default"))
        #expect(walk.store() == ProfilesFixture.four)
    }

    @Test("rule 26: undo keeps the marks that the gateway has set since") func undo() {
        var walk = ProfilesWalk()
        walk.press(.down, .character("x"), .character("y"))
        let marked = walk.store().replacing("\"lastUsed\": \(ProfilesFixture.now - 180_000)", with: "\"lastUsed\": 7")
        walk.effects.fixture.files.addFile(ProfilesFixture.store("main"), marked)
        walk.tell(.browse(.filesChanged))
        walk.press(.character("u"))
        #expect(walk.effects.undos == 0)
        walk.press(.enter)
        #expect(walk.effects.undos == 1)
        #expect(walk.store().contains("anthropic:work"))
        #expect(walk.store().contains("\"lastUsed\": 7"))
    }

    @Test func aHeldEnterDoesNotApply() {
        var walk = ProfilesWalk(ProfilesFixture().hindered("noCurl"))
        walk.press(.down, .down)
        // The menu, clearing, Do it: the repeats of a held key are 30 ms apart.
        for repeated in 0..<40 {
            walk.time = repeated == 0 ? 0 : 500 + Int64(repeated) * 30
            walk.press(.enter)
        }
        #expect(walk.effects.applies == 0)
        walk.time += 5000
        walk.tell(.woken(at: walk.time))
        walk.see()
        #expect(walk.effects.applies == 0)
        walk.press(.enter)
        #expect(walk.effects.applies == 1)
    }

    @Test func aHeldEnterChecksNothing() {
        var walk = ProfilesWalk()
        walk.press(.down, .down)
        // The menu, checking, Check it.
        for repeated in 0..<40 {
            walk.time = repeated == 0 ? 0 : 500 + Int64(repeated) * 30
            walk.press(.enter)
        }
        #expect(walk.effects.checks.isEmpty)
        walk.time += 5000
        walk.press(.enter)
        #expect(walk.effects.checks.count == 1 && walk.effects.applies == 0)
    }

    @Test func newOpensTheWizardAndEscComesBack() {
        var walk = ProfilesWalk()
        walk.press(.character("n"))
        #expect(walk.effects.wizards == 1)
        walk.press(.control("c"))
        #expect(walk.left == nil)
        #expect(walk.text.contains("openclaw profiles"))
    }

    @Test func leaving() {
        var walk = ProfilesWalk()
        walk.press(.escape)
        #expect(walk.left == nil)
        #expect(walk.flatText.contains("q leaves"))
        walk.press(.character("q"))
        #expect(walk.left == 0)
        #expect(walk.screen.farewell == ["Nothing was written."])
    }

    @Test("rule 7: what was done outlives the screen") func farewell() {
        var walk = ProfilesWalk()
        walk.press(.down, .down, .character("c"), .enter, .control("c"))
        #expect(walk.left == 130)
        #expect(walk.screen.farewell.first == "Cleared the cooldown of old.")
        #expect(walk.screen.farewell.contains { $0.contains("~/.openclaw/agents/main/agent/auth-profiles.json") })
    }
}
