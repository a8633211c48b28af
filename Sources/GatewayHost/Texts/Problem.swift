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

    /// The name of a lower layer's error as the codes of documents are written: `danglingLink` is `dangling-link`.
    static func code(_ name: String) -> String {
        name.unicodeScalars.reduce(into: "") { code, scalar in
            if (0x41...0x5A).contains(scalar.value) {
                code += "-" + String(scalar).lowercased()
            } else {
                code.unicodeScalars.append(scalar)
            }
        }
    }

    /// A profile id that no profile can have.
    package static func badProfileID(_ texts: Texts) -> Problem {
        Problem(code: "bad-profile-id", message: texts("error.profileID"), next: texts("error.profileID.next"))
    }

    /// A copy with other details.
    package func with(details: [String]) -> Problem {
        Problem(code: code, message: message, details: details, next: next)
    }
}
