internal import TerminalUI

/// One key of a page: what it does, and how the footer and the help name it.
struct KeyBinding: Sendable, Equatable {
    /// The keys that do it; letters in lower case, either case is accepted.
    var keys: [Key]
    /// How the keys are printed. Keys stay Latin in every language.
    var name: String
    var command: Command
    /// The text behind the name, below `keys.`; the narrow footer has its own below `keys.narrow.`.
    var label: String
    /// The place in the footer from 60 columns up, smallest first; nil keeps it out.
    var footer: Int?
    /// The place in the footer below 60 columns.
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

/// The kinds of page that differ in their keys: the columns of the table in the design's section on keys.
enum KeyContext: Sendable, Equatable, CaseIterable {
    /// The first page: a short list, and nothing to go back to.
    case firstPage
    /// A list that answers a question, up to nine rows.
    case choices
    /// A list in which several rows can be ticked.
    case ticks
    /// A long list that filters by typing.
    case longList
    case secretField
    case textField
    case review
    /// Review without anything to apply: only its rows are left.
    case reviewRows
    /// Review while a lock is waited for.
    case waiting
    /// Review while it is written: keys are held.
    case writing
    case done
    /// Done, after the change was taken back.
    case undone
    /// A question above the footer.
    case question
    /// The list of steps.
    case steps
    /// Text that is only read: help, diff, command.
    case reading
    /// The verdict with its findings and the jobs.
    case home
    /// A table of profiles.
    case table
    /// The table of agents.
    case agentTable
    /// Rows instead of a table: nothing is there, or it cannot be read.
    case pageRows
    /// What can be done with the marked row.
    case menu
    /// A small change above the footer.
    case strip
    /// A change of several files over the page.
    case planReview
    /// A row is being moved.
    case moving
    /// Typing behind `/`.
    case filter
    /// Agents to tick for a change.
    case targets
    /// The masked field over a table.
    case secretPage
    /// The models beside their parameters.
    case modelTable
    /// The parameters of a model.
    case parameterTable
    /// The same where the models are on a page of their own.
    case parameterPage
    /// Rows instead of the parameters: they cannot be read.
    case problemRows
    /// The values that a parameter can have.
    case valueRows
    /// A field for a number above the footer.
    case valueField
}

/// The one table of keys: dispatch, footer and the `?` sheet all come from here.
///
/// Not bound, on purpose: Ctrl-A and Ctrl-B (screen, tmux), Ctrl-S and Ctrl-Q (flow control), Ctrl-E F G N P T (terminals
/// inside editors and browsers keep them), Alt-letters and Shift-arrows (lost or split on the way), capital letters with a
/// meaning of their own (Caps Lock, phones).
enum KeyTable {
    /// The bindings of a page in the order of the help sheet.
    static func bindings(_ context: KeyContext) -> [KeyBinding] {
        switch context {
        case .writing: []
        case .waiting: own(context) + [leave, redraw, suspend]
        case .reading: own(context) + [quietHelp, leave, redraw, suspend]
        case .home, .table, .agentTable, .pageRows, .modelTable, .parameterTable, .parameterPage, .problemRows:
            own(context) + [tableKeys, leave, redraw, suspend]
        default: own(context) + [help, leave, redraw, suspend]
        }
    }

    /// What a key does on a page once its widget did not use it.
    static func command(for key: Key, in context: KeyContext) -> Command? {
        let key = key.command
        return bindings(context).first { $0.command != .widget && $0.keys.contains(key) }?.command
    }

    // MARK: - Pages

    private static func own(_ context: KeyContext) -> [KeyBinding] {
        switch context {
        case .firstPage: [accept, move, numbers, letters, hintBack, stepsKey(4)]
        case .choices: [accept, move, paging, numbers, letters, backKey(3), stepsKey(4)]
        case .ticks: [accept, tick, move, paging, letters, backKey(3), stepsKey(4)]
        case .longList: [accept, move, paging, filter, clear, backKey(3), stepsKey(4)]
        case .secretField: [accept, paste, clear, backKey(3), stepsKey(4)]
        case .textField: [accept, cursor, clear, backKey(3), stepsKey(4)]
        case .review: [accept, upToLines] + scrolling + [diff, showCommand, reviewBack, stepsKey(9)]
        case .reviewRows: [accept] + scrolling + [reviewBack, stepsKey(9)]
        case .writing: []
        case .waiting: [KeyBinding([.escape, .backTab], "Esc", .back, "stop", footer: 1, narrow: 1)]
        case .done: [accept, undo, showCommandQuietly, hintBack]
        case .undone: [accept, showCommandQuietly, hintBack]
        case .question: [accept, move, numbers, yesKey, noKey, closeKey]
        case .steps: [accept, move, paging, numbers, closeKey, tabCloses]
        case .reading: [readingBack] + scrolling
        default: table(context)
        }
    }

    // MARK: - Bindings

    /// Its label is the page's: what Enter does there.
    static let accept = KeyBinding([.enter], "Enter", .accept, "accept", footer: 1, narrow: 1)
    static let move = KeyBinding([.up, .down], "Up Down", .widget, "move")
    static let paging = KeyBinding(
        [.pageUp, .pageDown, .home, .end],
        "PgUp PgDn Home End",
        .widget,
        "page"
    )
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
    private static let showCommandQuietly = KeyBinding([.character("w")], "w", .showCommand, "command")
    static let undo = KeyBinding([.character("u")], "u", .undo, "undo", footer: 2, narrow: 2)
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
    private static let redraw = KeyBinding([.control("l")], "Ctrl-L", .redraw, "redraw")
    private static let suspend = KeyBinding([.control("z")], "Ctrl-Z", .suspend, "suspend")

    private static func backKey(_ place: Int) -> KeyBinding {
        KeyBinding([.escape, .backTab], "Esc", .back, "back", footer: place, narrow: 2)
    }

    private static func stepsKey(_ place: Int) -> KeyBinding {
        KeyBinding([.tab], "Tab", .steps, "steps", footer: place, narrow: 4)
    }
}
