package import TerminalUI

/// An append-only terminal in memory: events go in, a transcript comes out.
///
///     let terminal = ScriptedLineTerminal(lines: ["1", "", "<"])
///     LineLoop.run(wizard, terminal: terminal, effects: effects)
///     #expect(terminal.transcript.contains("Choice, Enter for 1: "))
@MainActor
package final class ScriptedLineTerminal: LineTerminal {
    package private(set) var transcript = ""
    package private(set) var isClosed = false
    package private(set) var suspendCount = 0
    package var columns = 80
    /// Whether there is job control.
    package var canSuspend = true

    private let next: @MainActor () -> TerminalEvent?
    private var typedAhead: [Key] = []
    private let wakes = WakeSignal()

    /// A terminal whose events come from a function; nil is a wait that times out.
    package init(_ next: @escaping @MainActor () -> TerminalEvent?) { self.next = next }

    /// A terminal with these events, which then hangs up.
    package convenience init(_ events: [TerminalEvent?]) {
        var rest = events[...]
        self.init { rest.isEmpty ? .signal(1) : rest.removeFirst() }
    }

    /// A terminal on which these keys are pressed.
    package convenience init(keys: [Key]) { self.init(keys.map { .key($0) }) }

    /// A terminal on which these lines are typed, each with Enter at its end.
    package convenience init(lines: [String]) { self.init(keys: lines.flatMap(Self.keys)) }

    /// The keys of a typed line.
    package static func keys(_ line: String) -> [Key] { line.map { .character($0) } + [.enter] }

    /// Keys that are already typed before the program reads.
    package func typeAhead(_ keys: [Key]) { typedAhead += keys }

    package func write(_ text: TerminalText) { transcript += text.text }

    package func nextEvent(timeoutMilliseconds: Int?) -> TerminalEvent? {
        if wakes.take() { return .woken }
        return typedAhead.isEmpty ? next() : .key(typedAhead.removeFirst())
    }

    package nonisolated func wake() { wakes.give() }

    package func discardPendingKeys() { typedAhead = [] }

    package func suspend() -> Bool {
        suspendCount += 1
        return canSuspend
    }

    package func close() { isClosed = true }
}
