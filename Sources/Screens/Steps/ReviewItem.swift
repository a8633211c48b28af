/// One markable row of Review.
struct ReviewItem: Sendable, Equatable {
    enum Content: Sendable, Equatable {
        case fact(Fact)
        /// A file and its change.
        case file(Fact)
        case note(NoteMark, String)
        case row(String)
    }

    /// What Enter does on it.
    enum Action: Sendable, Equatable {
        case open(StepID)
        case diff
        case toggleHidden
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
            case .apply, .applyWhenVerified: "apply"
            case .check: "check"
            case .back: "back"
            case .leave: "leaveRow"
            }
        }
    }

    var content: Content
    var action: Action

    var isRow: Bool {
        if case .row = content { true } else { false }
    }
}
