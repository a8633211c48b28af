/// A problem in the words of the product: what happened, where, what is unchanged, and what to do next.
///
/// Made by `Explanation` from any layer's error; holds no secret.
package struct Problem: Error, Sendable, Equatable {
    /// A stable word for `--json`.
    package var code: String
    package var message: String
    /// Further lines: an excerpt, the paths that are unchanged.
    package var details: [String]
    /// The next command or act.
    package var next: String?

    package init(code: String, message: String, details: [String] = [], next: String? = nil) {
        self.code = code
        self.message = message
        self.details = details
        self.next = next
    }
}
