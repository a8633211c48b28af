import TerminalUI
import Testing

struct CanvasTests {
    @Test func textIsClippedToTheCanvasAndTheLimit() {
        var canvas = Canvas(size: Size(columns: 6, rows: 2))
        #expect(canvas.put("abcdefgh", at: Point(column: 2, row: 0)) == 4)
        #expect(canvas.put("abcdefgh", at: Point(column: 0, row: 1), limit: 3) == 3)
        #expect(canvas.lines == ["  abcd", "abc"])
    }

    @Test func textThatBeginsLeftOfTheCanvasShowsItsRest() {
        var canvas = Canvas(size: Size(columns: 4, rows: 1))
        canvas.put("abcdef", at: Point(column: -2, row: 0))
        #expect(canvas.lines == ["cdef"])
    }

    @Test func aWideCharacterIsWholeOrNotThere() {
        var canvas = Canvas(size: Size(columns: 5, rows: 2))
        canvas.put("儲存儲", at: Point(column: 0, row: 0))
        canvas.put("儲存", at: Point(column: -1, row: 1))
        #expect(canvas.lines == ["儲存", " 存"])
    }

    @Test func overwritingHalfOfAWideCharacterBlanksTheOtherHalf() {
        var canvas = Canvas(size: Size(columns: 6, rows: 2))
        canvas.put("儲存", at: Point(column: 0, row: 0))
        canvas.put("x", at: Point(column: 1, row: 0))
        canvas.put("儲存", at: Point(column: 0, row: 1))
        canvas.put("存", at: Point(column: 1, row: 1))
        #expect(canvas.lines == [" x存", " 存"])
    }

    @Test func cellsOutsideReadAsBlank() {
        let canvas = Canvas(size: Size(columns: 2, rows: 2))
        #expect(canvas[-1, 0] == .blank)
        #expect(canvas[0, 2] == .blank)
        #expect(canvas.text(row: 9).isEmpty)
    }

    @Test func fillAndRestyleAreClipped() {
        var canvas = Canvas(size: Size(columns: 4, rows: 2))
        canvas.put("abcd", at: Point(column: 0, row: 0))
        canvas.fill(Rect(column: -3, row: -1, columns: 5, rows: 2), .field)
        canvas.restyle(Rect(column: 3, row: 0, columns: Int.max, rows: Int.max), .marked)
        #expect(canvas.lines == ["  cd", ""])
        #expect(canvas[1, 0].style == .field)
        #expect(canvas[3, 1].style == .marked)
    }

    @Test func anyPointAndSizeIsSafe() {
        let places = [Int.min, -7, -1, 0, 1, 39, 299, Int.max]
        for (columns, rows) in [(0, 0), (-3, 5), (1, 1), (2, 1), (40, 15), (80, 24), (300, 100)] {
            var canvas = Canvas(size: Size(columns: columns, rows: rows))
            for column in places {
                for row in places {
                    canvas.put("a儲e\u{301}👩‍💻z", at: Point(column: column, row: row), style: .marked)
                    canvas.put("a儲", at: Point(column: column, row: row), limit: column)
                    canvas.fill(Rect(column: column, row: row, columns: row, rows: column))
                    canvas.restyle(Rect(column: row, row: column, columns: 7, rows: Int.max), .error)
                }
            }
            #expect(canvas.cells.count == max(0, columns) * max(0, rows))
        }
    }

    @Test func areasSplitWithoutGoingNegative() {
        let area = Rect(column: 1, row: 2, columns: 10, rows: 3)
        #expect(area.splitTop(1).rest == Rect(column: 1, row: 3, columns: 10, rows: 2))
        #expect(area.splitBottom(9).rest.isEmpty)
        #expect(area.splitLeft(4).rest == Rect(column: 5, row: 2, columns: 6, rows: 3))
        #expect(area.inset(left: 6, right: 6).isEmpty)
    }
}

struct CanvasDifferenceTests {
    private let blank = Canvas(size: Size(columns: 8, rows: 2))

    @Test func equalRowsHaveNoDifference() {
        #expect(blank.changedColumns(row: 0, since: blank) == nil)
    }

    @Test func theDifferenceIsFromTheFirstToTheLastChange() {
        var canvas = blank
        canvas.put("a  b", at: Point(column: 2, row: 1))
        #expect(canvas.changedColumns(row: 0, since: blank) == nil)
        #expect(canvas.changedColumns(row: 1, since: blank) == 2..<6)
        #expect(blank.changedColumns(row: 1, since: canvas) == 2..<6)
    }

    @Test func aDifferenceBeginsWithAWholeCharacter() {
        var old = blank
        old.put("儲x", at: Point(column: 1, row: 0))
        var new = blank
        new.put("存x", at: Point(column: 1, row: 0))
        #expect(new.changedColumns(row: 0, since: old) == 1..<2 || new.changedColumns(row: 0, since: old) == 1..<3)
        new = old
        new.restyle(Rect(column: 2, row: 0, columns: 1, rows: 1), .ok)
        #expect(new.changedColumns(row: 0, since: old) == 1..<3)
        new = blank
        new.put(" 儲", at: Point(column: 1, row: 0))
        #expect(new.changedColumns(row: 0, since: old)?.lowerBound == 1)
    }

    @Test func anotherSizeChangesEverything() {
        #expect(blank.changedColumns(row: 0, since: Canvas(size: Size(columns: 3, rows: 9))) == 0..<8)
    }
}
