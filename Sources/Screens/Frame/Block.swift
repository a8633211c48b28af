internal import TerminalUI

/// A piece of a page, before it has a width: the same blocks can be drawn or, later, read line by line.
struct Block: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// Text that wraps at words.
        case text(String, Style)
        /// A command or path on a line of its own, never broken.
        case verbatim(String)
        /// A line that keeps its form: spaces stay, and where it is too long it goes on in the next row.
        case exact(String, Style)
        /// A sentence behind a mark, wrapped under its first word.
        case note(NoteMark, String)
        /// Labels with their values in columns.
        case facts([Fact])
        case gap
        /// The place of the page's widget.
        case widget
    }

    var kind: Kind
    /// May be left out where there are too few rows: it only helps.
    var isOptional = false

    /// Text that wraps at words.
    static func text(_ text: String, _ style: Style = .text) -> Block { Block(kind: .text(text, style)) }
    static func title(_ text: String) -> Block { Block(kind: .text(text, .title)) }
    static func verbatim(_ text: String) -> Block { Block(kind: .verbatim(text)) }
    static func exact(_ text: String, _ style: Style = .text) -> Block { Block(kind: .exact(text, style)) }
    static func note(_ mark: NoteMark, _ text: String) -> Block { Block(kind: .note(mark, text)) }
    static func facts(_ facts: [Fact]) -> Block { Block(kind: .facts(facts)) }
    static let gap = Block(kind: .gap)
    static let widget = Block(kind: .widget)

    /// The block, left out first where there are too few rows.
    var optional: Block { Block(kind: kind, isOptional: true) }
}

/// The signs before a sentence.
enum NoteMark: Sendable, Equatable {
    case ok
    case warning
    case error

    func sign(_ marks: Marks) -> String {
        switch self {
        case .ok: marks.ok
        case .warning: marks.warning
        case .error: marks.error
        }
    }

    var style: Style {
        switch self {
        case .ok: .ok
        case .warning: .warning
        case .error: .error
        }
    }
}

/// One labelled value, with what stands beside it.
struct Fact: Sendable, Equatable {
    var label: String
    var value: String
    /// What stands in a third column, or below the value where that does not fit.
    var aside = ""
    /// The sign before `aside`.
    var mark: NoteMark?
    /// The sign before the label.
    var lead: NoteMark?
}
