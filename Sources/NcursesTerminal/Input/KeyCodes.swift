import CNcurses
import TerminalUI

/// The keys that ncurses recognises, and additional sequences it is taught besides terminfo's.
enum KeyCodes {
    /// Our own codes, above those of ncurses and of the extended keys that it numbers from terminfo.
    private static let pasteStart: Int32 = 0x20_01
    private static let pasteEnd: Int32 = 0x20_02

    /// The input for a key code; nil for unbound keys.
    static func input(of code: Int32) -> RawInput? {
        switch code {
        case pasteStart: .pasteStart
        case pasteEnd: .pasteEnd
        default: keys[code].map { .key($0) }
        }
    }

    /// Terminals and scripts send cursor keys in either of two forms, whatever terminfo says.
    static func define() {
        for (sequence, code) in sequences { define_key("\u{1B}" + sequence, code) }
    }

    private static let sequences: [(String, Int32)] = [
        ("[200~", pasteStart), ("[201~", pasteEnd),
        ("[A", KEY_UP), ("OA", KEY_UP), ("[B", KEY_DOWN), ("OB", KEY_DOWN),
        ("[C", KEY_RIGHT), ("OC", KEY_RIGHT), ("[D", KEY_LEFT), ("OD", KEY_LEFT),
        ("[H", KEY_HOME), ("OH", KEY_HOME), ("[1~", KEY_HOME), ("[7~", KEY_HOME),
        ("[F", KEY_END), ("OF", KEY_END), ("[4~", KEY_END), ("[8~", KEY_END),
        ("[5~", KEY_PPAGE), ("[6~", KEY_NPAGE), ("[3~", KEY_DC), ("[Z", KEY_BTAB),
        ("OP", nc_key_f(1)), ("[11~", nc_key_f(1)), ("OM", KEY_ENTER),
    ]

    private static let keys: [Int32: Key] = {
        var keys: [Int32: Key] = [
            KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right, KEY_HOME: .home, KEY_END: .end,
            KEY_FIND: .home, KEY_SELECT: .end, KEY_PPAGE: .pageUp, KEY_NPAGE: .pageDown, KEY_DC: .delete,
            KEY_BACKSPACE: .backspace, KEY_BTAB: .backTab, KEY_ENTER: .enter,
        ]
        for number in 1...12 { keys[nc_key_f(Int32(number))] = .function(number) }
        return keys
    }()
}
