internal import GatewayHost

/// A page of `openclaw help` that is about no command: `openclaw help exit-codes`. The manual has the same pages.
enum HelpTopic: String, CaseIterable {
    case exitCodes = "exit-codes"
    case environment
    case files

    /// The topic of a command line; nil for every other line.
    init?(_ words: [String]) {
        guard words.count == 2, words[0] == "help" else { return nil }
        self.init(rawValue: words[1])
    }

    /// Its heading in the manual, as manuals have it.
    var heading: String {
        switch self {
        case .exitCodes: "EXIT STATUS"
        case .environment: "ENVIRONMENT"
        case .files: "FILES"
        }
    }

    /// A sentence, then rows in two columns.
    var text: String { Words.text("help.topic." + rawValue) }

    /// The sentence at its start.
    var lead: String { String(text.prefix { $0 != "\n" }) }

    /// What it is about, for a list of topics.
    var abstract: String { Words.text("help.topic." + rawValue + ".abstract") }

    /// The rows below the sentence.
    var rows: [HelpPage.Row] {
        HelpPage(text: "ROWS:\n" + text.split(separator: "\n").dropFirst().joined(separator: "\n")).sections
            .flatMap(\.rows)
    }
}
