import Synchronization
package import TerminalUI

/// A terminal in memory: a list of events goes in, the presented frames come out.
///
///     let terminal = ScriptedTerminal([.key(.down), .key(.enter)])
///     loop.run(on: terminal)
///     #expect(terminal.frames.last?.canvas.lines[0] == "…")
@MainActor
package final class ScriptedTerminal: Terminal {
    /// The next event, as seen by the program.
    package enum Step: Sendable {
        case event(TerminalEvent)
        /// Keys typed before the program reads them; `discardPendingKeys` drops the rest.
        case typedAhead([Key])
        /// The program's wait times out; ignored if it has no timeout.
        case timeout
        /// Nothing until a background task wakes the terminal.
        case untilWoken
        /// The terminal changes its size and reports it.
        case resize(Size)
    }

    /// One presented canvas with its cursor.
    package struct Frame: Equatable, Sendable {
        package let canvas: Canvas
        package let cursor: Point?
    }

    package private(set) var size: Size
    package let capabilities: TerminalCapabilities
    package private(set) var frames: [Frame] = []
    package private(set) var suspendCount = 0
    package private(set) var repaintCount = 0
    package private(set) var discardCount = 0
    package private(set) var isClosed = false
    /// Whether there is job control.
    package var canSuspend = true

    private var steps: [Step]
    private var pending: [Key] = []
    private let wakes = WakeSignal()

    package init(
        steps: [Step],
        size: Size = Size(columns: 80, rows: 24),
        capabilities: TerminalCapabilities = TerminalCapabilities(colors: 256, unicode: true)
    ) {
        self.steps = steps
        self.size = size
        self.capabilities = capabilities
    }

    /// A terminal with these key presses, each after the frame for the previous one was shown.
    package convenience init(_ keys: [Key], size: Size = Size(columns: 80, rows: 24)) {
        self.init(steps: keys.map { .event(.key($0)) }, size: size)
    }

    package func present(_ canvas: Canvas, cursor: Point?) {
        frames.append(Frame(canvas: canvas, cursor: cursor))
    }

    package func repaint() { repaintCount += 1 }

    /// The next event. At the end of the script the terminal hangs up; a wait of zero never gets a scripted event.
    package func nextEvent(timeoutMilliseconds: Int?) -> TerminalEvent? {
        if !pending.isEmpty { return .key(pending.removeFirst()) }
        if wakes.take() { return .woken }
        if timeoutMilliseconds == 0 { return nil }
        guard !steps.isEmpty else { return .signal(1) }
        switch steps.removeFirst() {
        case .event(let event): return event
        case .typedAhead(let keys):
            pending = keys
            return nextEvent(timeoutMilliseconds: timeoutMilliseconds)
        case .timeout: return timeoutMilliseconds == nil ? nextEvent(timeoutMilliseconds: nil) : nil
        case .untilWoken: return wakes.wait(seconds: 20) ? .woken : .signal(1)
        case .resize(let size):
            self.size = size
            return .resize(size)
        }
    }

    package nonisolated func wake() { wakes.give() }

    package func discardPendingKeys() {
        discardCount += 1
        pending = []
    }

    package func suspend() -> Bool {
        suspendCount += 1
        return canSuspend
    }

    /// The number of times the terminal was given to another program.
    package private(set) var lendCount = 0

    package func lend<Answer>(_ use: () -> Answer) -> Answer {
        lendCount += 1
        return use()
    }

    package func close() { isClosed = true }
}
