// Target TerminalUI: the building blocks of a text user interface, independent of any terminal library.
//
// Data flow: a terminal delivers `RawInput`, which `KeyDecoder` turns into `Key`s, including pastes as secrets. Widgets
// (`PickList`, `Table`, `TextField`, `SecretField`, …) handle keys and return `WidgetAction`s, and draw on a `Canvas`
// of `Cell`s with `Style` roles. `Terminal` is the protocol for a full screen, `LineTerminal` for line mode. All other
// text leaves the program as `TerminalText` through `TextStream`. Relay models the screen of a child program
// (`ScreenModel`), finds tokens on it (`TokenSight`) and lays it out for a narrower terminal (`RelayLayout`).
//
// Must not know: ncurses, the pages of this program, files, credentials beyond a `Secret`.
//
// Invariants: values only, no input or output except in `TextStream`; drawing is clipped and cannot trap; foreign text
// is escaped before it reaches a terminal; a masked field never draws its content; text widths match the C library's.

/// An event from a terminal.
package enum TerminalEvent: Sendable, Equatable {
    case key(Key)
    case resize(Size)
    /// SIGTERM, SIGHUP, SIGINT or SIGQUIT arrived; with its number.
    case signal(Int32)
    /// The process continues after it was stopped; the screen must be redrawn.
    case resumed
    /// `wake()` was called: a background task has a result.
    case woken
    /// A file in a watched folder was written, renamed or removed.
    case filesChanged
}

/// What the terminal supports.
package struct TerminalCapabilities: Sendable, Equatable {
    /// Number of colours: 0, 8 or 256.
    package var colors: Int
    /// Whether text outside ASCII can be shown.
    package var unicode: Bool

    package init(colors: Int, unicode: Bool) {
        self.colors = colors
        self.unicode = unicode
    }
}

/// A screen with a keyboard: ncurses, or a scripted test double.
///
/// Implementers guarantee: `present` shows exactly the canvas, the cursor last; `nextEvent` never loses input, returns
/// nil only on timeout, and reports a paste as one key; `close` always restores the terminal.
@MainActor
package protocol Terminal: AnyObject, Sendable {
    var size: Size { get }
    var capabilities: TerminalCapabilities { get }
    /// Shows the canvas; a nil cursor hides it.
    func present(_ canvas: Canvas, cursor: Point?)
    /// Redraws everything at the next `present`, because another program wrote to the screen.
    func repaint()
    /// Waits for the next event; without a timeout it waits for ever. The timeout is in milliseconds.
    func nextEvent(timeoutMilliseconds: Int?) -> TerminalEvent?
    /// Makes `nextEvent` return `.woken`; may be called from any thread.
    nonisolated func wake()
    /// Discards keys that were typed but not read yet.
    func discardPendingKeys()
    /// Stops the process as Ctrl-Z does and returns with the screen redrawn; false without job control.
    func suspend() -> Bool
    /// Gives the terminal to another program while `use` runs, on the normal screen and in its original modes, and
    /// returns with the screen redrawn.
    func lend<Answer>(_ use: () -> Answer) -> Answer
    /// Restores the terminal. Further calls do nothing.
    func close()
}
