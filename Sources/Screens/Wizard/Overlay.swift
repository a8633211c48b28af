/// An overlay of a wizard page.
enum Overlay: Sendable, Equatable {
    case reading(Reading)
    case steps(StepsList)
    case question(Question)

    var keys: KeyContext {
        switch self {
        case .reading: .reading
        case .steps: .steps
        case .question: .question
        }
    }

    /// Whether Enter here can write: it handles keys only after it was visible.
    var writes: Bool {
        if case .question(let question) = self { question.subject == .undo } else { false }
    }
}
