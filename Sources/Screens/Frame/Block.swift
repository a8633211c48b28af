internal import GatewayHost
internal import TerminalUI

/// A part of a page, independent of the width: it can be drawn, or read aloud in line mode.
struct Block: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// Text, wrapped at word boundaries.
        case text(String, Style)
        /// The head of a group, in the gutter.
        case head(String)
        /// A command or path on its own line, never wrapped.
        case verbatim(String)
        /// A line that keeps its spaces; if too long it continues in the next row.
        case exact(String, Style)
        /// A shell command, broken only between its parts.
        case command(CommandText)
        /// A sentence after a mark, wrapped and aligned to its first word.
        case note(NoteMark, String)
        /// The first line of a page: whether something is good, with its mark and wholly in its role.
        case headline(NoteMark, String)
        /// Lines after a mark, each wrapped and aligned to the first word; only the mark has its colour.
        case marked(NoteMark, [String])
        /// Labels with values in columns.
        case facts([Fact], FactForm)
        /// Keys by purpose.
        case help(HelpTable)
        case gap
        /// The position of the page's widget.
        case widget
    }

    var kind: Kind
    /// Optional help text, dropped first if rows are short.
    var isOptional = false

    /// Text, wrapped at word boundaries.
    static func text(_ text: String, _ style: Style = .text) -> Block { Block(kind: .text(text, style)) }
    static func title(_ text: String) -> Block { Block(kind: .text(text, .title)) }
    static func verbatim(_ text: String) -> Block { Block(kind: .verbatim(text)) }
    static func exact(_ text: String, _ style: Style = .text) -> Block { Block(kind: .exact(text, style)) }
    static func command(_ parts: [String]) -> Block { Block(kind: .command(CommandText(parts: parts))) }
    static func note(_ mark: NoteMark, _ text: String) -> Block { Block(kind: .note(mark, text)) }
    static func headline(_ mark: NoteMark, _ text: String) -> Block { Block(kind: .headline(mark, text)) }
    static func marked(_ mark: NoteMark, _ lines: [String]) -> Block { Block(kind: .marked(mark, lines)) }
    static func facts(_ facts: [Fact], _ form: FactForm = FactForm()) -> Block { Block(kind: .facts(facts, form)) }
    static func head(_ text: String) -> Block { Block(kind: .head(text)) }
    static let gap = Block(kind: .gap)
    static let widget = Block(kind: .widget)

    /// The same block, marked as optional.
    var optional: Block { Block(kind: kind, isOptional: true) }
}

/// The marks in front of a sentence.
enum NoteMark: Sendable, Equatable {
    case ok
    case warning
    case error

    init(_ role: ReportRole) {
        switch role {
        case .ok: self = .ok
        case .error: self = .error
        default: self = .warning
        }
    }

    /// The style of a whole line.
    var headline: Style { self == .ok ? .okTitle : style }

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

/// A label with its value and an optional remark.
struct Fact: Sendable, Equatable {
    var label: String
    var value: String
    /// The third column, or below the value if it does not fit.
    var aside = ""
    /// The mark in front of `aside`.
    var mark: NoteMark?
    /// The mark in front of the label, in the gutter.
    var lead: NoteMark?
    /// The style of the label where it is not the usual one.
    var labelStyle: Style?
}

/// How a table of facts is laid out where its columns are shared with another table or with the rows of a list.
struct FactForm: Sendable, Equatable {
    /// The least distance between the starts of label and value, in cells; 0 takes the longest label.
    var labels = 0
    /// Whether remarks end one cell before the right end, as the remarks of rows do.
    var endsAsides = false
    /// Whether values end at the right end of a table with fewer than 50 columns.
    var endsIfNarrow = false
}
