package import JSON5

/// Whether an agent can answer, as the answer of a command tells it that has changed something.
package struct HostVerdict: Sendable, Equatable {
    /// The sentence with which the status opens.
    package let text: String
    /// Nil if it cannot be determined.
    package let canAnswer: Bool?
    /// `verdict` in JSON documents, the same as in the status.
    package let document: Value

    package init(text: String, canAnswer: Bool?, document: Value) {
        self.text = text
        self.canAnswer = canAnswer
        self.document = document
    }
}

extension HostVerdict {
    /// The sentence where nobody answers.
    package var obstacle: String? { canAnswer == false ? text : nil }

    /// Whether nobody answers because the gateway does not start with its config.
    package var isConfigRefused: Bool { document["state"] == "configRefused" }

    /// Whether a check of this very secret has answered.
    package var isVerified: Bool { document["certainty"] == "verified" }

    /// The sentence as a line of an answer; a warning where nobody answers.
    package var line: String { canAnswer == false ? "! " + text : text }
}
