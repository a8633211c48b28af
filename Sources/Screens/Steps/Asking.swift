internal import TerminalUI

/// What a page asks for, in line mode.
enum Asking: Sendable, Equatable {
    /// One of these rows; Enter chooses the marked one.
    case rows([SpokenRow], marked: Int?)
    /// Any number of these rows.
    case ticks([SpokenRow], marked: Int?)
    /// A secret that is not shown.
    case secret
    /// A line of text; with what was typed before.
    case text(String)
    /// Nothing: Enter leaves.
    case nothing
    /// No answer is possible while waiting for another process's lock.
    case waiting
}

/// One numbered row.
struct SpokenRow: Sendable, Equatable {
    /// The identity by which a screen marks it.
    var id = ""
    var heading = ""
    var text: String
    /// The short name for listing ticked rows.
    var name = ""
    var isTicked = false
    /// Whether it does something else than to choose one of the listed things.
    var isAction = false
    /// The text that typed words are matched with; the remark beside it can be the same for many rows.
    var label: String { name.isEmpty ? text : name }
}

extension SpokenRow {
    /// A row with the remarks that a screen shows beside and below it.
    init(_ row: PickRow, _ words: Words) {
        var text = ([row.label] + row.notes.filter { !$0.isEmpty }).joined(separator: words("line.join"))
        for more in row.explanation + (row.unavailable.map { [$0] } ?? []) where !more.isEmpty {
            let sentence = text.hasSuffix(".") || text.hasSuffix("。") ? text : words("line.sentence", ["text": text])
            text = words("line.more", ["text": sentence, "more": more])
        }
        self.init(id: row.id, heading: row.heading ?? "", text: text, name: row.label, isAction: row.isAction)
    }
}

extension PickList {
    /// The visible rows, without the filter.
    func asking(_ words: Words) -> Asking { .rows(rows.map { SpokenRow($0, words) }, marked: marked) }
}

extension MultiSelect {
    /// All rows with their ticks.
    func asking(_ words: Words) -> Asking {
        let rows = list.rows.map { row in
            var spoken = SpokenRow(row, words)
            spoken.isTicked = ticked.contains(row.id)
            return spoken
        }
        return .ticks(rows, marked: list.marked)
    }
}
