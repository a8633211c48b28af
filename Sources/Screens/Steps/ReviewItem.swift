internal import GatewayHost

/// One line or row of Review.
struct ReviewItem: Sendable, Equatable {
    enum Content: Sendable, Equatable {
        case line(ReviewLine)
        case note(NoteMark, String)
        /// A note that stands for several lines; what Enter does with them stands at its end.
        case fold(String, aside: String)
        case row(String, aside: String)
    }

    /// Lines of the same group have no gap between them.
    enum Group: Sendable, Equatable {
        /// What the page is for: it stays in sight however long the rest is.
        case pinned
        case answer
        case changes
        case files
        case same
        case notes
        case effects
        case rows
    }

    /// Lines that can be folded to one.
    enum Fold: Sendable, Equatable, Hashable {
        case effects
        case same
    }

    /// What Enter does on it.
    enum Action: Sendable, Equatable {
        case open(StepID)
        case diff
        case toggleHidden
        case fold(Fold)
        case apply
        case applyWhenVerified
        case check
        case back
        case leave(code: Int32)

        var enterLabel: String {
            switch self {
            case .open: "change"
            case .diff: "diff"
            case .toggleHidden: "toggle"
            case .fold: "show"
            case .apply, .applyWhenVerified: "apply"
            case .check: "check"
            case .back: "back"
            case .leave: "leaveRow"
            }
        }
    }

    var group: Group
    var content: Content
    /// Nil for a line that only tells: the mark passes it.
    var action: Action?

    var isRow: Bool {
        if case .row = content { true } else { false }
    }

    var isLeaving: Bool {
        if case .leave = action { true } else { false }
    }

    var enterLabel: String {
        if isRow, case .open = action { return "choose" }
        return action?.enterLabel ?? "choose"
    }
}

/// A line of Review: the label is what it is about or whom, the value what it will be, and what it was if it changes.
struct ReviewLine: Sendable, Equatable {
    var label: String
    /// In front of the values: which setting they are of.
    var lead = ""
    /// Nil if nothing changes from one value to another.
    var was: String?
    var value: String
    var aside = ""
    var mark: NoteMark?
    var isMuted = false
    /// Whether the new value is what has to be seen.
    var isEmphasised = false
    /// Whether the label names a thing of its own, as an agent's name does.
    var isHead = false

    /// The line as a fact, to be read aloud.
    func fact(_ words: Words) -> Fact {
        let value = was.map { words("review.change", ["was": $0, "now": self.value]) } ?? self.value
        return Fact(label: label, value: lead.isEmpty ? value : lead + " " + value, aside: aside, mark: mark)
    }
}
