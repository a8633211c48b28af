import Anthropic
import GatewayHost
import Secrets
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// Random answers on every screen in line mode.
@MainActor
@Suite struct BrowseLineWalkTests {
    private static let lines =
        Array(repeating: "", count: 10)
        + [
            "1", "1", "1", "2", "2", "3", "4", "5", "9", "30", "<", "<", "<", "?", "p", "q", "y", "n", "d", "w", "u",
            "s",
            "v", "c", "r", "m", "t", "x", "a", "o", "h", "l", "e", "v 2", "c 3", "x 1", "m 2", "1 2", "more", "old",
            "opus", "cache", "temperature", "0.5", "hot", "profiles", "parameters", "agents", "/work", "ｖ", "１", "  ",
        ]
    private static let keys: [Key] = [
        .paste(Fake.token), .paste(Fake.apiKey), .paste(Fake.cutToken(90)), .paste(Secret("0.5")), .control("u"),
        .control("c"), .control("l"), .control("z"), .backspace, .escape, .tab, .up,
    ]
    private static let outcomes: [Verification.Outcome] = [.verified, .rejected, .unanswered(.timeout)]

    /// The hosts to walk on; each call makes fresh files.
    private static func fixture(_ random: inout SeededRandom) -> ProfilesFixture {
        switch random.next(below: 10) {
        case 0, 1: ProfilesFixture()
        case 2: ProfilesFixture(config: ProfilesFixture.agents("main", "ops", "family"))
        case 3: ProfilesFixture(["main": ProfilesFixture.many(30)])
        case 4: ProfilesFixture([:])
        case 5: ProfilesFixture(["main": "{ broken"])
        case 6: ParametersFixture.written
        case 7: ParametersFixture.legacy
        case 8: ParametersFixture.odd
        default: ParametersFixture.broken
        }
    }

    private static func files(_ fixture: ProfilesFixture) -> [String?] {
        ["main", "ops", "family"].map { fixture.files.text(ProfilesFixture.store($0)) }
            + [fixture.files.text(ParametersFixture.path)]
    }

    @Test(
        "rule 57: any answers in any order: no trap, no write without a yes, no secret in any line",
        arguments: [1, 2, 3]
    )
    func randomWalk(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        var left = 1500
        var applies = 0
        while left > 0 {
            let fixture = Self.fixture(&random)
            let before = Self.files(fixture)
            var typed: [Key] = []
            let terminal = ScriptedLineTerminal {
                guard left > 0 || !typed.isEmpty else { return .signal(1) }
                if !typed.isEmpty { return .key(typed.removeFirst()) }
                left -= 1
                switch random.next(below: 12) {
                case 0: return nil
                case 1: return .key(Self.keys[random.next(below: Self.keys.count)])
                default: typed = ScriptedLineTerminal.keys(Self.lines[random.next(below: Self.lines.count)])
                }
                return .key(typed.removeFirst())
            }
            let effects = MemoryEffects(fixture, texts: .english, isSpoken: true)
            effects.answers = (0..<40).map { _ in Self.outcomes[random.next(below: 3)] }
            effects.failures = [.locked(holder: "pid 812"), .changedMeanwhile(paths: ["x"])]
            let starts: [BrowseLines.Start] = [.home, .profiles, .parameters]
            let screens = BrowseLines.screens(starts[random.next(below: 3)], effects.host)
            var time: Int64 = 0
            let outcome = LineLoop.run(screens, terminal: terminal, effects: effects) {
                time += 450
                return time
            }
            applies += effects.applies
            let transcript = terminal.transcript
            #expect(!transcript.contains(Fake.sentinel), "the transcript holds a piece of a secret")
            #expect(!transcript.contains("[wizard."), "a text is missing")
            if effects.applies + effects.undos == 0 { #expect(Self.files(fixture) == before) }
            // What was asked before each write: a strip, a review, or a check that was told to clear or replace.
            let asked = ["Do it", "Check it", "Replace it", "Review. Nothing is written"]
            #expect(effects.applies == 0 || asked.contains(where: transcript.contains))
            #expect([0, 130, 129].contains(outcome.code))
        }
        #expect(applies > 0, "the walk never got to an apply")
    }
}
