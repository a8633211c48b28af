import GatewayHost
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// Goldens of the browse screens, at three sizes and in two languages.
@MainActor
enum BrowseGoldens {
    private static let sizes = [
        Size(columns: 120, rows: 40), Size(columns: 80, rows: 24), Size(columns: 40, rows: 15),
    ]

    /// `open` creates the screen in one of the looks, `walk` leads to the state.
    static func check(
        _ name: String,
        _ open: (Size, Texts) -> ProfilesWalk,
        _ walk: (inout ProfilesWalk) -> Void
    ) {
        for language in Language.allCases {
            for size in sizes {
                var screen = open(size, Texts.of(language))
                walk(&screen)
                let picture = screen.picture
                let suffix = language == .english ? "" : "-zh"
                assertScreen(
                    picture.canvas,
                    named: "\(name)-\(size.columns)x\(size.rows)\(suffix)",
                    cursor: picture.cursor,
                    styles: true
                )
            }
        }
    }

    /// The page shown while the host is read.
    static func loading(_ kind: LoadingPage.Kind) {
        for language in Language.allCases {
            let page = LoadingPage(kind, texts: .of(language), user: "jo", hostName: "gw-01")
            for size in sizes {
                var canvas = Canvas(size: size)
                let cursor = page.draw(10_000, on: &canvas, TerminalCapabilities(colors: 256, unicode: true))
                let suffix = language == .english ? "" : "-zh"
                assertScreen(
                    canvas,
                    named: "\(kind.rawValue)/loading-\(size.columns)x\(size.rows)\(suffix)",
                    cursor: cursor,
                    styles: true
                )
            }
        }
    }

    /// The same for Profiles.
    static func profiles(
        _ name: String,
        _ fixture: @autoclosure () -> ProfilesFixture = ProfilesFixture(),
        agent: String? = nil,
        walk: (inout ProfilesWalk) -> Void = { _ in }
    ) {
        check("profiles/" + name, { ProfilesWalk(fixture(), size: $0, agent: agent, texts: $1) }, walk)
    }
}

/// Goldens of the profiles screen and its states.
@MainActor
@Suite struct ProfilesGoldenTests {
    private func check(
        _ name: String,
        _ fixture: @autoclosure () -> ProfilesFixture = ProfilesFixture(),
        agent: String? = nil,
        walk: (inout ProfilesWalk) -> Void = { _ in }
    ) {
        BrowseGoldens.profiles(name, fixture(), agent: agent, walk: walk)
    }

    @Test("the page that stands there while very many profiles are read, of each screen")
    func loading() {
        for kind in [LoadingPage.Kind.home, .profiles, .parameters] {
            BrowseGoldens.loading(kind)
        }
    }

    @Test func first() { check("first") }

    @Test("rule 69: a token that was made here has an age") func ages() {
        check("made", ProfilesFixture().made(daysAgo: 53))
        check("aging", ProfilesFixture().made(daysAgo: 340))
    }

    @Test func nothingReady() { check("resting", ProfilesFixture(["main": ProfilesFixture.resting])) }

    @Test func menu() { check("menu") { $0.press(.down, .down, .enter) } }

    @Test func strip() { check("strip") { $0.press(.down, .down, .character("c")) } }

    @Test func removing() { check("remove") { $0.press(.down, .character("x")) } }

    @Test func diff() { check("diff") { $0.press(.down, .down, .character("c"), .character("d")) } }

    @Test func command() { check("command") { $0.press(.down, .down, .character("c"), .character("w")) } }

    @Test func cleared() { check("cleared") { $0.press(.down, .down, .character("c"), .enter) } }

    @Test func undo() { check("undo") { $0.press(.down, .down, .character("c"), .enter, .character("u")) } }

    @Test func moving() { check("moving") { $0.press(.character("m"), .down) } }

    @Test func moved() { check("moved") { $0.press(.character("m"), .down, .enter) } }

    @Test func filter() {
        check("filter", ProfilesFixture(["main": ProfilesFixture.many(50)])) {
            $0.press(.character("/"))
            $0.type("p1 cool")
        }
    }

    @Test func noMatch() {
        check("filter-none") {
            $0.press(.character("/"))
            $0.type("opsu")
        }
    }

    @Test func replacing() {
        check("replace") { $0.press(.down, .character("r"), .paste(Fake.apiKey)) }
    }

    @Test func keys() { check("keys") { $0.press(.character("?")) } }

    @Test func severalAgents() {
        let config = ProfilesFixture.agents("main", "ops", "family")
        check("agents", ProfilesFixture(config: config)) { $0.press(.character("a")) }
        check("copy-targets", ProfilesFixture(config: config)) { $0.press(.character("t"), .character(" ")) }
        check("copy-review", ProfilesFixture(config: config)) {
            $0.press(.character("t"), .character(" "), .down, .character(" "), .enter)
        }
    }

    @Test func usesMain() {
        check("uses-main", ProfilesFixture(config: ProfilesFixture.agents("main", "ops")), agent: "ops")
    }

    @Test func nothingStored() { check("empty", ProfilesFixture([:])) }

    @Test func corrupt() { check("corrupt", ProfilesFixture(["main": "{ \"version\": 1,\n  \"profiles\": { ]\n}\n"])) }

    @Test func locked() {
        check("locked") {
            $0.effects.failures = [.locked(holder: "pid 812 (gateway)")]
            $0.press(.down, .down, .character("c"), .enter)
        }
    }

    @Test func changedOutside() {
        check("changed") {
            $0.effects.fixture.files.addFile(
                ProfilesFixture.store("main"),
                ProfilesFixture.four.replacing("\"errorCount\": 3", with: "\"errorCount\": 4")
            )
            $0.tell(.browse(.filesChanged))
        }
    }

    @Test func tooSmall() {
        var walk = ProfilesWalk(size: Size(columns: 38, rows: 12))
        walk.press(.character("x"), .enter, .escape)
        assertScreen(walk.picture.canvas, named: "profiles/too-small", cursor: walk.picture.cursor, styles: true)
        #expect(walk.left == nil)
    }

    @Test func otherProviders() {
        let others = ["a", "b"].map {
            #"    "openai:\#($0)": { "type": "api_key", "provider": "openai", "key": "sk-other" }"#
        }
        let fixture = ProfilesFixture([
            "main": ProfilesFixture.text([ProfilesFixture.token("default", "A")] + others)
        ])
        check("others", fixture)
        check("others-shown", fixture) { $0.press(.tab) }
    }

    @Test func aNewName() {
        check("naming", ProfilesFixture()) { $0.press(.down, .character("i")) }
        let fixture = ProfilesFixture(
            config: ProfilesFixture.agents("main", "ops"),
            ["main": ProfilesFixture.four, "ops": ProfilesFixture.text([ProfilesFixture.key("work", "A")])]
        )
        check("naming-agents", fixture) {
            $0.press(.down, .character("i"), .character("2"), .enter)
        }
        check("renaming", ProfilesFixture()) { $0.press(.down, .character("i"), .character("2"), .enter) }
    }

    @Test("rule 38: without UTF-8 every character is ASCII") func ascii() {
        let walk = ProfilesWalk(unicode: false)
        #expect(walk.text.allSatisfy { $0.isASCII })
        assertScreen(walk.picture.canvas, named: "profiles/ascii", cursor: walk.picture.cursor, styles: true)
    }
}
