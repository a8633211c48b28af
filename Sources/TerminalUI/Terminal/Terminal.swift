/// What a terminal delivered.
package enum TerminalEvent: Sendable, Equatable {
    case key(Key)
    case resize(Size)
    /// SIGTERM, SIGHUP, SIGINT or SIGQUIT arrived; the number is the signal's.
    case signal(Int32)
    /// The process runs again after it was stopped; the screen must be drawn anew.
    case resumed
    /// Somebody wrote to the wake pipe: a background task has a result.
    case woken
    /// A file in a watched folder was written, renamed or removed.
    case filesChanged
}

/// What the terminal can show.
package struct TerminalCapabilities: Sendable, Equatable {
    /// Colours it has: 0, 8 or 256.
    package var colors: Int
    /// Whether text outside ASCII can be shown.
    package var unicode: Bool

    package init(colors: Int, unicode: Bool) {
        self.colors = colors
        self.unicode = unicode
    }
}

/// A screen with a keyboard: ncurses, or a scripted twin in the tests.
///
/// Implementers guarantee: `present` shows exactly the canvas, the cursor last; `nextEvent` never loses input, returns nil
/// only when the timeout ran out, and reports a paste as one key; whatever happens, `close` puts the terminal back as found.
@MainActor
package protocol Terminal: AnyObject, Sendable {
    var size: Size { get }
    var capabilities: TerminalCapabilities { get }
    /// Shows the canvas; a nil cursor hides it.
    func present(_ canvas: Canvas, cursor: Point?)
    /// Paints everything with the next `present`, also what did not change: something else wrote to the screen.
    func repaint()
    /// Waits for the next event; a nil timeout waits for ever. The timeout is in milliseconds.
    func nextEvent(timeoutMilliseconds: Int?) -> TerminalEvent?
    /// Makes `nextEvent` return `.woken`; may be called from any thread.
    nonisolated func wake()
    /// Discards keys that were typed but not read yet.
    func discardPendingKeys()
    /// Stops the process as Ctrl-Z does and comes back with the screen redrawn; false where there is no job control.
    func suspend() -> Bool
    /// Puts the terminal back as it was found. Calling it again does nothing.
    func close()
}
