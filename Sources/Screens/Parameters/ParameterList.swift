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
    /// Cells of the widest name and of the widest value, of those that are not wider than a column.
    private(set) var nameColumns = 0
    private(set) var valueColumns = 0

    /// The columns are not wider than this; what is longer has a row of its own.
    private static let widestName = 16
    static let widestValue = 9

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

    /// Measures the columns; again when the width changes the words.
    mutating func measure(_ words: ParameterWords?) {
        func widest(_ text: (ParameterRow) -> String?, _ limit: Int) -> Int {
            table.lazy.compactMap(text).map { TextWidth.columns(of: $0) }.filter { $0 <= limit }.max() ?? 0
        }
        nameColumns = widest({ words?.name($0) }, Self.widestName)
        valueColumns = widest({ words?.now($0) }, Self.widestValue)
    }

    /// The place of the marked row in the table; nil where the mark is elsewhere.
    var markedPlace: Int? { mark.marked.flatMap { table.indices.contains($0) ? $0 : nil } }

    /// What a key does; a page is all there is.
    mutating func handle(_ key: Key) -> WidgetAction { mark.handle(key, pageRows: rows.count + 1) }
}
