import TerminalUI
import Testing

struct PickListTests {
    private let few = ["Keep it", "Replace its secret", "Add another", "Leave"].map { PickRow(id: $0, label: $0) }
    private let texts = FilterTexts(
        hint: "Type to find",
        count: "{shown} of {total}",
        nothing: "Nothing matches '{filter}'. Esc clears."
    )
    private var many: PickList {
        PickList(
            (1...50).map { PickRow(id: "m\($0)", label: "model-\($0)", notes: [$0 % 2 == 0 ? "even" : "odd"]) },
            filterTexts: texts
        )
    }

    @Test func enterTakesTheMarkedRow() {
        var list = PickList(few, marked: 1)
        #expect(list.handle(.enter) == .chosen(1))
    }

    @Test func theMarkMovesWithoutWrappingAround() {
        var list = PickList(few)
        #expect(list.handle(.up) == .handled)
        #expect(list.marked == 0)
        for _ in 0..<9 { _ = list.handle(.down) }
        #expect(list.marked == 3)
        _ = list.handle(.home)
        #expect(list.marked == 0)
        _ = list.handle(.end)
        #expect(list.marked == 3)
        _ = list.handle(.pageUp, pageRows: 2)
        #expect(list.marked == 1)
        _ = list.handle(.pageDown, pageRows: 2)
        #expect(list.marked == 3)
    }

    @Test func aDigitTakesItsRow() {
        var list = PickList(few)
        #expect(list.handle(.character("2")) == .chosen(1))
        #expect(list.handle(.character("３")) == .chosen(2))
        #expect(list.handle(.character("5")) == .ignored)
        #expect(list.marked == 2)
    }

    @Test func aLetterGoesToTheFirstRowThatBeginsWithIt() {
        var list = PickList(few)
        #expect(list.handle(.character("L")) == .handled)
        #expect(list.marked == 3)
        #expect(list.handle(.character("z")) == .ignored)
        #expect(list.handle(.character("?")) == .ignored)
        #expect(list.handle(.character(" ")) == .ignored)
        #expect(list.marked == 3)
    }

    @Test func aRowThatIsNotAvailableIsMarkedButNotTaken() {
        var list = PickList([PickRow(id: "a", label: "A", unavailable: "no key found"), PickRow(id: "b", label: "B")])
        #expect(list.handle(.enter) == .refused(.rowUnavailable(0)))
        #expect(list.handle(.character("1")) == .refused(.rowUnavailable(0)))
        #expect(drawn(list, columns: 30, rows: 2) == ["› A  no key found", "  B"])
        #expect(drawn(list, columns: 12, rows: 4) == ["› A", "    no key", "    found", "  B"])
    }

    @Test func typingNarrowsALongList() {
        var list = many
        #expect(list.handle(.character("Ｅ")) == .handled)
        for letter in "ven -4" { #expect(list.handle(.character(letter)) == .handled) }
        #expect(list.filter == "even -4")
        #expect(list.shownCount == 6)
        #expect(list.markedRow?.id == "m4")
        #expect(list.handle(.enter) == .chosen(3))
        #expect(drawn(list, columns: 30, rows: 3).first == "  even -4  6 of 50")
    }

    @Test func escapeClearsTheFilterAndThenIsLeftToThePage() {
        var list = many
        _ = list.handle(.character("7"))
        #expect(list.handle(.escape) == .handled)
        #expect(list.filter.isEmpty)
        #expect(list.handle(.escape) == .ignored)
    }

    @Test func controlKeysEditTheFilter() {
        var list = many
        for letter in "odd mod" { _ = list.handle(.character(letter)) }
        _ = list.handle(.backspace)
        #expect(list.filter == "odd mo")
        _ = list.handle(.control("w"))
        #expect(list.filter == "odd ")
        _ = list.handle(.control("u"))
        #expect(list.filter.isEmpty)
        #expect(list.handle(.character("?")) == .ignored)
    }

    @Test("rule 41: nothing matches, and it is said")
    func nothingMatchesIsSaid() {
        var list = many
        for letter in "opsu" { _ = list.handle(.character(letter)) }
        #expect(list.marked == nil)
        #expect(list.handle(.enter) == .refused(.nothingMatches))
        #expect(drawn(list, columns: 50, rows: 3) == ["  opsu  0 of 50", "  Nothing matches 'opsu'. Esc clears.", ""])
        _ = list.handle(.down)
        _ = list.handle(.escape)
        #expect(list.marked == 0)
    }

    @Test func theMarkStaysOnItsRowWhenTheFilterAllowsIt() {
        var list = many
        _ = list.handle(.end)
        _ = list.handle(.character("5"))
        #expect(list.markedRow?.id == "m50")
    }

    @Test func theMarkStaysOnItsIdWhenRowsChange() {
        var list = PickList(few, marked: 3)
        list.replaceRows(Array(few.dropFirst()))
        #expect(list.markedRow?.id == "Leave")
        list.replaceRows(Array(few.prefix(2)))
        #expect(list.markedRow?.id == "Replace its secret")
        list.replaceRows([])
        #expect(list.marked == nil)
        #expect(list.handle(.enter) == .ignored)
        #expect(list.handle(.down) == .handled)
    }

    @Test func columnsAreAlignedOnTheLongestLabel() {
        let list = PickList([
            PickRow(id: "1", label: "claude-opus-4-6", notes: ["default", "200K"]),
            PickRow(id: "2", label: "已儲存", notes: ["", "1M"], heading: "older"),
        ])
        #expect(
            drawn(list, columns: 40, rows: 3) == [
                "› claude-opus-4-6  default  200K", "older", "  已儲存                    1M",
            ]
        )
        #expect(drawn(list, columns: 24, rows: 4) == ["› claude-opus-4-6", "    default, 200K", "older", "  已儲存"])
    }

    @Test func theExplanationStandsUnderTheMarkedRow() {
        let list = PickList([
            PickRow(id: "1", label: "One", explanation: ["Paid by API credits."]), PickRow(id: "2", label: "Two"),
        ])
        #expect(drawn(list, columns: 30, rows: 4) == ["› One", "    Paid by API credits.", "  Two", ""])
        #expect(list.height(columns: 30) == 3)
    }

    @Test func theMarkedRowIsAlwaysVisible() {
        for rows in 1...12 {
            var list = many
            for _ in 0..<50 {
                let area = Rect(column: 0, row: 0, columns: 20, rows: rows + 1)
                let cursor = list.cursor(in: area)
                let line = drawn(list, columns: 20, rows: rows + 1)[cursor?.row ?? rows + 1]
                let start = "› " + (list.markedRow?.label ?? "")
                #expect(line.hasPrefix(start))
                _ = list.handle(.down)
            }
        }
    }

    @Test func theMarkedRowIsReversedAcrossTheArea() {
        var canvas = Canvas(size: Size(columns: 12, rows: 4))
        let area = Rect(column: 1, row: 0, columns: 10, rows: 4)
        PickList(few).draw(on: &canvas, in: area, marks: .ascii)
        #expect((1...10).allSatisfy { canvas[$0, 0].style == .marked })
        #expect(canvas[0, 0].style == .text && canvas[11, 0].style == .text && canvas[1, 1].style == .text)
        PickList(few).draw(on: &canvas, in: area, marks: .ascii, isFocused: false)
        #expect(canvas[1, 0].style == .markedElsewhere)
    }

    @Test func anyAreaIsSafe() {
        var list = many
        _ = list.handle(.character("1"))
        for columns in [0, 1, 2, 3, 5, 40, 300] {
            for rows in [0, 1, 2, 15, 100] {
                _ = drawn(list, columns: columns, rows: rows)
                _ = drawn(PickList(few), columns: columns, rows: rows)
                _ = drawn(PickList([]), columns: columns, rows: rows)
            }
        }
    }

    private func drawn(_ list: PickList, columns: Int, rows: Int) -> [String] {
        var canvas = Canvas(size: Size(columns: columns, rows: rows))
        list.draw(on: &canvas, in: canvas.bounds, marks: .unicode)
        return canvas.lines
    }
}

struct MultiSelectTests {
    private let rows = ["main", "ops", "old"].map {
        PickRow(id: $0, label: $0, unavailable: $0 == "old" ? "read-only" : nil)
    }

    @Test("rule 42: Space ticks, Enter goes on")
    func spaceTicksAndEnterGoesOn() {
        var choice = MultiSelect(rows, ticked: ["main", "gone"])
        #expect(choice.ticked == ["main"])
        #expect(choice.handle(.down) == .handled)
        #expect(choice.handle(.character(" ")) == .handled)
        #expect(choice.ticked == ["main", "ops"])
        #expect(choice.handle(.enter) == .accepted)
    }

    @Test func nothingTickedIsRefused() {
        var choice = MultiSelect(rows, ticked: ["main"])
        #expect(choice.handle(.character("\u{3000}")) == .handled)
        #expect(choice.handle(.enter) == .refused(.nothingTicked))
    }

    @Test func aDigitTicksItsRow() {
        var choice = MultiSelect(rows)
        #expect(choice.handle(.character("2")) == .handled)
        #expect(choice.ticked == ["ops"])
        #expect(choice.handle(.character("3")) == .refused(.rowUnavailable(2)))
    }

    @Test func ticksAreDrawn() {
        var canvas = Canvas(size: Size(columns: 24, rows: 3))
        MultiSelect(rows, ticked: ["ops"]).draw(on: &canvas, in: canvas.bounds, marks: .ascii)
        #expect(canvas.lines == ["> [ ] main", "  [x] ops", "  [ ] old   read-only"])
    }
}
