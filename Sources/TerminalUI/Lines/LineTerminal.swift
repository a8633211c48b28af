/// A terminal that is only appended to: for screen readers, and for terminals on which nothing can be placed.
///
/// Implementers guarantee: what was written is never changed or moved; nothing that is typed is shown unless it is written
/// here; `nextEvent` returns nil only when the timeout ran out and reports a paste as one key; `close` puts the terminal
/// back as found.
@MainActor
package protocol LineTerminal: AnyObject, Sendable {
    /// Cells of a row, for breaking lines at words; the width can change between two lines.
    var columns: Int { get }
    /// Appends text.
    func write(_ text: TerminalText)
    /// Waits for the next event; a nil timeout waits for ever. The timeout is in milliseconds.
    func nextEvent(timeoutMilliseconds: Int?) -> TerminalEvent?
    /// Makes `nextEvent` return `.woken`; may be called from any thread.
    nonisolated func wake()
    /// Discards keys that were typed but not read yet.
    func discardPendingKeys()
    /// Stops the process as Ctrl-Z does; false where there is no job control.
    func suspend() -> Bool
    /// Puts the terminal back as it was found. Calling it again does nothing.
    func close()
}
