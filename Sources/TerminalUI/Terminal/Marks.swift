/// The marks that the terminal can display; each is always shown together with a word.
///
/// None has an ambiguous width: many East Asian terminals draw `…`, `•` or `→` two cells wide.
package struct Marks: Sendable, Equatable {
    /// For the selected row.
    package let marked: String
    /// For done or valid.
    package let ok: String
    /// For errors.
    package let error: String
    /// For warnings.
    package var warning: String { "!" }

    package static let unicode = Marks(marked: "›", ok: "✓", error: "✗")
    package static let ascii = Marks(marked: ">", ok: "ok", error: "x")

    package init(_ capabilities: TerminalCapabilities) {
        self = capabilities.unicode ? .unicode : .ascii
    }

    private init(marked: String, ok: String, error: String) {
        self.marked = marked
        self.ok = ok
        self.error = error
    }
}
