import TerminalUI
import Testing

struct TextFieldTests {
    @Test func typingGoesInAtTheCursor() {
        var field = typed("ac")
        _ = field.handle(.left)
        _ = field.handle(.character("b"))
        #expect(field.text == "abc")
        #expect(field.position == 2)
    }

    @Test func editingKeys() {
        var field = typed("one two  ")
        _ = field.handle(.control("w"))
        #expect(field.text == "one ")
        _ = field.handle(.home)
        _ = field.handle(.delete)
        #expect(field.text == "ne ")
        _ = field.handle(.backspace)
        #expect(field.text == "ne ")
        _ = field.handle(.end)
        _ = field.handle(.backspace)
        #expect(field.text == "ne")
        _ = field.handle(.control("u"))
        #expect(field.isEmpty)
        _ = field.handle(.delete)
        _ = field.handle(.left)
        #expect(field.position == 0)
    }

    @Test func aQuestionMarkIsHelpOnlyWhileNothingIsTyped() {
        var field = TextField()
        #expect(field.handle(.character("?")) == .ignored)
        _ = field.handle(.character("a"))
        #expect(field.handle(.character("?")) == .handled)
        #expect(field.text == "a?")
    }

    @Test func combiningMarksJoinTheCharacterBefore() {
        var field = typed("e")
        _ = field.handle(.character("\u{301}"))
        #expect(field.position == 1)
        _ = field.handle(.backspace)
        #expect(field.isEmpty)
    }

    @Test func keysOfThePageAreIgnored() {
        var field = typed("x")
        for key in [Key.escape, .tab, .backTab, .up, .down, .control("c"), .function(1)] {
            #expect(field.handle(key) == .ignored)
        }
        #expect(field.handle(.enter) == .accepted)
    }

    @Test func theCursorStaysVisibleInWideText() {
        var field = typed("儲存儲存儲存")
        let area = Rect(column: 2, row: 0, columns: 6, rows: 1)
        #expect(field.cursor(in: area) == Point(column: 6, row: 0))
        for _ in 0..<5 { _ = field.handle(.left) }
        #expect(field.cursor(in: area) == Point(column: 4, row: 0))
        var canvas = Canvas(size: Size(columns: 9, rows: 1))
        field.draw(on: &canvas, in: area)
        #expect(canvas.lines == ["  儲存儲"])
        #expect(canvas[7, 0].style == .field && canvas[8, 0].style == .text)
    }

    @Test func anyAreaIsSafe() {
        for columns in 0...5 {
            var canvas = Canvas(size: Size(columns: columns, rows: 1))
            typed("儲a存").draw(on: &canvas, in: canvas.bounds)
            _ = typed("儲a存").cursor(in: canvas.bounds)
        }
    }

    @Test func aFullFieldSaysSo() {
        var field = TextField(String(repeating: "a", count: TextField.limit))
        #expect(field.handle(.character("b")) == .refused(.full(limit: TextField.limit)))
        #expect(field.text.utf8.count == TextField.limit)
    }

    private func typed(_ text: String) -> TextField {
        var field = TextField()
        for character in text { _ = field.handle(.character(character)) }
        return field
    }
}

struct StepRailTests {
    private let rail = StepRail([
        StepRail.Step(label: "Welcome", state: .done), StepRail.Step(label: "Method", state: .current),
        StepRail.Step(label: "Done", state: .ahead),
    ])

    @Test func stepsShowHowFarTheyAre() {
        var canvas = Canvas(size: Size(columns: 16, rows: 3))
        rail.draw(on: &canvas, in: canvas.bounds, marks: .unicode)
        #expect(canvas.lines == ["✓ Welcome", "› Method", "  Done"])
        canvas = Canvas(size: canvas.size)
        rail.draw(on: &canvas, in: canvas.bounds, marks: .ascii)
        #expect(canvas.lines == ["ok Welcome", ">  Method", "   Done"])
    }

    @Test func theCurrentStepStaysVisible() {
        var canvas = Canvas(size: Size(columns: 16, rows: 1))
        rail.draw(on: &canvas, in: canvas.bounds, marks: .unicode)
        #expect(canvas.lines == ["› Method"])
    }
}
