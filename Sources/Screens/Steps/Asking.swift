internal import TerminalUI

/// What a page asks for, for those who read line by line.
enum Asking: Sendable, Equatable {
    /// One of these rows; Enter takes the marked one.
    case rows([SpokenRow], marked: Int?)
    /// Any number of these rows.
    case ticks([SpokenRow], marked: Int?)
    /// A secret that is not shown.
    case secret
    /// A line of text; what was typed before.
    case text(String)
    /// Nothing: Enter leaves.
    case nothing
    /// Nothing can be answered: somebody else's lock is waited for.
    case waiting
}

/// One numbered row.
struct SpokenRow: Sendable, Equatable {
    var heading = ""
    var text: String
    /// What the row is called where its ticks are told.
    var name = ""
    var isTicked = false
    /// Only the label answers to words: what stands beside it may be the same for many.
    var label: String { name.isEmpty ? text : name }
}

extension SpokenRow {
    /// A row with what stands beside and below it on a screen.
    init(_ row: PickRow, _ words: Words) {
        var text = ([row.label] + row.notes.filter { !$0.isEmpty }).joined(separator: words("line.join"))
        for more in row.explanation + (row.unavailable.map { [$0] } ?? []) where !more.isEmpty {
            let sentence = text.hasSuffix(".") || text.hasSuffix("。") ? text : words("line.sentence", ["text": text])
            text = words("line.more", ["text": sentence, "more": more])
        }
        self.init(heading: row.heading ?? "", text: text, name: row.label)
    }
}

extension PickList {
    /// The rows that are shown, whatever was typed to find them.
    func asking(_ words: Words) -> Asking { .rows(rows.map { SpokenRow($0, words) }, marked: marked) }
}
