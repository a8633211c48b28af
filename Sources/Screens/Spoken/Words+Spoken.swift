internal import Secrets

// Blocks as lines for a screen reader: a mark becomes a word, a column a comma.
extension Words {
    /// The lines of these blocks; a widget has none.
    func spoken(_ blocks: [Block]) -> [String] { blocks.flatMap(spoken) }

    private func spoken(_ block: Block) -> [String] {
        switch block.kind {
        case .text(let text, _), .verbatim(let text), .exact(let text, _), .head(let text):
            // A caret below a line points at nothing here; the column stands in the sentence.
            text.allSatisfy { " ^".contains($0) } ? [] : [plain(text)]
        case .command(let command): command.lines(columns: Self.commandColumns).map(plain)
        case .note(let mark, let text): [spoken(mark, text)]
        // What it is about is in its words; an error prefix would sound like one of the last answer.
        case .headline(_, let text): [plain(text)]
        case .marked(let mark, let lines): [spoken(mark, lines.joined(separator: self("sentence.join")))]
        case .facts(let facts, _): facts.map(spoken)
        case .help(let table): spoken(table)
        case .gap, .widget: []
        }
    }

    /// The width of a terminal that does not tell it.
    private static let commandColumns = 79

    private func spoken(_ table: HelpTable) -> [String] {
        (table.groups + (table.words.map { [$0] } ?? [])).flatMap(\.rows).map { plain($0.key) + ": " + plain($0.label) }
    }

    /// A sentence with its kind: `Error: …`, `Warning: …`.
    func spoken(_ mark: NoteMark?, _ text: String) -> String {
        switch mark {
        case .error: self("line.error", ["text": plain(text)])
        case .warning: self("line.warning", ["text": plain(text)])
        case .ok, nil: plain(text)
        }
    }

    /// `Model: claude-opus-4-6, unchanged`.
    func spoken(_ fact: Fact) -> String {
        let value = [fact.value, fact.aside].filter { !$0.isEmpty }.joined(separator: self("line.join"))
        return plain(fact.label.isEmpty ? value : self("line.fact", ["label": fact.label, "value": value]))
    }

    /// Parts of a row, separated by commas.
    func spoken(joined parts: [String]) -> String {
        plain(parts.filter { !$0.isEmpty }.joined(separator: self("line.join")))
    }

    /// Without indent and with no-break spaces replaced.
    private func plain(_ text: String) -> String {
        let visible = VisibleText.of(text.replacing("\u{A0}", with: " "))
        return String(visible.drop { $0 == " " })
    }
}

extension Reading {
    /// Title and text.
    func spoken(_ words: Words) -> [String] { [title] + words.spoken(blocks) }
}
