internal import Secrets

/// An error as text: what happened, where, what is unchanged, and the next step.
///
/// Created by `Explanation` from the error of any layer; contains no secret. Every text is a single line; line breaks
/// in foreign names are made visible (`VisibleText`), so that a name cannot forge a line of its own.
package struct Problem: Error, Sendable, Equatable {
    /// The stable code for `--json`.
    package var code: String
    package private(set) var message: String
    /// Further lines: an excerpt, unchanged paths.
    package private(set) var details: [String]
    /// The next command or step.
    package var next: String?

    package init(code: String, message: String, details: [String] = [], next: String? = nil) {
        self.code = code
        self.message = VisibleText.of(message)
        self.details = details.map { VisibleText.of($0) }
        self.next = next.map { VisibleText.of($0) }
    }

    /// A copy with other details.
    package func with(details: [String]) -> Problem {
        Problem(code: code, message: message, details: details, next: next)
    }
}
