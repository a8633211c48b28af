import GatewayHost
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// Goldens of Home and Agents, and where their rows lead.
@MainActor
@Suite struct HomeGoldenTests {
    private func check(
        _ name: String,
        _ fixture: @autoclosure () -> ProfilesFixture = ProfilesFixture(),
        _ walk: (inout ProfilesWalk) -> Void = { _ in }
    ) {
        BrowseGoldens.check("home/" + name, { ProfilesWalk(fixture(), size: $0, texts: $1, atHome: true) }, walk)
    }

    @Test func answers() { check("answers") }

    @Test("rule 69: a token whose year is nearly over is an act") func anAgingToken() {
        check("aging", ProfilesFixture().made(daysAgo: 340))
        var walk = ProfilesWalk(ProfilesFixture().made(daysAgo: 340), atHome: true)
        walk.open("Make a new token for default")
        #expect(walk.flatText.contains("For anthropic:default; its name stays"), "\(walk.text)")
        #expect(!ProfilesWalk(ProfilesFixture().made(daysAgo: 334), atHome: true).text.contains("new token"))
    }

    @Test func cannotAnswer() { check("resting", ProfilesFixture(["main": ProfilesFixture.resting])) }

    @Test func nothingYet() { check("nothing", ProfilesFixture(config: nil, [:])) }

    @Test func brokenConfig() { check("broken", ProfilesFixture(config: "{ gateway: { port: 1 \"opus\" } }\n")) }

    @Test func brokenConfigRead() {
        check("broken-finding", ProfilesFixture(config: "{ gateway: { port: 1 \"opus\" } }\n")) {
            $0.press(.character("1"))
        }
    }

    @Test func aLoginThatRanOut() {
        check("ran-out", ProfilesFixture(["main": ProfilesFixture.ranOut]))
        var walk = ProfilesWalk(ProfilesFixture(["main": ProfilesFixture.ranOut]), atHome: true)
        walk.open("Read about the login")
        #expect(walk.flatText.contains("the gateway refreshes it at the next message"), "\(walk.text)")
        #expect(walk.flatText.contains("openclaw models auth setup-token --provider anthropic"))
    }

    @Test func keys() { check("keys") { $0.press(.character("?")) } }

    @Test func agents() {
        let config = ProfilesFixture.agents("main", "ops", "family")
        let stores = [
            "main": ProfilesFixture.four, "ops": ProfilesFixture.text([ProfilesFixture.key("ops", "A")]),
        ]
        check("with-agents", ProfilesFixture(config: config, stores))
        var walk = ProfilesWalk(ProfilesFixture(config: config, stores), atHome: true)
        walk.press(.end, .enter)
        #expect(
            walk.picture.canvas.lines.contains { $0.contains("family") && $0.contains("main's") && $0.hasSuffix("-") }
        )
    }

    @Test("rule 55: an act opens its preview on the profile") func anActLeadsToItsProfile() {
        var walk = ProfilesWalk(atHome: true)
        walk.open("Check old now")
        #expect(walk.flatText.contains("clear its cooldown if it answers"), "\(walk.text)")
        walk.press(.escape)
        #expect(walk.picture.canvas.lines.contains { $0.contains("› old") })
        walk.press(.escape)
        #expect(walk.text.contains("Profiles"))
        walk.press(.escape)
        #expect(walk.left == nil && walk.flatText.contains("q leaves"))
        walk.press(.character("q"))
        #expect(walk.left == 0)
    }

    @Test("rule 1: Home leads to the other screens and to the wizard") func jobs() {
        let config = ProfilesFixture.agents("main", "ops")
        var walk = ProfilesWalk(ProfilesFixture(config: config), atHome: true)
        let titles = [
            "Profiles": "openclaw profiles", "Parameters": "openclaw parameters", "Agents": "openclaw agents",
        ]
        for (job, title) in titles {
            walk.open(job)
            #expect(walk.text.contains(title), "\(job)")
            walk.press(.escape)
            #expect(walk.text.contains("Onboard"), "\(job)")
        }
    }

    @Test func whatWasDoneOnProfilesIsToldWhenHomeIsLeft() {
        var walk = ProfilesWalk(atHome: true)
        walk.open("Profiles")
        walk.mark("old")
        walk.press(.character("c"), .character("y"), .escape)
        #expect(walk.effects.applies == 1)
        #expect(!walk.text.contains("Check old now"))
        walk.press(.character("q"))
        #expect(walk.screen.farewell.first == "Cleared the cooldown of old.")
    }

    @Test("rule 22: an environment key that is not used is said") func environmentKey() {
        let fixture = ProfilesFixture()
        fixture.files.addFile(
            ProfilesFixture.state + "/.env",
            "ANTHROPIC_API_KEY=sk-ant-api03-" + String(repeating: "A", count: 95)
        )
        let walk = ProfilesWalk(fixture, atHome: true)
        #expect(walk.flatText.contains("ANTHROPIC_API_KEY (~/.openclaw/.env, line 1) is not used: "))
    }
}
