/// What lies over a page until it is closed.
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

    /// Whether Enter here can write: such a page takes keys only once it was shown.
    var writes: Bool {
        if case .question(let question) = self { question.subject == .undo } else { false }
    }
}
