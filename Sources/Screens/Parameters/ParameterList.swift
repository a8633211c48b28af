internal import GatewayHost
internal import TerminalUI

/// One row of a model's parameters.
enum ParameterRow: Sendable, Equatable {
    case value(ParameterLine)
    /// The deprecated name of the cache parameter.
    case legacy(ModelParameters.Legacy)
    /// In the file, but not in the schema.
    case unknown(UnknownParameter)
    /// What saving does to the model allowlist.
    case allowlist(isKept: Bool)

    /// The identity that the mark follows.
    var id: String {
        switch self {
        case .value(let line): "value." + line.name
        case .legacy: "legacy"
        case .unknown(let parameter): "unknown." + parameter.name
        case .allowlist: "allowlist"
        }
    }
}

/// The parameter rows of a model, one of them marked. A `Table` only handles the mark; drawing is separate because a
/// parameter can take several screen rows.
struct ParameterList: Sendable {
    private(set) var rows: [ParameterRow] = []
    private var mark = Table(columns: [], ids: [])
    /// The widest name and the widest value that fit into a column, in cells.
    private(set) var nameColumns = 0
    private(set) var valueColumns = 0

    /// The maximum column width; longer text gets its own row.
    private static let widestName = 16
    static let widestValue = 9

    var marked: ParameterRow? { mark.marked.map { rows[$0] } }
    /// The allowlist row, drawn separately below all others.
    var allowlist: ParameterRow? {
        rows.last.flatMap { row in
            if case .allowlist = row { row } else { nil }
        }
    }
    /// The rows without the allowlist row.
    var table: ArraySlice<ParameterRow> { allowlist == nil ? rows[...] : rows.dropLast() }

    func isMarked(_ row: ParameterRow) -> Bool { mark.markedID == row.id }

    /// Marks the row with this id.
    mutating func mark(id: String) { mark.mark(id: id) }

    /// Replaces the rows; the mark stays on the same row, or on the one at its index.
    mutating func replace(_ rows: [ParameterRow]) {
        self.rows = rows
        mark.replace(ids: rows.map(\.id)) { _ in "" }
    }

    /// Measures the columns; again after a change of width, because it changes the texts.
    mutating func measure(_ words: ParameterWords?) {
        func widest(_ text: (ParameterRow) -> String?, _ limit: Int) -> Int {
            table.lazy.compactMap(text).map { TextWidth.columns(of: $0) }.filter { $0 <= limit }.max() ?? 0
        }
        nameColumns = widest({ words?.name($0) }, Self.widestName)
        valueColumns = widest({ words?.now($0) }, Self.widestValue)
    }

    /// The index of the marked row in the table; nil if the mark is on the allowlist row.
    var markedPlace: Int? { mark.marked.flatMap { table.indices.contains($0) ? $0 : nil } }

    /// Handles a key; one page covers all rows.
    mutating func handle(_ key: Key) -> WidgetAction { mark.handle(key, pageRows: rows.count + 1) }
}
