internal import GatewayHost

/// The pages needed for a set of answers, in order. A hidden page keeps its answers, but they are not planned.
struct Flow {
    let facts: SetupFacts
    /// The command line named an agent, so the agents page is hidden.
    let agentIsGiven: Bool

    /// The pages for these answers.
    func steps(_ answers: SetupAnswers) -> [StepID] {
        StepID.allCases.filter { includes($0, answers) }
    }

    private func includes(_ step: StepID, _ answers: SetupAnswers) -> Bool {
        switch step {
        case .welcome, .review, .done: true
        case .agents: facts.agents.count > 1 && !agentIsGiven
        case .existing: hasExisting(answers)
        case .method: answers.storesCredential || answers.intent == .skip
        case .credential: answers.storesCredential && !answers.usesEnvironment
        case .model, .cache: answers.intent != .keep
        case .gateway: false
        }
    }

    private func hasExisting(_ answers: SetupAnswers) -> Bool {
        facts.profiles.contains { answers.agents.contains($0.agent) }
    }

    /// The first unanswered page that is required before Review.
    func firstMissing(_ answers: SetupAnswers, answered: Set<StepID>) -> StepID? {
        steps(answers).first { step in
            switch step {
            case .welcome, .existing: !answered.contains(step)
            case .method: answers.method == nil && answers.intent != .skip
            case .credential: answers.secret == nil
            case .agents, .model, .cache, .gateway, .review, .done: false
            }
        }
    }

    /// Corrects answers that no longer fit what is stored on the host.
    func settle(_ answers: inout SetupAnswers) {
        guard !hasExisting(answers) else { return }
        switch answers.intent {
        case .keep, .replace, .settingsOnly: answers.intent = .add
        case .add, .skip: break
        }
    }
}
