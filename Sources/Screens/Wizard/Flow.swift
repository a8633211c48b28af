internal import GatewayHost

/// The pages needed for a set of answers, in order. A hidden page keeps its answers, but they are not planned.
struct Flow: Sendable {
    let facts: SetupFacts
    /// The command line named an agent, so the agents page is hidden.
    let agentIsGiven: Bool
    /// All pages, in their order.
    var pages = Flow.pages

    /// The pages for these answers.
    func steps(_ answers: SetupAnswers) -> [StepID] {
        pages.filter { $0.isPart(of: self, answers) }.map(\.id)
    }

    /// Whether there is a page about what is stored: also where nothing can be stored here.
    func hasExisting(_ answers: SetupAnswers) -> Bool {
        facts.storeRefusal != nil || facts.profiles.contains { answers.agents.contains($0.agent) }
    }

    /// The first unanswered page that is required before Review.
    func firstMissing(_ answers: SetupAnswers, answered: Set<StepID>) -> StepID? {
        pages.first { $0.isPart(of: self, answers) && $0.isMissing(answers, answered.contains($0.id)) }?.id
    }

    /// Corrects answers that no longer fit what is stored on the host.
    func settle(_ answers: inout SetupAnswers) {
        if facts.storeRefusal != nil {
            switch answers.intent {
            case .keep, .settingsOnly: break
            case .add, .skip, .replace:
                let isStored = facts.profiles.contains { answers.agents.contains($0.agent) }
                answers.intent = isStored ? .keep : .settingsOnly
            }
        }
        guard !hasExisting(answers) else { return }
        switch answers.intent {
        case .keep, .replace, .settingsOnly: answers.intent = .add
        case .add, .skip: break
        }
    }

    // MARK: - One page

    func page(_ id: StepID) -> FlowPage? { pages.first { $0.id == id } }

    /// The page that asks for a value; nil if none does.
    func page(asking field: SetupField) -> StepID? {
        pages.first { $0.step.fields.contains { $0.name == field.name } }?.id
    }

    /// The page that stands for this one in the rail: itself, or the one that opens it.
    func place(of id: StepID) -> StepID { page(id)?.openedFrom ?? id }

    /// Whether the credential may be checked on this page: it is known, and nothing is written yet.
    func mayCheck(on id: StepID) -> Bool {
        guard let model = pages.firstIndex(where: { $0.id == .model }),
            let here = pages.firstIndex(where: { $0.id == id })
        else { return false }
        return here >= model && id != .done
    }
}

/// One page of the flow: the step, and when it is part of the flow.
struct FlowPage: Sendable {
    /// The step as it is before it is shown.
    let step: any Step
    /// Shown only from this page, and not part of the flow.
    var openedFrom: StepID?
    /// Whether its marked row is an answer: then skipping the page is the same as Enter on it.
    var hasDefault = false
    /// Whether the answers need the page.
    var isNeeded: @Sendable (Flow, SetupAnswers) -> Bool = { _, _ in true }
    /// Whether Review cannot be shown yet, from the answers and whether the page was answered.
    var isMissing: @Sendable (SetupAnswers, _ isAnswered: Bool) -> Bool = { _, _ in false }

    var id: StepID { step.id }

    func isPart(of flow: Flow, _ answers: SetupAnswers) -> Bool { openedFrom == nil && isNeeded(flow, answers) }
}

extension Flow {
    /// The pages of the wizard, in their order.
    static let pages = [
        FlowPage(step: WelcomeStep(), isMissing: { !$1 }),
        FlowPage(step: AgentStep(), isNeeded: { flow, _ in flow.facts.agents.count > 1 && !flow.agentIsGiven }),
        FlowPage(step: ExistingStep(), isNeeded: { $0.hasExisting($1) }, isMissing: { !$1 }),
        FlowPage(
            step: MethodStep(),
            isNeeded: { $1.storesCredential || $1.intent == .skip },
            isMissing: { answers, _ in answers.method == nil && answers.intent != .skip }
        ),
        FlowPage(
            step: CredentialStep(),
            isNeeded: { $1.storesCredential && !$1.usesEnvironment },
            isMissing: { answers, _ in answers.secret == nil }
        ),
        FlowPage(step: ModelStep(), hasDefault: true, isNeeded: { $1.intent != .keep }),
        FlowPage(step: CacheStep(), hasDefault: true, isNeeded: { $1.intent != .keep }),
        FlowPage(step: ReviewStep()),
        FlowPage(step: GatewayStep(), openedFrom: .review),
        FlowPage(step: DoneStep(state: .nothing)),
    ]
}

extension StepID {
    /// The pages of the wizard, in their order.
    static var allCases: [StepID] { Flow.pages.map(\.id) }
}
