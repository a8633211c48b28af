/// One line of the difference of two texts, for display: its secrets are redacted already.
package struct DiffLine: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// The path of the file that the next lines belong to.
        case file
        case context
        case added
        case removed
        /// Omitted lines between two changes.
        case gap
    }

    package var kind: Kind
    package var text: String

    package init(kind: Kind, text: String) {
        self.kind = kind
        self.text = text
    }
}

extension DiffLine {
    /// The line with the prefix of its kind.
    package var marked: String {
        switch kind {
        case .file: text
        case .context: "  " + text
        case .added: "+ " + text
        case .removed: "- " + text
        case .gap: "  .."
        }
    }
}
