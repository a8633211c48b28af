internal import TerminalUI

/// A page for line mode: texts first, then what is asked.
struct SpokenPage: Equatable {
    /// What it is about: of a page with the same subject only what changed is printed. Nil prints it whole.
    var subject: String?
    /// The position in the program; empty for an overlay.
    var place = ""
    var lines: [String]
    var asking: Asking
    /// The prompt, if it is not the usual one of its kind.
    var prompt: String?
    /// Whether it covers a page: when it is closed, that one is not read out again.
    var isOverlay = false
    /// Whether its rows are a list to choose from, of which a long one is read out in parts.
    var isList = false

    /// Whether printing it would give the same lines; marks and ticks are not printed.
    func reads(like other: SpokenPage) -> Bool {
        subject == other.subject && lines == other.lines && asking.texts == other.asking.texts
    }

    /// Whether it is the same page with other texts.
    func isChange(of other: SpokenPage) -> Bool { subject != nil && subject == other.subject }
}

extension Asking {
    /// The printed texts; nil if nothing is printed.
    fileprivate var texts: [String]? {
        switch self {
        case .rows(let rows, _), .ticks(let rows, _): rows.map(\.text)
        case .secret: ["<"]
        case .text: [">"]
        case .nothing, .waiting: nil
        }
    }

    /// The numbered rows; empty if none are asked for.
    var rows: [SpokenRow] {
        switch self {
        case .rows(let rows, _), .ticks(let rows, _): rows
        case .secret, .text, .nothing, .waiting: []
        }
    }

    /// The index of the row that Enter takes.
    var marked: Int? {
        switch self {
        case .rows(_, let marked), .ticks(_, let marked): marked
        case .secret, .text, .nothing, .waiting: nil
        }
    }
}

extension SpokenPage {
    /// The longest list that is read out whole.
    private static let longest = 9

    /// The indices of the rows that are read out, with `more` further ones that were asked for.
    ///
    /// Of a long list these are the rows up to its first heading, the marked one, and those that do something else than
    /// to choose one of the listed things.
    func offered(more: Int) -> [Int] {
        let rows = asking.rows
        guard isList, rows.count > Self.longest else { return Array(rows.indices) }
        let start = rows.prefix(Self.longest).dropFirst().firstIndex { !$0.heading.isEmpty } ?? Self.longest
        return rows.indices.filter { $0 < start + more || $0 == asking.marked || rows[$0].isAction }
    }
}
