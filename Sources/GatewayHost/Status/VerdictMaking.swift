internal import Credentials
internal import FileTransactions
internal import GatewayConfig

/// Finds whether the judged agent can answer, and with what.
struct VerdictMaking {
    private let view: StatusView
    private let models: [ModelReference]

    init(_ view: StatusView) {
        self.view = view
        models = view.judgedModels
    }

    var verdict: Verdict {
        let model = models.first ?? .gatewayDefault
        let standing = standing(with: model.provider)
        let (outcome, answering) = outcome(model, standing)
        let candidates = (answering ?? standing).candidates.map(ProviderStatus.Candidate.init)
        let isTold = Verdict.isTold(outcome)
        return Verdict(
            agent: view.judgedAgent.id,
            model: model.key,
            provider: model.provider,
            outcome: outcome,
            winner: isTold ? candidates.first { $0.loss == nil } : nil,
            runnerUp: isTold ? candidates.first { $0.loss == .behindWinner } : nil
        )
    }

    private func standing(with provider: String) -> CredentialStanding {
        view.standing(of: view.judgedAgent, provider: provider)
    }

    private func outcome(
        _ model: ModelReference,
        _ standing: CredentialStanding
    ) -> (Verdict.Outcome, answering: CredentialStanding?) {
        if view.snapshot.config.problem != nil { return (.notJudged(.configUnreadable), nil) }
        if isNewerStore { return (.notJudged(.newerStore), nil) }
        if view.resolver(for: view.judgedAgent).mode(of: model.provider) == .awsSDK {
            return (.notJudged(.awsCredentials), nil)
        }
        if standing.winner != nil || hasVariableAlone(standing) { return (.answers, standing) }
        if let (model, standing) = fallback(besides: model.provider) {
            return (.answersWithFallback(model: model.key), standing)
        }
        return (failure(standing), nil)
    }

    /// The order is empty, and a variable of another provider than Anthropic holds a key.
    private func hasVariableAlone(_ standing: CredentialStanding) -> Bool {
        standing.candidates.isEmpty && view.environment.first(for: standing.provider) != nil
    }

    /// The first model that stands in and has another provider with a usable credential.
    private func fallback(besides provider: String) -> (ModelReference, CredentialStanding)? {
        for model in models.dropFirst() where model.provider != provider {
            let standing = standing(with: model.provider)
            if standing.winner != nil || hasVariableAlone(standing) { return (model, standing) }
        }
        return nil
    }

    private func failure(_ standing: CredentialStanding) -> Verdict.Outcome {
        let resting = standing.candidates.filter(\.isResting).count
        if let until = standing.answersAgainAt { return .rests(until: until, count: resting) }
        if let first = standing.candidates.first, case .profile(let id, _) = first.source {
            return .noneFit(profileID: id)
        }
        if isStoreBroken { return .storeUnreadable }
        return isNothingStored ? .nothingStored : .noCredential
    }

    private var isNewerStore: Bool {
        let explain = view.snapshot.explain
        return ["store.sqlite", "store.withState"].contains { key in
            view.snapshot.problems.contains(explain.newerStore(view.judgedAgent.directory, key: key))
        }
    }

    /// The agent's own store or main's is there and cannot be read.
    private var isStoreBroken: Bool {
        [view.judgedAgent, view.snapshot.agent("main")].compactMap { $0 }.contains { agent in
            agent.store == nil && (agent.file == nil || agent.file?.contents != nil)
        }
    }

    private var isNothingStored: Bool {
        view.snapshot.agents.allSatisfy { agent in
            view.standing(of: agent, provider: "anthropic").candidates.isEmpty
        }
    }
}

extension Verdict {
    /// Whether the outcome names a credential that answers.
    fileprivate static func isTold(_ outcome: Outcome) -> Bool {
        switch outcome {
        case .answers, .answersWithFallback: true
        default: false
        }
    }
}

extension CredentialStanding.Candidate {
    fileprivate var isResting: Bool {
        switch state {
        case .cooling, .off: true
        case .ready, .needsRefresh, .ineligible: false
        }
    }
}
