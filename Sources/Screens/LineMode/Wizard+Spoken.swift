internal import GatewayHost
internal import TerminalUI

/// A page for line mode: texts first, then what is asked.
struct SpokenPage: Equatable {
    /// The position in the wizard; empty for an overlay.
    var place = ""
    var lines: [String]
    var asking: Asking
}

extension Wizard {
    /// The page or its topmost overlay, as lines.
    var spokenPage: SpokenPage {
        switch overlays.last {
        case .reading(let reading): SpokenPage(lines: lines(of: reading), asking: asking)
        case .question(let question): SpokenPage(lines: [question.text], asking: asking)
        case .steps: SpokenPage(lines: [words("steps.title")], asking: asking)
        case nil: SpokenPage(place: spokenPlace, lines: words.spoken(step.blocks(context, answers)), asking: asking)
        }
    }

    /// What is asked now, without the surrounding texts.
    var asking: Asking {
        switch overlays.last {
        case .reading: .nothing
        case .question(let question): question.list.asking(words)
        case .steps(let steps): steps.list.asking(words)
        case nil: step.asking(context)
        }
    }

    /// Whether input must not be echoed.
    var asksForSecret: Bool { overlays.isEmpty && step.keys == .secretField }

    /// What the last answer changed on the page.
    var spokenNews: [String] { overlays.isEmpty ? words.spoken(step.news(context, answers)) : [] }

    /// A message with a word for its kind.
    func spoken(_ message: Message) -> String { words.spoken(message.mark, message.text) }

    /// Title and text of a read-only overlay.
    func lines(of reading: Reading) -> [String] { [reading.title] + words.spoken(reading.blocks) }

    /// The help: why the page asks.
    var spokenHelp: [String] {
        var lines: [String] = []
        var part = 1
        while words.has("help.\(current.rawValue).\(part)") {
            lines.append(words("help.\(current.rawValue).\(part)"))
            part += 1
        }
        return lines + [words(asksForSecret ? "line.help.secret" : "line.help")]
    }

    /// The text before the first page.
    var spokenGreeting: String {
        let facts = host.facts
        return words("line.greeting", ["place": "\(facts.user)@\(facts.hostName)"])
    }

    private var spokenPlace: String {
        let place = place
        let values = [
            "place": String(place.number), "count": String(place.count), "step": words(current.nameKey),
        ]
        return words("line.place", values)
    }
}
