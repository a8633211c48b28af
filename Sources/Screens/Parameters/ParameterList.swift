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

/// The lines of a model's parameters, one of them marked. A table moves the mark; the lines are drawn apart, for each can
/// have several rows.
struct ParameterList: Sendable {
    private(set) var rows: [ParameterRow] = []
    private var mark = Table(columns: [], ids: [])

    var marked: ParameterRow? { mark.marked.map { rows[$0] } }
    /// The row that is drawn apart, below all others.
    var allowlist: ParameterRow? {
        rows.last.flatMap { row in
            if case .allowlist = row { row } else { nil }
        }
    }
    /// The rows of the table.
    var table: ArraySlice<ParameterRow> { allowlist == nil ? rows[...] : rows.dropLast() }

    func isMarked(_ row: ParameterRow) -> Bool { mark.markedID == row.id }

    /// Shows other rows; the mark stays on the same line, or on the one in its place.
    mutating func replace(_ rows: [ParameterRow]) {
        self.rows = rows
        mark.replace(ids: rows.map(\.id)) { _ in "" }
    }

    /// What a key does; a page is all there is.
    mutating func handle(_ key: Key) -> WidgetAction { mark.handle(key, pageRows: rows.count + 1) }
}
