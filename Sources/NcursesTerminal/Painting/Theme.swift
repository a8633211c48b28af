import CNcurses
import TerminalUI

/// The look of each role on this terminal, as ncurses attributes and a colour pair.
///
/// The background is always the default one, except for reverse. The colours have a contrast of 4.5:1 on black and on
/// white; 160 does not, so it is bold. Yellow, cyan, bright black, dim, blink and italic each vanish in some common
/// theme and are not used.
struct Theme {
    struct Look: Equatable {
        var attributes: attr_t
        /// 0 is the terminal's default.
        var color: Int16 = 0
    }

    /// Neither bold, reversed nor underlined.
    static let plain = NC_NORMAL

    /// The number of colours used: 0, 8 or 256.
    let colors: Int

    /// The foreground colour of each pair, from pair 1 on.
    var palette: [Int16] {
        switch colors {
        case 256: [243, 28, 130, 160, 63]
        case 8: [-1, 2, -1, 1, -1]
        default: []
        }
    }

    private static let gray: Int16 = 1
    private static let green: Int16 = 2
    private static let orange: Int16 = 3
    private static let red: Int16 = 4
    private static let violet: Int16 = 5

    func look(of style: Style) -> Look {
        switch style {
        case .text: Look(attributes: NC_NORMAL)
        case .title, .keyName, .markedElsewhere: Look(attributes: NC_BOLD)
        case .accent: Look(attributes: NC_BOLD, color: pair(Self.violet))
        case .marked: Look(attributes: NC_REVERSE)
        case .field, .match: Look(attributes: NC_UNDERLINE)
        case .muted, .unavailable: Look(attributes: NC_NORMAL, color: pair(Self.gray))
        case .ok, .added: Look(attributes: NC_NORMAL, color: pair(Self.green))
        case .okTitle: Look(attributes: NC_BOLD, color: pair(Self.green))
        case .warning: Look(attributes: NC_BOLD, color: pair(Self.orange))
        case .error: Look(attributes: NC_BOLD, color: pair(Self.red))
        case .removed: Look(attributes: NC_NORMAL, color: pair(Self.red))
        }
    }

    /// The pair, if this terminal has its colour.
    private func pair(_ number: Int16) -> Int16 {
        let index = Int(number) - 1
        return palette.indices.contains(index) && palette[index] >= 0 ? number : 0
    }
}
