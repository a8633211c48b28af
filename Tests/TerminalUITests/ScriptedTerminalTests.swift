import Foundation
import TerminalUI
import TestSupport
import Testing

@MainActor
struct ScriptedTerminalTests {
    @Test func scriptedEventsArriveInOrderAndThenTheTerminalHangsUp() {
        let terminal = ScriptedTerminal([.down, .enter])
        #expect(terminal.nextEvent(timeoutMilliseconds: nil) == .key(.down))
        #expect(terminal.nextEvent(timeoutMilliseconds: 0) == nil)
        #expect(terminal.nextEvent(timeoutMilliseconds: 100) == .key(.enter))
        #expect(terminal.nextEvent(timeoutMilliseconds: nil) == .signal(1))
    }

    @Test func keysTypedAheadCanBeDiscarded() {
        let terminal = ScriptedTerminal(steps: [.typedAhead([.enter, .enter, .enter]), .event(.key(.escape))])
        #expect(terminal.nextEvent(timeoutMilliseconds: nil) == .key(.enter))
        #expect(terminal.nextEvent(timeoutMilliseconds: 0) == .key(.enter))
        terminal.discardPendingKeys()
        #expect(terminal.nextEvent(timeoutMilliseconds: nil) == .key(.escape))
    }

    @Test func timeResizesAndWakesAreSteps() async {
        let terminal = ScriptedTerminal(steps: [.timeout, .resize(Size(columns: 40, rows: 15)), .untilWoken])
        #expect(terminal.nextEvent(timeoutMilliseconds: 250) == nil)
        #expect(terminal.nextEvent(timeoutMilliseconds: nil) == .resize(Size(columns: 40, rows: 15)))
        #expect(terminal.size == Size(columns: 40, rows: 15))
        Thread.detachNewThread { terminal.wake() }
        #expect(terminal.nextEvent(timeoutMilliseconds: nil) == .woken)
    }

    @Test func framesAreKept() {
        let terminal = ScriptedTerminal([])
        var canvas = Canvas(size: terminal.size)
        canvas.put("hello", at: Point(column: 0, row: 0), style: .title)
        terminal.present(canvas, cursor: Point(column: 5, row: 0))
        #expect(terminal.frames.map(\.canvas.lines[0]) == ["hello"])
        #expect(terminal.frames[0].cursor == Point(column: 5, row: 0))
    }
}

struct ScreenGoldenTests {
    @Test func aPictureIsComparedWithItsFile() {
        assertScreen(Self.sample, named: "sample", cursor: Point(column: 2, row: 1), styles: true)
    }

    @Test func aDifferentPictureFails() {
        var canvas = Self.sample
        canvas.put("y", at: Point(column: 0, row: 0))
        let complaint = ScreenGolden(name: "sample", testFile: #filePath)
            .complaint(about: ScreenGolden.picture(of: canvas, cursor: Point(column: 2, row: 1), styles: true))
        #expect(complaint?.contains("looks different") == true)
    }

    @Test func aMissingFileFails() {
        let complaint = ScreenGolden(name: "no-such-golden", testFile: #filePath)
            .complaint(about: ScreenGolden.picture(of: Self.sample, cursor: nil, styles: false))
        #expect(complaint?.contains("no golden") == true)
    }

    private static var sample: Canvas {
        var canvas = Canvas(size: Size(columns: 24, rows: 4))
        for (index, style) in Style.allCases.enumerated() {
            canvas.put("x", at: Point(column: index, row: 0), style: style)
        }
        canvas.put("儲存 ›", at: Point(column: 2, row: 1), style: .marked)
        return canvas
    }
}
