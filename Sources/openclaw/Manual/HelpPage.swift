internal import ArgumentParser

/// The help of a command, taken apart: what the manual and the completions are made of.
///
/// The parser has no other description of its options in a release build, and with one text there is one source: a word
/// that `--help` does not know is in no other place either.
struct HelpPage {
    /// A line in two columns: a flag, an argument or a command, and what it is.
    struct Row: Equatable {
        let term: String
        var text: String
    }

    /// What stands below a heading such as `OPTIONS:`.
    struct Section: Equatable {
        /// Without its colon.
        let title: String
        var rows: [Row] = []
    }

    /// The sentence behind `OVERVIEW:`.
    private(set) var abstract = ""
    /// What follows it, line by line: a layout of its own.
    private(set) var discussion: [String] = []
    private(set) var sections: [Section] = []

    /// So wide that the parser breaks no line.
    private static let columns = 10_000

    init(of command: any ParsableCommand.Type) {
        self.init(text: HelpWords.printed(command.helpMessage(columns: Self.columns)))
    }

    /// Reads the text of a help.
    init(text: String) {
        var title = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if let heading = Self.heading(of: line) {
                title = heading.title
                switch title {
                case "OVERVIEW": abstract = heading.rest
                case "USAGE": break
                default: sections.append(Section(title: title))
                }
            } else if title == "OVERVIEW" {
                discussion.append(line)
            } else if title != "USAGE" {
                addRow(line)
            }
        }
        while discussion.last?.isEmpty == true { discussion.removeLast() }
        while discussion.first?.isEmpty == true { discussion.removeFirst() }
    }

    /// A heading is a word in capitals at the start of a line, then a colon.
    private static func heading(of line: String) -> (title: String, rest: String)? {
        guard let colon = line.firstIndex(of: ":"), colon > line.startIndex,
            line[..<colon].allSatisfy({ $0.isUppercase || " ()-".contains($0) }), line.first?.isUppercase == true
        else { return nil }
        return (String(line[..<colon]), String(line[line.index(after: colon)...].drop { $0 == " " }))
    }

    /// Two blanks lead a row; a column of text without a term goes on with the row before.
    private mutating func addRow(_ line: String) {
        guard !sections.isEmpty, line.hasPrefix("  ") else { return }
        let last = sections.count - 1
        let content = line.dropFirst(2)
        if content.first == " " {
            let text = content.drop { $0 == " " }
            guard let row = sections[last].rows.indices.last, !text.isEmpty else { return }
            let before = sections[last].rows[row].text
            sections[last].rows[row].text = before.isEmpty ? String(text) : before + " " + text
            return
        }
        // The last line of a help points at `openclaw help`; it is no row.
        if content.hasPrefix("See ") { return }
        let parts = content.split(separator: "  ", maxSplits: 1)
        let text = parts.count == 2 ? parts[1].drop { $0 == " " } : ""
        // One blank where a term just fits its column.
        if text.isEmpty, let fitting = Self.fitting(content) {
            sections[last].rows.append(fitting)
        } else {
            sections[last].rows.append(Row(term: String(parts.first ?? content), text: String(text)))
        }
    }

    /// `--tailscale <tailscale> off, serve ...`: the term ends with its value, and the text follows it.
    private static func fitting(_ content: Substring) -> Row? {
        guard let end = content.firstRange(of: "> ")?.lowerBound else { return nil }
        let next = content.index(after: end)
        let text = content[next...].drop { $0 == " " }
        return text.isEmpty ? nil : Row(term: String(content[..<next]), text: String(text))
    }
}

extension HelpPage {
    /// An option as the command line has it.
    struct Flag: Equatable {
        /// `--agent`, `-h`.
        let names: [String]
        let takesValue: Bool
        let text: String
    }

    /// The flags of all sections.
    var flags: [Flag] {
        sections.filter { $0.title != "ARGUMENTS" && $0.title != "SUBCOMMANDS" }.flatMap(\.rows).compactMap { row in
            guard row.term.hasPrefix("-") else { return nil }
            let words = row.term.split { $0 == " " || $0 == "," }.map(String.init)
            let names = words.flatMap { $0.split(separator: "/").map(String.init) }.filter { $0.hasPrefix("-") }
            return Flag(names: names, takesValue: row.term.contains("<"), text: row.text)
        }
    }
}
