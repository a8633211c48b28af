internal import TerminalUI

/// One key of a page: its command, and its texts in footer and help.
struct KeyBinding: Sendable, Equatable {
    /// The keys of this binding; letters in lower case, matched case-insensitively.
    var keys: [Key]
    /// The printed key name; Latin in every language.
    var name: String
    var command: Command
    /// The text key below `keys.`; the narrow footer uses `keys.narrow.`.
    var label: String
    /// The position in the footer from 60 columns on, smallest first; nil hides it.
    var footer: Int?
    /// The position in the footer below 60 columns; nil hides it.
    var narrowFooter: Int?

    init(
        _ keys: [Key],
        _ name: String,
        _ command: Command,
        _ label: String,
        footer: Int? = nil,
        narrow: Int? = nil
    ) {
        self.keys = keys
        self.name = name
        self.command = command
        self.label = label
        self.footer = footer
        narrowFooter = narrow
    }
}

/// The kinds of pages with different keys.
enum KeyContext: Sendable, Equatable, CaseIterable {
    /// The first page: a short list and no way back.
    case firstPage
    /// A list of up to nine answers.
    case choices
    /// A list in which several rows can be ticked.
    case ticks
    /// A long list with a filter.
    case longList
    case secretField
    case textField
    case review
    /// The same with the mark on a line, or on a row that does not apply.
    case reviewLines
    /// Review with nothing to apply: only its rows.
    case reviewRows
    /// Review while it waits for a lock.
    case waiting
    /// Review while the plan is applied: input is dropped.
    case writing
    case done
    /// Done, after an undo.
    case undone
    case question
    case steps
    /// Read-only text: help, diff, command.
    case reading
    /// Home: verdict, acts and screens.
    case home
    /// The same on a host with one agent.
    case soleHome
    /// The same where a file cannot be read: an editor can mend it.
    case brokenHome
    /// The same on a host without a credential: there is nothing to check or to undo.
    case emptyHome
    /// The changes and the backups.
    case history
    /// The same without any: there is only the way back.
    case emptyHistory
    case table
    case agentTable
    /// Rows in place of a table that is empty or unreadable.
    case pageRows
    /// The action menu of the marked row.
    case menu
    /// The preview of a small change, above the footer.
    case strip
    /// The preview of a change to several files, over the page.
    case planReview
    /// A row is being moved.
    case moving
    /// Typing a filter after `/`.
    case filter
    /// Choosing the agents for a change.
    case targets
    /// The masked field over a table.
    case secretPage
    /// The models, beside their parameters.
    case modelTable
    /// The parameters of a model.
    case parameterTable
    /// The same if the models have a page of their own.
    case parameterPage
    /// Rows in place of parameters that cannot be read.
    case problemRows
    /// The possible values of a parameter.
    case valueRows
    /// A number field above the footer.
    case valueField
    /// The field for a profile's name.
    case nameField
}

/// The single table of keys for dispatch, footer and the `?` sheet.
///
/// Deliberately unbound: Ctrl-A and Ctrl-B (screen, tmux), Ctrl-S and Ctrl-Q (flow control), Ctrl-E F G N P T (used by
/// terminals inside editors and browsers), Alt-letters and Shift-arrows (lost or split in transmission), capital
/// letters with a meaning of their own (Caps Lock, phones).
enum KeyTable {
    /// The bindings of a page, in the order of the help sheet.
    static func bindings(_ context: KeyContext) -> [KeyBinding] {
        switch context {
        case .writing: []
        case .waiting: own(context) + [leave, redraw, suspend]
        case .reading: own(context) + [quietHelp, leave, redraw, suspend]
        case .home, .soleHome, .emptyHome, .brokenHome, .history, .emptyHistory, .table, .agentTable, .pageRows,
            .modelTable, .parameterTable, .parameterPage, .problemRows:
            own(context) + [tableKeys, leave, redraw, suspend]
        case .firstPage: own(context) + [help, leaveShown, redraw, suspend]
        default: own(context) + [help, leave, redraw, suspend]
        }
    }

    /// The command of a key on a page, for a key that the widget did not use.
    static func command(for key: Key, in context: KeyContext) -> Command? {
        let key = key.command
        return bindings(context).first { $0.command != .widget && $0.keys.contains(key) }?.command
    }

    // MARK: - Pages

    private static func own(_ context: KeyContext) -> [KeyBinding] {
        switch context {
        case .firstPage: [accept, move, numbers, letters, hintBack, stepsKey(4)]
        case .choices: [accept, move, paging, ends, numbers, letters, backKey(3), stepsKey(4)]
        case .ticks: [accept, tick, move, paging, ends, letters, backKey(3), stepsKey(4)]
        case .longList: [accept, move, paging, ends, filter, clear, backKey(3), stepsKey(4)]
        case .secretField: [accept, paste, clear, backKey(3), stepsKey(4)]
        case .textField: [accept, cursor, clear, backKey(3), stepsKey(4)]
        case .review: [accept, upToLines] + scrolling + [diff, showCommand, reviewBack, stepsKey(9)]
        case .reviewLines: [accept] + scrolling + [diff, showCommand, reviewBack, stepsKey(9)]
        case .reviewRows: [accept] + scrolling + [reviewBack, stepsKey(9)]
        case .writing: []
        case .waiting: [KeyBinding([.escape, .backTab], "Esc", .back, "stop", footer: 1, narrow: 1)]
        case .done: [accept, move, numbers, commandKey(2), undoKey(3), hintBack]
        case .undone: [accept, move, numbers, commandKey(2), hintBack]
        case .question: [accept, move, numbers, yesKey, noKey, closeKey]
        case .steps: [accept, move, paging, ends, numbers, closeKey, tabCloses]
        case .reading: [readingBack] + scrolling
        default: table(context)
        }
    }

    // MARK: - Bindings

    /// Each page has its own label for Enter.
    static let accept = KeyBinding([.enter], "Enter", .accept, "accept", footer: 1, narrow: 1)
    static let move = KeyBinding([.up, .down], "Up Down", .widget, "move")
    static let paging = KeyBinding([.pageUp, .pageDown], "PgUp PgDn", .widget, "page")
    static let ends = KeyBinding([.home, .end], "Home End", .widget, "ends")
    static let numbers = KeyBinding([], "1-9", .widget, "number")
    static let letters = KeyBinding([], "a-z", .widget, "letter")
    static let tick = KeyBinding([.character(" ")], "Space", .widget, "tick", footer: 2, narrow: 2)
    private static let filter = KeyBinding([], "a-z 0-9", .widget, "filter")
    static let clear = KeyBinding([.control("u")], "Ctrl-U", .widget, "clear", footer: 2)
    static let paste = KeyBinding([], "paste", .widget, "paste")
    static let cursor = KeyBinding([.left, .right, .home, .end], "Left Right Home End", .widget, "cursor")
    private static let upToLines = KeyBinding([], "Up", .widget, "lines", footer: 2)
    static let scrolling = [
        KeyBinding([.up], "Up", .up, "up"), KeyBinding([.down], "Down", .down, "down"),
        KeyBinding([.pageUp], "PgUp", .pageUp, "pageUp"), KeyBinding([.pageDown], "PgDn", .pageDown, "pageDown"),
        KeyBinding([.home], "Home", .first, "first"), KeyBinding([.end], "End", .last, "last"),
    ]
    static let diff = KeyBinding([.character("d")], "d", .diff, "diff", footer: 3, narrow: 2)
    static let showCommand = KeyBinding([.character("w")], "w", .showCommand, "command", footer: 4)
    static let yesKey = KeyBinding([.character("y")], "y", .yes, "yes")
    static let noKey = KeyBinding([.character("n")], "n", .no, "no")
    private static let reviewBack = KeyBinding([.escape, .backTab], "Esc", .back, "back", footer: 5, narrow: 3)
    private static let hintBack = KeyBinding([.escape, .backTab], "Esc", .back, "backHint")
    private static let readingBack = KeyBinding(
        [.escape, .backTab, .enter, .character("q")],
        "Esc",
        .back,
        "back",
        footer: 1,
        narrow: 1
    )
    static let closeKey = KeyBinding([.escape, .backTab], "Esc", .back, "close", footer: 2, narrow: 2)
    private static let tabCloses = KeyBinding([.tab], "Tab", .back, "close")
    private static let help = KeyBinding(
        [.character("?"), .function(1)],
        "?",
        .help,
        "help",
        footer: 10,
        narrow: 10
    )
    private static let quietHelp = KeyBinding([.character("?"), .function(1)], "?", .help, "help")
    private static let leave = KeyBinding([.control("c")], "Ctrl-C", .leave, "leave")
    /// Where leaving loses nothing yet, the footer says how.
    private static let leaveShown = KeyBinding([.control("c")], "Ctrl-C", .leave, "leaveRow", footer: 5)
    private static let redraw = KeyBinding([.control("l")], "Ctrl-L", .redraw, "redraw")
    private static let suspend = KeyBinding([.control("z")], "Ctrl-Z", .suspend, "suspend")

    private static func commandKey(_ place: Int) -> KeyBinding {
        KeyBinding([.character("w")], "w", .showCommand, "command", footer: place, narrow: place)
    }

    private static func undoKey(_ place: Int) -> KeyBinding {
        KeyBinding([.character("u")], "u", .undo, "undo", footer: place, narrow: place)
    }

    private static func backKey(_ place: Int) -> KeyBinding {
        KeyBinding([.escape, .backTab], "Esc", .back, "back", footer: place, narrow: 2)
    }

    private static func stepsKey(_ place: Int) -> KeyBinding {
        KeyBinding([.tab], "Tab", .steps, "steps", footer: place, narrow: 4)
    }
}
