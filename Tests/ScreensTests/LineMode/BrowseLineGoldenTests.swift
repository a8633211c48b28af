import Anthropic
import GatewayHost
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// Rule 57: the browse screens as numbered, append-only text, in both languages.
@MainActor
@Suite struct BrowseLineGoldenTests {
    /// What a person types on a host.
    struct Scenario: Sendable, CustomTestStringConvertible {
        var name: String
        var start: BrowseLines.Start
        var acts: @MainActor @Sendable () -> [LineWalk.Act]
        var fixture: @Sendable () -> ProfilesFixture = { ProfilesFixture() }
        var answers: [Verification.Outcome] = []

        var testDescription: String { name }
    }

    nonisolated static let scenarios: [Scenario] = [
        Scenario(
            name: "home",
            start: .home,
            acts: { .lines("?", "9", "<", "profiles", "<", "2", "<", "q") }
        ),
        Scenario(
            name: "home-aging",
            start: .home,
            acts: { .lines("5", "1", "<", "<", "4", "<", "q") },
            fixture: { ProfilesFixture().made(daysAgo: 340) }
        ),
        Scenario(name: "home-empty", start: .home, acts: { .lines("", "<", "q") }, fixture: { ProfilesFixture([:]) }),
        Scenario(
            name: "home-broken",
            start: .home,
            acts: { .lines("1", "q") },
            fixture: { ProfilesFixture(["main": "{ broken"]) }
        ),
        Scenario(
            name: "profiles",
            start: .profiles,
            acts: { .lines("?", "3", "<", "old", "c", "d", "w", "2", "c 3", "y", "p", "u", "1", "q") }
        ),
        Scenario(
            name: "profiles-check",
            start: .profiles,
            acts: { .lines("v 3", "1", "v 2", "1", "v", "<", "q") },
            answers: [.verified, .rejected]
        ),
        Scenario(name: "profiles-move", start: .profiles, acts: { .lines("m", "<", "m 2", "1", "1", "o", "y", "q") }),
        Scenario(
            name: "profiles-replace",
            start: .profiles,
            acts: {
                .lines("r 2", "?", "<", "r 2") + [.key(.paste(Fake.apiKey)), .line("")]
                    + .lines("1", "1", "r 2") + [.key(.paste(Fake.apiKey)), .line("")] + .lines("1", "q")
            },
            answers: [.rejected, .verified]
        ),
        Scenario(
            name: "profiles-copy",
            start: .profiles,
            acts: { .lines("t 2", "", "1 2", "family", "", "1", "a", "ops", "x 1", "2", "q") },
            fixture: { ProfilesFixture(config: ProfilesFixture.agents("main", "ops", "family")) }
        ),
        Scenario(
            name: "profiles-many",
            start: .profiles,
            acts: { .lines("more", "p2", "p29", "<", "more", "q") },
            fixture: { ProfilesFixture(["main": ProfilesFixture.many(45)]) }
        ),
        Scenario(
            name: "profiles-empty",
            start: .profiles,
            acts: { .lines("2", "q") },
            fixture: { ProfilesFixture(config: ProfilesFixture.agents("ops", "main")) }
        ),
        Scenario(
            name: "parameters",
            start: .parameters,
            acts: {
                .lines(
                    "?",
                    "more",
                    "haiku",
                    "1",
                    "1",
                    "cache",
                    "long",
                    "temperature",
                    "hot",
                    "2",
                    "0.5",
                    "s",
                    "d",
                    "1",
                    "u",
                    "<",
                    "1",
                    "2",
                    "0.1",
                    "q",
                    "2",
                    "x 2",
                    "q"
                )
            },
            fixture: { ParametersFixture.written }
        ),
        Scenario(
            name: "parameters-legacy",
            start: .parameters,
            acts: { .lines("", "cacheControlTtl", "1", "w", "s", "1", "q", "q") },
            fixture: { ParametersFixture.legacy }
        ),
        Scenario(
            name: "parameters-broken",
            start: .parameters,
            acts: { .lines("", "2") },
            fixture: { ParametersFixture.broken }
        ),
        Scenario(
            name: "agent-table",
            start: .home,
            acts: { .lines("agents", "?", "ops", "<", "<", "q") },
            fixture: { ProfilesFixture(config: ProfilesFixture.agents("main", "ops", "family")) }
        ),
    ]

    @Test("rule 57: every screen is read out and answered", arguments: scenarios, Language.allCases)
    func everyScreenIsReadOut(scenario: Scenario, language: Language) {
        let lines = BrowseLines(
            scenario.acts(),
            on: scenario.fixture(),
            at: scenario.start,
            texts: Texts.of(language),
            answers: scenario.answers
        )
        let suffix = language == .english ? "" : "-zh"
        assertText(lines.transcript + "\n", named: "lines/\(scenario.name)\(suffix)")
        #expect(!lines.transcript.contains(Fake.sentinel))
    }

    @Test("rule 57: no signs, stars, arrows or boxes on any screen", arguments: scenarios)
    func nothingIsSaidBySigns(scenario: Scenario) {
        let lines = BrowseLines(scenario.acts(), on: scenario.fixture(), at: scenario.start, answers: scenario.answers)
        for sign in ["->", "›", "✓", "✗", "‹", "[x]", "│", "─", "Esc"] {
            #expect(!lines.transcript.contains(sign), "\(sign)")
        }
        #expect(lines.transcript.allSatisfy { $0.isASCII })
    }
}
