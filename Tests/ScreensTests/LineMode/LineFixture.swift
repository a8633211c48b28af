import Anthropic
import GatewayHost
import Secrets
import TerminalUI
import TestSupport

@testable import Screens

/// One run of the wizard in line mode: input, output and result.
@MainActor
struct LineWalk {
    let transcript: String
    let outcome: ExitOutcome
    let effects: CountingEffects

    /// One action of a person.
    enum Act {
        /// Types a line and presses Enter.
        case line(String)
        case key(Key)
        /// The terminal's wait times out.
        case timeout
    }

    @discardableResult
    init(
        _ acts: [Act],
        on fixture: HostFixture = HostFixture(),
        entry: WizardSetup.Entry = .beginning,
        refusal: Problem? = nil,
        texts: Texts = .english,
        results: [Result<ApplyReport, ApplyFailure>] = [],
        verifications: [Verification] = [],
        millisecondsPerLook: Int64 = 1000
    ) {
        let events: [TerminalEvent?] = acts.flatMap { act -> [TerminalEvent?] in
            switch act {
            case .line(let line): ScriptedLineTerminal.keys(line).map { .key($0) }
            case .key(let key): [.key(key)]
            case .timeout: [nil]
            }
        }
        let terminal = ScriptedLineTerminal(events)
        effects = CountingEffects()
        effects.results = results
        effects.verifications = verifications
        effects.host = fixture.host
        var time: Int64 = 0
        outcome = LineLoop.run(
            Wizard(
                WizardSetup(
                    host: fixture.host,
                    models: Models.all,
                    texts: texts,
                    entry: entry,
                    refusal: refusal,
                    isSpoken: true
                )
            ),
            terminal: terminal,
            effects: effects,
            clock: {
                time += millisecondsPerLook
                return time
            }
        )
        transcript = terminal.transcript
    }

    /// The lines after the last start of a page.
    var lastPage: String { String(transcript.components(separatedBy: "\n\n").last ?? "") }
}

extension String {
    fileprivate func components(separatedBy separator: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        return parts + [rest]
    }
}

extension [LineWalk.Act] {
    /// From Welcome to Review with an API key.
    static let toReview: [LineWalk.Act] = [
        .line(""), .line(""), .key(.paste(Fake.apiKey)), .line(""), .line(""), .line(""),
    ]
}
