internal import Anthropic
internal import GatewayHost
internal import TerminalUI

extension Wizard: SpokenScreen, SpokenStack {
    var spokenPage: SpokenPage {
        switch overlays.last {
        case .reading(let reading): SpokenPage(lines: reading.spoken(words), asking: .nothing, isOverlay: true)
        case .question(let question):
            SpokenPage(lines: [question.text], asking: question.list.asking(words), isOverlay: true)
        case .steps(let steps):
            SpokenPage(lines: [words("steps.title")], asking: steps.list.asking(words), isOverlay: true)
        case nil:
            SpokenPage(
                place: spokenPlace,
                lines: words.spoken(step.blocks(context, answers)),
                asking: step.asking(context),
                prompt: prompt,
                isList: step.keys == .longList
            )
        }
    }

    private var prompt: String? {
        switch step.asking(context) {
        case .secret where !steps.credential.field.isEmpty: words("line.secret.held")
        default: nil
        }
    }

    var spokenReading: Reading? {
        if case .reading(let reading) = overlays.last { reading } else { nil }
    }

    var spokenNews: [String] { overlays.isEmpty ? words.spoken(step.news(context, answers)) : [] }

    var asksForSecret: Bool { overlays.isEmpty && step.keys == .secretField }
    var judgesPastes: Bool { followsCredential }
    var hasSteps: Bool { true }
    var isSettling: Bool { settling != nil }

    var checkedHost: String? { host.checks?.host }
    func awaits(check id: Int) -> Bool { check.isRunning && check.id == id }
    func spokenResult(_ verification: Verification) -> String? { CheckWords(setup.texts).sentence(verification) }

    mutating func leaveAll() -> [Effect]? { nil }

    /// The help: why the page asks.
    var spokenHelp: [String] {
        words.paragraphs("help." + current.rawValue) + [words(asksForSecret ? "line.help.secret" : "line.help")]
    }

    // MARK: - As what line mode runs

    var spokenGreeting: String {
        let facts = host.facts
        return words("line.greeting", ["place": "\(facts.user)@\(facts.hostName)"])
    }

    /// The last page has already reported what was done.
    var spokenFarewell: [String] { current == .done ? [] : farewell }
    var endOfInputCode: Int32 { current == .done ? 0 : 130 }

    private var spokenPlace: String {
        let place = place
        let values = [
            "place": String(place.number), "count": String(place.count), "step": words(current.nameKey),
        ]
        return words("line.place", values)
    }
}
