internal import GatewayHost
internal import TerminalUI

/// One line of a model's parameters.
enum ParameterRow: Sendable, Equatable {
    case value(ParameterLine)
    /// The older name of the cache's parameter.
    case legacy(ModelParameters.Legacy)
    /// In the file and unknown here.
    case unknown(UnknownParameter)
    /// What saving would do to the models that may be used.
    case allowlist(isKept: Bool)

    /// What the mark stays on.
    var id: String {
        switch self {
        case .value(let line): "value." + line.name
        case .legacy: "legacy"
        case .unknown(let parameter): "unknown." + parameter.name
        case .allowlist: "allowlist"
        }
    }
}

/// The lines of a model's parameters, one of them marked; the mark does not wrap around.
struct ParameterList: Sendable {
    private(set) var rows: [ParameterRow] = []
    private var position = 0

    var marked: ParameterRow? { rows.indices.contains(position) ? rows[position] : nil }
    /// The row that is drawn apart, below all others.
    var allowlist: ParameterRow? {
        rows.last.flatMap { row in
            if case .allowlist = row { row } else { nil }
        }
    }
    /// The rows of the table.
    var table: ArraySlice<ParameterRow> { allowlist == nil ? rows[...] : rows.dropLast() }

    func isMarked(_ row: ParameterRow) -> Bool { marked?.id == row.id }

    /// Shows other rows; the mark stays on the same line, or on the one in its place.
    mutating func replace(_ rows: [ParameterRow]) {
        let id = marked?.id
        self.rows = rows
        position = rows.firstIndex { $0.id == id } ?? max(0, min(position, rows.count - 1))
    }

    /// Whether the key moved the mark.
    mutating func handle(_ key: Key) -> Bool {
        let last = max(0, rows.count - 1)
        switch key {
        case .up: position = max(0, position - 1)
        case .down: position = min(last, position + 1)
        case .home, .pageUp: position = 0
        case .end, .pageDown, .character("G"): position = last
        default:
            switch key.command {
            case .character("j"): position = min(last, position + 1)
            case .character("k"): position = max(0, position - 1)
            case .character("g"): position = 0
            default: return false
            }
        }
        return true
    }
}
