internal import GatewayHost
internal import TerminalUI

/// The escape sequences for each text role; empty without colours.
///
/// Precedence: `--no-color`, then NO_COLOR, then FORCE_COLOR, then what the output is. Without colours a terminal still
/// gets bold; a pipe gets no sequences unless FORCE_COLOR asks for them.
struct Palette: Equatable, Sendable {
    enum Colors: Sendable {
        case none
        case eight
        case many
    }

    let colors: Colors
    let hasBold: Bool

    static let plain = Palette(colors: .none, hasBold: false)

    private init(colors: Colors, hasBold: Bool) {
        self.colors = colors
        self.hasBold = hasBold
    }

    /// - Parameter refusesColor: `--no-color` was given.
    init(environment: [String: String], isTerminal: Bool, refusesColor: Bool) {
        let type = environment["TERM"] ?? ""
        let canDraw = isTerminal && !["", "dumb", "unknown"].contains(type)
        let forced = Self.forced(environment["FORCE_COLOR"], type)
        guard !refusesColor, environment["NO_COLOR", default: ""].isEmpty, forced != Colors.none else {
            self.init(colors: .none, hasBold: canDraw)
            return
        }
        if let forced {
            self.init(colors: forced, hasBold: true)
        } else {
            self.init(colors: canDraw ? Self.colors(of: type, environment["COLORTERM"]) : .none, hasBold: canDraw)
        }
    }

    /// Parses FORCE_COLOR: `0` and `false` mean none, `1` eight colours, `2` and `3` more; anything else means what the
    /// terminal type supports, at least eight. Nil if it is not set.
    private static func forced(_ value: String?, _ type: String) -> Colors? {
        switch value?.lowercased() {
        case nil, "": nil
        case "0", "false": Colors.none
        case "1": .eight
        case "2", "3": .many
        default: type.contains("256color") ? .many : .eight
        }
    }

    /// Terminal types whose names start with vt have no colours.
    private static func colors(of type: String, _ colorTerm: String?) -> Colors {
        if type.contains("256color") || ["truecolor", "24bit"].contains(colorTerm ?? "") { return .many }
        return type.hasPrefix("vt") ? .none : .eight
    }

    /// The text in the style of its role.
    func dressed(_ words: TerminalText, as role: ReportRole) -> TerminalText {
        let codes = codes(of: role)
        guard !codes.isEmpty, !words.isEmpty else { return words }
        return "\u{1B}[\(codes.joined(separator: ";"))m\(words)\u{1B}[0m"
    }

    /// The styles of the screens, as far as plain lines need them.
    private func codes(of role: ReportRole) -> [TerminalText] {
        switch role {
        case .text: []
        case .heading: bold
        case .ok, .added: color(many: "38;5;28", eight: "32")
        case .warning: bold + color(many: "38;5;130", eight: nil)
        case .error: bold + color(many: "38;5;160", eight: "31")
        case .removed: color(many: "38;5;160", eight: "31")
        }
    }

    private var bold: [TerminalText] { hasBold ? ["1"] : [] }

    private func color(many: TerminalText, eight: TerminalText?) -> [TerminalText] {
        switch colors {
        case .none: []
        case .eight: eight.map { [$0] } ?? []
        case .many: [many]
        }
    }
}
