internal import TerminalUI

/// The last row: the keys of the page, from the same table that dispatches them.
struct Footer {
    let words: Words
    let context: KeyContext
    /// The text for Enter on this page.
    let enterLabel: String
    /// Whether there is something in the field or the filter that could be cleared.
    var canClear = true
    /// Commands that do nothing here and now; their keys are not shown.
    var idle: Set<Command> = []

    /// Maximum number of keys below 60 columns.
    private static let narrowKeys = 4

    func draw(on canvas: inout Canvas, in area: Rect) {
        let entries = entries(columns: area.columns)
        var column = area.origin.column
        for (index, entry) in entries.filter({ !$0.isHelp }).enumerated() {
            put(entry, at: column, style: index == 0 ? .accent : .keyName, on: &canvas, in: area)
            column += entry.columns + gap
        }
        // In the corner below the right end of the header on every page, so that nobody has to look for it.
        for entry in entries where entry.isHelp {
            let corner = max(column, area.endColumn - entry.columns)
            put(entry, at: corner, style: .keyName, on: &canvas, in: area)
        }
    }

    private func put(_ entry: Entry, at column: Int, style: Style, on canvas: inout Canvas, in area: Rect) {
        let point = Point(column: column, row: area.origin.row)
        let used = canvas.put(entry.name, at: point, style: style, limit: area.endColumn - column)
        let label = Point(column: column + used + 1, row: area.origin.row)
        canvas.put(entry.label, at: label, style: .muted, limit: area.endColumn - label.column)
    }

    private var gap: Int { words.isNarrow ? 2 : 3 }

    private struct Entry {
        var name: String
        var label: String
        var isHelp: Bool
        var columns: Int { TextWidth.columns(of: name) + 1 + TextWidth.columns(of: label) }
    }

    /// The entries that fit, in order; the help key is always among them where the page has one.
    private func entries(columns: Int) -> [Entry] {
        let offersClear = canClear && !escapeClears
        let bindings = KeyTable.bindings(context)
            .filter { !idle.contains($0.command) && (offersClear || $0 != KeyTable.clear) }
            .compactMap { binding in place(of: binding).map { (place: $0, binding: binding) } }
            .sorted { $0.place < $1.place }
        var all = bindings.map { entry($0.binding) }
        if words.isNarrow, all.count > Self.narrowKeys {
            all = Array(all.prefix(Self.narrowKeys - 1)) + all.filter(\.isHelp).prefix(1)
        }
        while width(all) > columns, all.count > 1 {
            let isHelpLast = all.last?.isHelp == true && all.count > 2
            all.remove(at: all.count - (isHelpLast ? 2 : 1))
        }
        return all
    }

    /// Whether Esc empties the filter before it leads back.
    private var escapeClears: Bool { context == .longList && canClear }

    private func place(of binding: KeyBinding) -> Int? { words.isNarrow ? binding.narrowFooter : binding.footer }

    private func entry(_ binding: KeyBinding) -> Entry {
        let label =
            switch binding.command {
            case .accept: enterLabel
            case .back where escapeClears: "clearFilter"
            default: binding.label
            }
        return Entry(name: binding.name, label: words("keys." + label), isHelp: binding.command == .help)
    }

    private func width(_ entries: [Entry]) -> Int {
        entries.reduce(0) { $0 + $1.columns } + gap * max(0, entries.count - 1)
    }
}
