internal import Credentials
internal import FileTransactions
internal import GatewayConfig

/// Determines whether the judged agent can answer, and with which credential.
struct VerdictMaking {
    private let view: StatusView
    private let models: [ModelReference]

    init(_ view: StatusView) {
        self.view = view
        models = view.judgedModels
    }

    var verdict: Verdict {
        let model = models.first ?? .gatewayDefault
        let standing = view.standing(with: model.provider)
        let (outcome, answer) = outcome(model, standing)
        return Verdict(
            agent: view.judgedAgent.id,
            model: model.key,
            provider: model.provider,
            answeringModel: (answer?.model ?? model).key,
            outcome: outcome,
            winner: answer?.standing.winner.map(ProviderStatus.Candidate.init),
            runnerUp: answer?.standing.runnerUp.map(ProviderStatus.Candidate.init)
        )
    }

    private typealias Answer = (model: ModelReference, standing: CredentialStanding)

    private func outcome(_ model: ModelReference, _ standing: CredentialStanding) -> (Verdict.Outcome, Answer?) {
        if view.snapshot.config.problem != nil { return (.notJudged(.configUnreadable), nil) }
        if isNewerStore { return (.notJudged(.newerStore), nil) }
        if view.resolver.mode(of: model.provider) == .awsSDK {
            return (.notJudged(.awsCredentials), nil)
        }
        if standing.winner != nil { return (.answers, (model, standing)) }
        if let answer = fallback(besides: model.provider) { return (.answersWithFallback, answer) }
        return (failure(standing), nil)
    }

    /// The first fallback model of another provider with a usable credential.
    private func fallback(besides provider: String) -> Answer? {
        for model in models.dropFirst() where model.provider != provider {
            let standing = view.standing(with: model.provider)
            if standing.winner != nil { return (model, standing) }
        }
        return nil
    }

    private func failure(_ standing: CredentialStanding) -> Verdict.Outcome {
        if let until = standing.answersAgainAt { return .rests(until: until, count: standing.returns.count) }
        if let first = standing.leftOut.first { return .noneFit(ExcludedProfile(first)) }
        if isStoreBroken { return .storeUnreadable }
        return isNothingStored ? .nothingStored : .noCredential
    }

    private var isNewerStore: Bool {
        let explain = view.snapshot.explain
        return ["store.sqlite", "store.withState"].contains { key in
            view.snapshot.problems.contains(explain.newerStore(view.judgedAgent.directory, key: key))
        }
    }

    /// Whether the agent's own store or main's exists but cannot be read.
    private var isStoreBroken: Bool {
        [view.judgedAgent, view.snapshot.agent("main")].compactMap { $0 }.contains { agent in
            agent.store == nil && (agent.file == nil || agent.file?.contents != nil)
        }
    }

    private var isNothingStored: Bool {
        view.snapshot.agents.allSatisfy { agent in
            view.standing(of: agent, with: "anthropic").candidates.isEmpty
        }
    }
}
