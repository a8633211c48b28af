internal import TerminalUI

// The keys of the browse screens. A letter acts only where no text can be typed, and only opens a preview.
extension KeyTable {
    /// The bindings of a browse screen in this context, without the global ones.
    static func table(_ context: KeyContext) -> [KeyBinding] {
        switch context {
        case .home:
            [
                accept, move, paging, ends, homeNumbers, verify(3), undoLast(4), chooseAgent(5), history, leaveHome,
                homeEscape,
            ]
        case .soleHome:
            [accept, move, paging, ends, homeNumbers, verify(3), undoLast(4), history, leaveHome, homeEscape]
        case .emptyHome: [accept, move, paging, ends, numbers, undoLast(nil), history, leaveHome, homeEscape]
        case .table:
            [accept, move, rowMoves, paging, tableEnds] + rowLetters + [
                undoLast(nil), switchProviders, filterKey, quit(7), tableEscape,
            ]
        case .agentTable: [accept, move, rowMoves, paging, tableEnds, filterKey, quit(6), tableEscape]
        case .brokenHome:
            [accept, move, paging, ends, homeNumbers, editFile, undoLast(nil), history, leaveHome, homeEscape]
        case .history:
            [accept, move, rowMoves, paging, tableEnds, diff, undoLast(nil), filterKey, quit(6), tableEscape]
        case .emptyHistory: [quit(6), tableEscape]
        case .pageRows: [accept, move, numbers, chooseAgent(3), undoLast(nil), quit(6), tableEscape]
        case .menu: [accept, move, numbers] + rowLetters.map(\.withoutFooter) + [closeKey]
        case .strip: [accept, move, tabMoves, numbers, yesKey, noKey, diff, showCommand, closeKey]
        case .planReview: [accept] + scrolling + [tabMoves, yesKey, noKey, diff, showCommand, closeKey]
        case .moving: [drop, movingArrows, putBack]
        case .filter: [filterDone, typing, clear.withoutFooter, filterMove, filterEscape]
        case .targets: [accept, tick, move, paging, ends, closeKey]
        case .secretPage: [accept, paste, clear, closeKey]
        case .modelTable:
            [accept, move, rowMoves, paging, tableEnds, filterFirst] + saving.map(\.withoutNarrowFooter) + [
                otherPane("parameters"), chooseAgent(7), quit(6), tableEscape,
            ]
        case .parameterTable:
            [accept, move, rowMoves, paging, tableEnds, unset] + saving + [
                otherPane("models"), chooseAgent(7), filterKey, quit(6), tableEscape,
            ]
        case .parameterPage:
            [accept, move, rowMoves, paging, tableEnds, unset] + saving + [
                otherPane("models"), chooseAgent(7), filterKey.withoutFooter, quitQuietly, toModels,
            ]
        case .problemRows: [accept, move, numbers, editFile, undoLast(4), quit(6), tableEscape]
        case .valueRows: [accept, move, numbers, closeKey]
        case .valueField, .nameField: [accept, cursor, clear, closeKey]
        default: []
        }
    }

    private static let rowLetters = [
        verify(2), letter("c", .clearFailures, "clearFailures"), letter("r", .replaceSecret, "replaceSecret"),
        letter("m", .move, "moveRow"), letter("l", .include, "includeProfile"), letter("t", .copy, "copyProfile"),
        // `e` opens an editor and `n` is new: `i` gives a new id.
        letter("i", .rename, "renameProfile"),
        letter("x", .remove, "removeProfile"),
        letter("n", .add, "newProfile", footer: 3), chooseAgent(4), letter("o", .automaticOrder, "automaticOrder"),
        letter("w", .showCommand, "command"),
    ]
    private static let history = letter("h", .history, "history")
    private static let editFile = letter("e", .editFile, "editFile", footer: 3)
    private static let unset = letter("x", .remove, "unset", footer: 2)
    private static let saving = [
        KeyBinding([.character("s")], "s", .save, "save", footer: 3, narrow: 2),
        undoLast(nil), letter("w", .showCommand, "command"),
    ]
    private static let filterFirst = KeyBinding([.character("/")], "/", .filter, "tableFilter", footer: 2, narrow: 2)
    private static func otherPane(_ name: String) -> KeyBinding {
        KeyBinding([.tab, .left, .right], "Tab", .otherPane, name, footer: 4)
    }
    private static let switchProviders = KeyBinding(
        [.tab, .left, .right],
        "Tab",
        .otherPane,
        "switchProviders",
        footer: 6
    )
    private static let quitQuietly = KeyBinding([.character("q")], "q", .quit, "quit", footer: 6)
    private static let toModels = KeyBinding([.escape, .backTab], "Esc", .back, "toModels", footer: 5, narrow: 3)
    /// On these screens letters act, so the help sheet is called a list of keys.
    static let tableKeys = KeyBinding(
        [.character("?"), .function(1)],
        "?",
        .help,
        "keys",
        footer: 10,
        narrow: 10
    )

    private static let rowMoves = KeyBinding([], "j k", .widget, "move")
    private static let tableEnds = KeyBinding([], "g G", .widget, "ends")
    private static let tabMoves = KeyBinding([], "Tab", .widget, "nextRow")
    private static let homeNumbers = KeyBinding([], "1-9", .widget, "openNumber")
    private static let leaveHome = KeyBinding([.character("q")], "q", .quit, "leaveHome", footer: 6, narrow: 3)
    private static let homeEscape = KeyBinding([.escape, .backTab], "Esc", .back, "backHint")
    private static let filterKey = KeyBinding([.character("/")], "/", .filter, "tableFilter", footer: 5, narrow: 2)
    private static let tableEscape = KeyBinding([.escape, .backTab], "Esc", .back, "backOrClear")
    private static let drop = KeyBinding([.enter], "Enter", .accept, "drop", footer: 1, narrow: 1)
    private static let movingArrows = KeyBinding([], "Up Down", .widget, "moveRow", footer: 2, narrow: 2)
    private static let putBack = KeyBinding([.escape, .backTab], "Esc", .back, "putBack", footer: 3, narrow: 3)
    private static let filterDone = KeyBinding([.enter], "Enter", .accept, "filterDone", footer: 1, narrow: 1)
    private static let typing = KeyBinding([], "a-z 0-9", .widget, "filter")
    private static let filterMove = KeyBinding([], "Up Down", .widget, "move")
    private static let filterEscape = KeyBinding(
        [.escape, .backTab],
        "Esc",
        .back,
        "clearFilter",
        footer: 3,
        narrow: 2
    )

    private static func letter(
        _ letter: Character,
        _ command: Command,
        _ label: String,
        footer: Int? = nil
    ) -> KeyBinding {
        KeyBinding([.character(letter)], String(letter), command, label, footer: footer)
    }

    private static func verify(_ place: Int) -> KeyBinding { letter("v", .verify, "verify", footer: place) }

    private static func chooseAgent(_ place: Int) -> KeyBinding { letter("a", .chooseAgent, "agent", footer: place) }

    private static func undoLast(_ place: Int?) -> KeyBinding { letter("u", .undo, "undoLast", footer: place) }

    private static func quit(_ place: Int) -> KeyBinding {
        KeyBinding([.character("q")], "q", .quit, "quit", footer: place, narrow: 3)
    }
}

extension KeyBinding {
    /// The same binding, hidden below 60 columns.
    fileprivate var withoutNarrowFooter: KeyBinding {
        var binding = self
        binding.narrowFooter = nil
        return binding
    }

    /// The same binding, shown only on the help sheet.
    fileprivate var withoutFooter: KeyBinding {
        var binding = self
        (binding.footer, binding.narrowFooter) = (nil, nil)
        return binding
    }
}
