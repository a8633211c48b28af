internal import GatewayHost
internal import TerminalUI

/// The columns of a table of report lines: how wide they are, and how many cells of each row stand in them.
struct TableLayout: Sendable, Equatable {
    /// The width of each column in cells.
    private(set) var widths: [Int]
    /// How many cells of each row stand in columns: all but the last one, which is wrapped behind them, or fewer if a
    /// long cell and those after it go below.
    private(set) var whole: [Int]

    private let cells: [[Int]]
    private let gap: Int
    /// The minimum number of cells for a column of sentences.
    private static let leastRoom = 24

    /// Nil if no such table fits, or if the cells of most rows would stand below it.
    init?(_ rows: [ReportLine], columns: Int, gap: Int) {
        self.gap = gap
        cells = rows.map { row in row.cells.map { TextWidth.columns(of: $0.text) } }
        whole = cells.map { max(0, $0.count - 1) }
        widths = []
        measure()
        while !fits(columns) {
            guard let longest, shorten(longest) else { return nil }
            measure()
        }
    }

    /// Where the cell with this index begins.
    func start(of index: Int) -> Int { widths.prefix(index).reduce(0) { $0 + $1 + gap } }

    private mutating func measure() {
        widths = Array(repeating: 0, count: whole.max() ?? 0)
        for (row, count) in zip(cells, whole) {
            for index in 0..<count { widths[index] = max(widths[index], row[index]) }
        }
    }

    private func isWhole(_ row: Int) -> Bool { whole[row] == cells[row].count - 1 }

    private func fits(_ columns: Int) -> Bool {
        cells.indices.allSatisfy { row in
            let needed = isWhole(row) ? min(Self.leastRoom, cells[row].last ?? 0) : -gap
            return start(of: whole[row]) + needed <= columns
        }
    }

    /// The width of the longest cell in a column but the first, by which rows are known.
    private var longest: Int? { widths.dropFirst().max() }

    /// Takes all cells of this width out of the columns; false if most rows would then be broken.
    private mutating func shorten(_ width: Int) -> Bool {
        for row in cells.indices {
            if let index = (0..<whole[row]).dropFirst().first(where: { cells[row][$0] == width }) { whole[row] = index }
        }
        return cells.indices.count { !isWhole($0) } * 2 <= cells.count
    }
}
