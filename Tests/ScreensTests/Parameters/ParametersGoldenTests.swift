import GatewayHost
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// Goldens of the parameters screen and its states, at three sizes and in two languages.
@MainActor
@Suite struct ParametersGoldenTests {
    private func check(
        _ name: String,
        _ fixture: @autoclosure () -> ProfilesFixture = ParametersFixture.blank,
        _ walk: (inout ProfilesWalk) -> Void = { _ in }
    ) {
        BrowseGoldens.check(
            "parameters/" + name,
            { ProfilesWalk(fixture(), size: $0, texts: $1, atParameters: true) },
            walk
        )
    }

    @Test func nothingSet() { check("blank") }

    @Test func written() { check("written", ParametersFixture.written) { $0.press(.down) } }

    @Test func edited() { check("edited") { $0.press(.enter, .character("3")) } }

    @Test func allowed() { check("allowed") { $0.press(.enter, .character("3"), .end, .enter) } }

    @Test func choice() { check("choice") { $0.press(.enter) } }

    @Test func number() { check("number", ParametersFixture.written) { $0.press(.down, .enter) } }

    @Test func wrongNumber() {
        check("number-wrong") {
            $0.press(.down, .enter, .character("2"), .enter)
        }
    }

    @Test func strip() {
        check("strip", ParametersFixture.written) { $0.press(.enter, .character("3"), .character("s")) }
    }

    @Test func review() {
        check("review") {
            $0.press(.enter, .character("3"), .down, .enter)
            $0.type("0.25")
            $0.press(.enter, .down, .enter)
            $0.type("4096")
            $0.press(.enter, .character("s"))
        }
    }

    @Test func diff() { check("diff") { $0.press(.enter, .character("3"), .character("s"), .character("d")) } }

    @Test func command() { check("command") { $0.press(.enter, .character("3"), .character("w")) } }

    @Test func saved() { check("saved") { $0.press(.enter, .character("3"), .character("s"), .character("y")) } }

    @Test func undo() {
        check("undo") { $0.press(.enter, .character("3"), .character("s"), .character("y"), .character("u")) }
    }

    @Test func noEffect() { check("subscription", ParametersFixture.subscription) }

    @Test func noEffectChoice() { check("subscription-choice", ParametersFixture.subscription) { $0.press(.enter) } }

    @Test func legacy() { check("legacy", ParametersFixture.legacy) { $0.press(.end) } }

    @Test func migration() { check("migration", ParametersFixture.legacy) { $0.press(.end, .enter) } }

    @Test func migrated() { check("migrated", ParametersFixture.legacy) { $0.press(.end, .enter, .enter) } }

    @Test func outOfItsLimits() { check("odd", ParametersFixture.odd) { $0.press(.down) } }

    @Test func unknown() { check("unknown", ParametersFixture.odd) { $0.press(.end, .up) } }

    @Test func unknownCommand() { check("unknown-command", ParametersFixture.odd) { $0.press(.end, .up, .enter) } }

    @Test func models() { check("models", ParametersFixture.written) { $0.press(.tab, .down) } }

    @Test func filter() {
        check("filter") {
            $0.press(.character("/"))
            $0.type("son 4")
        }
    }

    @Test func noMatch() {
        check("filter-none") {
            $0.press(.character("/"))
            $0.type("opsu")
        }
    }

    @Test func leaving() { check("leaving") { $0.press(.enter, .character("3"), .character("q")) } }

    @Test func keys() { check("keys") { $0.press(.character("?")) } }

    @Test func corrupt() { check("corrupt", ParametersFixture.broken) }

    @Test func locked() {
        check("locked", ParametersFixture.written) {
            $0.effects.failures = [.locked(holder: "pid 812 (openclaw)")]
            $0.press(.enter, .character("3"), .character("s"), .character("y"))
        }
    }

    @Test func changedOutside() {
        check("changed", ParametersFixture.written) {
            $0.press(.enter, .character("3"), .character("s"))
            let files = $0.effects.fixture.files
            files.addFile(ParametersFixture.path, $0.config.replacing("temperature: 0.5", with: "temperature: 0.75"))
            $0.tell(.browse(.filesChanged))
        }
    }

    @Test func tooSmall() {
        var walk = ProfilesWalk.parameters(size: Size(columns: 38, rows: 12))
        walk.press(.character("x"), .enter, .escape)
        assertScreen(walk.picture.canvas, named: "parameters/too-small", cursor: walk.picture.cursor, styles: true)
        #expect(walk.left == nil)
    }

    @Test("rule 38: without UTF-8 every character is ASCII") func ascii() {
        var walk = ProfilesWalk(ParametersFixture.written, unicode: false, atParameters: true)
        walk.press(.enter, .character("3"), .end)
        #expect(walk.text.allSatisfy { $0.isASCII })
        assertScreen(walk.picture.canvas, named: "parameters/ascii", cursor: walk.picture.cursor, styles: true)
    }
}
