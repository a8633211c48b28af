import GatewayHost
import Secrets
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// Random keys in line mode.
@MainActor
@Suite struct LineRandomWalkTests {
    private static let fixtures: [HostFixture] = [HostFixture(), .withProfile, .withAgents, .withEnvironmentKey]

    private static let keys: [Key] =
        Array(repeating: .enter, count: 24)
        + [
            .escape, .tab, .backspace, .delete, .up, .down, .home, .control("c"), .control("d"), .control("l"),
            .control("z"), .control("u"), .control("w"), .paste(Fake.token), .paste(Fake.apiKey), .paste(Fake.two),
            .paste(Fake.cutToken(90)), .paste(Secret("BBBBBBBBBBBB")), .paste(Secret("")), .paste(Secret("x/y")),
        ] + "111223456<<??sdwuqy/ ｖ１opus".map { .character($0) }

    @Test("a random walk of 50 000 keys: no trap, no apply without Enter on Review, no secret in any line")
    func randomWalk() {
        var random = SeededRandom(seed: 20_261_122)
        var left = 50_000
        var applies = 0
        while left > 0 {
            let fixture = Self.fixtures[random.next(below: Self.fixtures.count)]
            let terminal = ScriptedLineTerminal {
                guard left > 0 else { return .signal(1) }
                left -= 1
                return random.next(below: 30) == 0 ? nil : .key(Self.keys[random.next(below: Self.keys.count)])
            }
            let effects = CountingEffects()
            effects.host = fixture.host
            effects.results = [.failure(.locked(holder: "pid 812")), .failure(.changedMeanwhile(paths: ["x"]))]
            var time: Int64 = 0
            let setup = WizardSetup(host: fixture.host, models: Models.all, isSpoken: true)
            let outcome = LineLoop.run(Wizard(setup), terminal: terminal, effects: effects) {
                time += 700
                return time
            }
            applies += effects.applies
            #expect(!terminal.transcript.contains(Fake.sentinel), "the transcript holds a piece of a secret")
            #expect(!terminal.transcript.contains("[wizard."), "a text is missing")
            #expect(effects.applies == 0 || terminal.transcript.contains("Review."))
            #expect([0, 1, 130, 129].contains(outcome.code))
        }
        #expect(applies > 0, "the walk never got to an apply")
    }
}
