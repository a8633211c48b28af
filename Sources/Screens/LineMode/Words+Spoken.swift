internal import Secrets

// Pieces of a page as lines to be read aloud: a sign becomes a word, a column becomes a comma.
extension Words {
    /// The lines of some blocks; a widget has none.
    func spoken(_ blocks: [Block]) -> [String] { blocks.flatMap(spoken) }

    private func spoken(_ block: Block) -> [String] {
        switch block.kind {
        case .text(let text, _), .verbatim(let text), .exact(let text, _): text.isEmpty ? [] : [plain(text)]
        case .note(let mark, let text): [spoken(mark, text)]
        case .facts(let facts): facts.map(spoken)
        case .gap, .widget: []
        }
    }

    /// A sentence that says what it is: `Error: …`, `Warning: …`.
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

    /// Text without indent; a no-break space is a space here.
    private func plain(_ text: String) -> String {
        let visible = VisibleText.of(text.replacing("\u{A0}", with: " "))
        return String(visible.drop { $0 == " " })
    }
}
