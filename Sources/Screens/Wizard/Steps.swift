/// The state of all pages of a wizard.
struct Steps: Sendable {
    /// An array, because a wizard has ten pages and the first dictionary of a key type takes as long as drawing a page.
    private var steps: [(id: StepID, step: any Step)]

    /// The pages as they are before they are shown.
    init(_ pages: [FlowPage]) { steps = pages.map { ($0.id, $0.step) } }

    subscript(id: StepID) -> any Step {
        get {
            guard let step = found(id) else { preconditionFailure("\(id.rawValue) is not in the flow") }
            return step
        }
        set {
            guard let index = steps.firstIndex(where: { $0.id == id }) else { return steps.append((id, newValue)) }
            steps[index].step = newValue
        }
    }

    private func found(_ id: StepID) -> (any Step)? { steps.first { $0.id == id }?.step }
}

// MARK: - Pages that the wizard talks to

extension Steps {
    var existing: ExistingStep {
        get { found(.existing) as? ExistingStep ?? ExistingStep() }
        set { self[.existing] = newValue }
    }

    var method: MethodStep {
        get { found(.method) as? MethodStep ?? MethodStep() }
        set { self[.method] = newValue }
    }

    var credential: CredentialStep {
        get { found(.credential) as? CredentialStep ?? CredentialStep() }
        set { self[.credential] = newValue }
    }

    var model: ModelStep {
        get { found(.model) as? ModelStep ?? ModelStep() }
        set { self[.model] = newValue }
    }

    var review: ReviewStep {
        get { found(.review) as? ReviewStep ?? ReviewStep() }
        set { self[.review] = newValue }
    }

    var done: DoneStep {
        get { found(.done) as? DoneStep ?? DoneStep(state: .nothing) }
        set { self[.done] = newValue }
    }
}
