/// The signs that carry a meaning beside its word, as the terminal can show them.
///
/// None is of ambiguous width: many East Asian terminals draw `…`, `•` or `→` two cells wide.
package struct Marks: Sendable, Equatable {
    /// Before the row that Enter takes.
    package let marked: String
    /// Before what is done or in order.
    package let ok: String
    /// Before what failed.
    package let error: String
    /// Before what needs attention.
    package var warning: String { "!" }
    /// For each character that must not be shown.
    package var mask: String { "*" }

    package static let unicode = Marks(marked: "›", ok: "✓", error: "✗")
    package static let ascii = Marks(marked: ">", ok: "ok", error: "x")

    /// The marks for a terminal.
    package init(_ capabilities: TerminalCapabilities) {
        self = capabilities.unicode ? .unicode : .ascii
    }

    private init(marked: String, ok: String, error: String) {
        self.marked = marked
        self.ok = ok
        self.error = error
    }
}
