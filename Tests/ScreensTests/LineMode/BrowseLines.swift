import Anthropic
import GatewayHost
import Secrets
import TerminalUI
import TestSupport

@testable import Screens

/// One run of the browse screens in line mode: input, output, result and the files afterwards.
@MainActor
struct BrowseLines {
    enum Start: Sendable { case home, profiles, parameters }

    let transcript: String
    let outcome: ExitOutcome
    let effects: MemoryEffects

    @discardableResult
    init(
        _ acts: [LineWalk.Act],
        on fixture: ProfilesFixture = ProfilesFixture(),
        at start: Start = .profiles,
        agent: String? = nil,
        texts: Texts = .english,
        answers: [Verification.Outcome] = [],
        failures: [ApplyFailure] = [],
        millisecondsPerLook: Int64 = 400
    ) {
        let events = acts.flatMap { act -> [TerminalEvent?] in
            switch act {
            case .line(let line): ScriptedLineTerminal.keys(line).map { .key($0) }
            case .key(let key): [.key(key)]
            case .timeout: [nil]
            }
        }
        let terminal = ScriptedLineTerminal(events)
        effects = MemoryEffects(fixture, texts: texts, isSpoken: true)
        effects.answers = answers
        effects.failures = failures
        var time: Int64 = 0
        outcome = LineLoop.run(Self.screens(start, effects.host, agent), terminal: terminal, effects: effects) {
            time += millisecondsPerLook
            return time
        }
        transcript = terminal.transcript
    }

    static func screens(_ start: Start, _ host: BrowseHost, _ agent: String? = nil) -> Navigator {
        switch start {
        case .home: Navigator(home: host)
        case .profiles: Navigator(profiles: host, agent: agent)
        case .parameters: Navigator(parameters: host)
        }
    }

    func store(_ agent: String = "main") -> String { effects.fixture.files.text(ProfilesFixture.store(agent)) ?? "" }
    var config: String { effects.fixture.files.text(ParametersFixture.path) ?? "" }
}

extension [LineWalk.Act] {
    /// Lines that are typed one after the other.
    static func lines(_ lines: String...) -> [LineWalk.Act] { lines.map { .line($0) } }
}
