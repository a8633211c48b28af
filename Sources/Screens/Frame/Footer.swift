internal import TerminalUI

/// The last row: the keys of the page, from the same table that dispatches them.
struct Footer {
    let words: Words
    let context: KeyContext
    /// The text for Enter on this page.
    let enterLabel: String

    /// Maximum number of keys below 60 columns.
    private static let narrowKeys = 4

    func draw(on canvas: inout Canvas, in area: Rect) {
        var column = area.origin.column
        for entry in entries(columns: area.columns) {
            let end = area.endColumn
            column += canvas.put(
                entry.name,
                at: Point(column: column, row: area.origin.row),
                style: .keyName,
                limit: end - column
            )
            let label = Point(column: column + 1, row: area.origin.row)
            column += 1 + canvas.put(entry.label, at: label, style: .muted, limit: end - label.column) + gap
        }
    }

    private var gap: Int { words.isNarrow ? 2 : 3 }

    private struct Entry {
        var name: String
        var label: String
        var isHelp: Bool
        var columns: Int { TextWidth.columns(of: name) + 1 + TextWidth.columns(of: label) }
    }

    /// The entries that fit, in order; below 60 columns the help key is always among them.
    private func entries(columns: Int) -> [Entry] {
        let bindings = KeyTable.bindings(context)
            .compactMap { binding in place(of: binding).map { (place: $0, binding: binding) } }
            .sorted { $0.place < $1.place }
        var all = bindings.map { entry($0.binding) }
        if words.isNarrow, all.count > Self.narrowKeys {
            all = Array(all.prefix(Self.narrowKeys - 1)) + all.filter(\.isHelp).prefix(1)
        }
        while width(all) > columns, all.count > 1 {
            let isHelpLast = words.isNarrow && all.last?.isHelp == true && all.count > 2
            all.remove(at: all.count - (isHelpLast ? 2 : 1))
        }
        return all
    }

    private func place(of binding: KeyBinding) -> Int? { words.isNarrow ? binding.narrowFooter : binding.footer }

    private func entry(_ binding: KeyBinding) -> Entry {
        let label = binding.command == .accept ? enterLabel : binding.label
        return Entry(name: binding.name, label: words("keys." + label), isHelp: binding.command == .help)
    }

    private func width(_ entries: [Entry]) -> Int {
        entries.reduce(0) { $0 + $1.columns } + gap * max(0, entries.count - 1)
    }
}
