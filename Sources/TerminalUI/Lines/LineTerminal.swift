/// An append-only terminal: for screen readers, and for terminals without cursor positioning.
///
/// Implementers guarantee: written text is never changed or moved; typed text appears only if it is written here;
/// `nextEvent` returns nil only on timeout and reports a paste as one key; `close` restores the terminal.
@MainActor
package protocol LineTerminal: AnyObject, Sendable {
    /// The width of a row, for wrapping; it can change between two lines.
    var columns: Int { get }
    /// Appends text.
    func write(_ text: TerminalText)
    /// Waits for the next event; without a timeout it waits for ever. The timeout is in milliseconds.
    func nextEvent(timeoutMilliseconds: Int?) -> TerminalEvent?
    /// Makes `nextEvent` return `.woken`; may be called from any thread.
    nonisolated func wake()
    /// Discards keys that were typed but not read yet.
    func discardPendingKeys()
    /// Stops the process as Ctrl-Z does; false without job control.
    func suspend() -> Bool
    /// Restores the terminal. Further calls do nothing.
    func close()
}
