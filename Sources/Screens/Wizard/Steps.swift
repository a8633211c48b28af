/// The state of all pages of a wizard.
struct Steps: Sendable {
    private var steps: [StepID: any Step]

    /// The pages as they are before they are shown.
    init(_ pages: [FlowPage]) {
        steps = Dictionary(pages.map { ($0.id, $0.step) }) { first, _ in first }
    }

    subscript(id: StepID) -> any Step {
        get {
            guard let step = steps[id] else { preconditionFailure("\(id.rawValue) is not in the flow") }
            return step
        }
        set { steps[id] = newValue }
    }
}

// MARK: - Pages that the wizard talks to

extension Steps {
    var existing: ExistingStep {
        get { steps[.existing] as? ExistingStep ?? ExistingStep() }
        set { steps[.existing] = newValue }
    }

    var method: MethodStep {
        get { steps[.method] as? MethodStep ?? MethodStep() }
        set { steps[.method] = newValue }
    }

    var credential: CredentialStep {
        get { steps[.credential] as? CredentialStep ?? CredentialStep() }
        set { steps[.credential] = newValue }
    }

    var model: ModelStep {
        get { steps[.model] as? ModelStep ?? ModelStep() }
        set { steps[.model] = newValue }
    }

    var review: ReviewStep {
        get { steps[.review] as? ReviewStep ?? ReviewStep() }
        set { steps[.review] = newValue }
    }

    var done: DoneStep {
        get { steps[.done] as? DoneStep ?? DoneStep(state: .nothing) }
        set { steps[.done] = newValue }
    }
}
