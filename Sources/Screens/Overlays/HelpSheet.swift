internal import TerminalUI

/// The keys of a page that do something now, by purpose, from the table that dispatches them; then what its words mean,
/// and why the page asks.
struct HelpSheet {
    let words: Words
    let keys: KeyContext
    let enterLabel: String
    /// Commands that do nothing here and now.
    var idle: Set<Command> = []
    /// The suffix of the text keys of its paragraphs.
    let topic: String
    /// The name of the page.
    let name: String

    var reading: Reading {
        let topic = "help.\(topic)"
        let paragraphs = words.paragraphs(topic).flatMap { [Block.text($0), .gap] }
        let blocks = [Block(kind: .help(table)), .gap] + paragraphs + [.text(words("help.escape"), .muted)]
        let lead = words.has(topic + ".lead") ? words(topic + ".lead") : ""
        let title = words(lead.isEmpty ? "help.title" : "help.title.keys", ["page": name])
        return Reading(.help, title: title, lead: lead, blocks)
    }

    private var table: HelpTable {
        // Who reads this has found the key that opens it.
        let bindings = KeyTable.bindings(keys).filter { !idle.contains($0.command) && $0.command != .help }
        let groups = KeyPurpose.allCases.map { purpose in
            HelpTable.Group(head: words("help.group." + purpose.rawValue), rows: rows(bindings, purpose))
        }
        return HelpTable(groups: groups.filter { !$0.rows.isEmpty }, words: glossary)
    }

    private func rows(_ bindings: [KeyBinding], _ purpose: KeyPurpose) -> [HelpTable.Row] {
        var rows: [HelpTable.Row] = []
        for binding in bindings where KeyPurpose(binding) == purpose {
            let label = binding.command == .accept ? enterLabel : binding.label
            let sheet = "keys.sheet." + label
            let text = words(words.has(sheet) ? sheet : "keys." + label)
            // Two keys for the two ends of one thing are one row.
            if let last = rows.indices.last, rows[last].label == text, binding.command.isScrolling {
                rows[last].key += " " + binding.name
            } else {
                rows.append(HelpTable.Row(key: binding.name, label: text))
            }
        }
        return rows
    }

    /// The words of the page, as many as have a text.
    private var glossary: HelpTable.Group? {
        var rows: [HelpTable.Row] = []
        var number = 1
        while words.has("help.\(topic).word.\(number)") {
            let key = "help.\(topic).word.\(number)"
            rows.append(HelpTable.Row(key: words(key), label: words(key + ".means")))
            number += 1
        }
        return rows.isEmpty ? nil : HelpTable.Group(head: words("help.words"), rows: rows)
    }
}

/// What a key is for.
enum KeyPurpose: String, CaseIterable, Sendable {
    case move
    /// Acts on the marked row, or takes what is typed.
    case row
    /// Concerns the whole page.
    case page
    case leave

    init(_ binding: KeyBinding) {
        self =
            switch binding.command {
            case .widget: Self.ofWidget.contains(binding.label) ? .row : .move
            case .up, .down, .pageUp, .pageDown, .first, .last, .filter, .otherPane: .move
            case .accept, .verify, .clearFailures, .replaceSecret, .move, .include, .copy, .rename, .remove, .yes,
                .no:
                .row
            case .steps, .help, .redraw, .diff, .showCommand, .undo, .chooseAgent, .add, .automaticOrder, .save,
                .history, .editFile:
                .page
            case .back, .leave, .suspend, .quit: .leave
            }
    }

    /// What the widget of a page does with the marked row or the field, by label.
    private static let ofWidget: Set<String> = ["tick", "clear", "paste", "number", "openNumber", "moveRow"]
}

extension Command {
    fileprivate var isScrolling: Bool {
        switch self {
        case .up, .down, .pageUp, .pageDown, .first, .last: true
        default: false
        }
    }
}
