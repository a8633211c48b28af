internal import Secrets

/// A problem in the words of the product: what happened, where, what is unchanged, and what to do next.
///
/// Made by `Explanation` from any layer's error; holds no secret. Each of its texts is one line, in which a foreign name can
/// start no line of its own (`VisibleText`).
package struct Problem: Error, Sendable, Equatable {
    /// A stable word for `--json`.
    package var code: String
    package private(set) var message: String
    /// Further lines: an excerpt, the paths that are unchanged.
    package private(set) var details: [String]
    /// The next command or act.
    package var next: String?

    package init(code: String, message: String, details: [String] = [], next: String? = nil) {
        self.code = code
        self.message = VisibleText.of(message)
        self.details = details.map { VisibleText.of($0) }
        self.next = next.map { VisibleText.of($0) }
    }

    /// The same with other further lines.
    package func with(details: [String]) -> Problem {
        Problem(code: code, message: message, details: details, next: next)
    }
}
