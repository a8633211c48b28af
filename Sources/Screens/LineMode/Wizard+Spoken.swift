internal import GatewayHost
internal import TerminalUI

/// What stands before a person who reads line by line: texts, then what is asked.
struct SpokenPage: Equatable {
    /// Where in the wizard it is; empty over a page.
    var place = ""
    var lines: [String]
    var asking: Asking
}

extension Wizard {
    /// The page or what lies over it, as lines.
    var spokenPage: SpokenPage {
        switch overlays.last {
        case .reading(let reading): SpokenPage(lines: lines(of: reading), asking: asking)
        case .question(let question): SpokenPage(lines: [question.text], asking: asking)
        case .steps: SpokenPage(lines: [words("steps.title")], asking: asking)
        case nil: SpokenPage(place: spokenPlace, lines: words.spoken(step.blocks(context, answers)), asking: asking)
        }
    }

    /// What is asked now, without the texts around it.
    var asking: Asking {
        switch overlays.last {
        case .reading: .nothing
        case .question(let question): question.list.asking(words)
        case .steps(let steps): steps.list.asking(words)
        case nil: step.asking(context)
        }
    }

    /// What is typed now must not be shown.
    var asksForSecret: Bool { overlays.isEmpty && step.keys == .secretField }

    /// What the last answer changed on the page, without what is still the same.
    var spokenNews: [String] { overlays.isEmpty ? words.spoken(step.news(context, answers)) : [] }

    /// A message as a line that says what it is.
    func spoken(_ message: Message) -> String { words.spoken(message.mark, message.text) }

    /// Title and text of something that is only read.
    func lines(of reading: Reading) -> [String] { [reading.title] + words.spoken(reading.blocks) }

    /// Why the page asks.
    var spokenHelp: [String] {
        var lines: [String] = []
        var part = 1
        while words.has("help.\(current.rawValue).\(part)") {
            lines.append(words("help.\(current.rawValue).\(part)"))
            part += 1
        }
        return lines + [words(asksForSecret ? "line.help.secret" : "line.help")]
    }

    /// What stands before the first page.
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
