import TerminalUI
import TestSupport
import Testing

/// The table widget: rows by index, the mark on an id, columns in cells, the filter.
@Suite struct TableTests {
    private static let columns = [
        Table.Column("name", columns: 8), Table.Column("kind", columns: 11, rank: 1),
        Table.Column("state", columns: 10, rank: 5),
    ]

    private func table(_ count: Int) -> Table {
        Table(columns: Self.columns, ids: (0..<count).map { "id\($0)" })
    }

    private func cells(_ index: Int) -> [Table.Cell] {
        [Table.Cell("id\(index)"), Table.Cell("setup-token"), Table.Cell("ready", .ok)]
    }

    private func lines(_ table: Table, columns: Int, rows: Int) -> [String] {
        var canvas = Canvas(size: Size(columns: columns, rows: rows))
        table.draw(on: &canvas, in: canvas.bounds, marks: .unicode, cells: cells)
        return canvas.lines
    }

    @Test func titlesStandAboveTheirColumns() {
        #expect(
            lines(table(2), columns: 60, rows: 4) == [
                "name         kind          state", "› id0        setup-token   ready",
                "  id1        setup-token   ready", "",
            ]
        )
    }

    @Test("rule 34: the least important column goes first")
    func narrowTablesLeaveColumnsOut() {
        #expect(lines(table(1), columns: 30, rows: 2) == ["name         state", "› id0        ready"])
        #expect(lines(table(1), columns: 12, rows: 2) == ["name", "› id0"])
    }

    @Test func onlyVisibleRowsAreAskedFor() {
        var table = table(10_000)
        for _ in 0..<30 { _ = table.handle(.down, pageRows: 9) }
        var asked: [Int] = []
        var canvas = Canvas(size: Size(columns: 60, rows: 10))
        table.draw(on: &canvas, in: canvas.bounds, marks: .unicode) { index in
            asked.append(index)
            return cells(index)
        }
        #expect(asked == Array(22...30))
        #expect(table.visible(in: canvas.bounds) == asked)
        #expect(table.cursor(in: canvas.bounds) == Point(column: 0, row: 9))
    }

    @Test("the window scrolls only when the mark would leave it")
    func scrollingIsLazy() {
        var table = table(100)
        for _ in 0..<20 { _ = table.handle(.down, pageRows: 9) }
        for _ in 0..<5 { _ = table.handle(.up, pageRows: 9) }
        #expect(lines(table, columns: 60, rows: 10)[1].contains("id12 "))
        #expect(table.markedID == "id15")
    }

    @Test func theMarkDoesNotWrapAround() {
        var table = table(3)
        _ = table.handle(.up, pageRows: 9)
        #expect(table.markedID == "id0")
        _ = table.handle(.character("G"), pageRows: 9)
        _ = table.handle(.character("j"), pageRows: 9)
        #expect(table.markedID == "id2")
        _ = table.handle(.character("g"), pageRows: 9)
        #expect(table.markedID == "id0")
    }

    @Test func theMarkStaysOnItsID() {
        var table = table(5)
        table.mark(id: "id3")
        table.replace(ids: ["id4", "new", "id3"]) { "\($0)" }
        #expect(table.markedID == "id3")
        table.replace(ids: ["id4", "new"]) { "\($0)" }
        #expect(table.markedID == "new")
        table.replace(ids: []) { "\($0)" }
        #expect(table.markedID == nil)
        #expect(table.handle(.enter, pageRows: 9) == .ignored)
    }

    @Test func theMarkComesBackToARowThatWasGoneWithAllOthers() {
        var table = table(5)
        table.mark(id: "id3")
        table.replace(ids: []) { "\($0)" }
        table.replace(ids: []) { "\($0)" }
        table.replace(ids: ["id0", "id3"]) { "\($0)" }
        #expect(table.markedID == "id3")
        table.replace(ids: []) { "\($0)" }
        table.replace(ids: ["id0", "id1"]) { "\($0)" }
        table.replace(ids: ["id0", "id1", "id3"]) { "\($0)" }
        #expect(table.markedID == "id0", "what was marked since counts")
    }

    @Test("rule 41: every typed word occurs somewhere, case ignored, full-width forms too")
    func filterNarrows() {
        var table = table(50)
        let text = { (index: Int) in index % 2 == 0 ? "id\(index) Ready" : "id\(index) cooling" }
        table.mark(id: "id11")
        for character in "ｒEADY 4" { _ = table.handleFilter(.character(character), text: text) }
        #expect(table.filter == "ready 4")
        #expect(table.shownCount == 9)
        #expect(table.markedID == "id4")
        _ = table.handleFilter(.control("w"), text: text)
        #expect(table.filter == "ready ")
        _ = table.handleFilter(.control("u"), text: text)
        #expect(table.shownCount == 50)
        _ = table.handleFilter(.character("x"), text: text)
        #expect(table.handle(.enter, pageRows: 9) == .refused(.nothingMatches))
    }

    @Test func nothingTrapsOnTinyCanvases() {
        for columns in 0..<12 {
            for rows in 0..<4 {
                var canvas = Canvas(size: Size(columns: columns, rows: rows))
                table(3).draw(on: &canvas, in: canvas.bounds, marks: .ascii, cells: cells)
                #expect(table(3).visible(in: canvas.bounds).count <= 3)
            }
        }
    }
}
