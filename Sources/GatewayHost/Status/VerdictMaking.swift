internal import Credentials
internal import FileTransactions
internal import GatewayConfig
internal import JSON5

/// Determines whether the judged agent can answer, and with which credential.
struct VerdictMaking {
    private let view: StatusView
    private let models: [ModelReference]
    /// Check results of the judged agent's credentials, as in `StatusReport.checks`.
    private let checks: [String: CheckState]
    private let refusals: ModelRefusals
    private let service: ServiceSnapshot?
    /// The variables that neither this environment nor that of the service sets.
    private let unset: [UnsetVariable]

    init(
        _ view: StatusView,
        _ checks: [String: CheckState],
        _ refusals: ModelRefusals,
        service: ServiceSnapshot?,
        unset: [UnsetVariable]
    ) {
        self.view = view
        self.service = service
        self.checks = checks
        self.unset = unset.filter { !$0.isInService }
        models = view.judgedModels
        self.refusals = refusals
    }

    var verdict: Verdict {
        let model = models.first ?? view.snapshot.release.format.defaultModel
        let standing = view.standing(with: model.provider)
        let (found, answer) = outcome(model, standing)
        let outcome = weighed(found)
        return Verdict(
            agent: view.judgedAgent.id,
            model: model.key,
            provider: model.provider,
            answeringModel: (answer?.model ?? model).key,
            outcome: outcome,
            certainty: certainty(outcome, answer),
            evidence: evidence(outcome, answer),
            winner: answer?.line.credential.map { ProviderStatus.Candidate($0) },
            runnerUp: answer?.line.next.map { ProviderStatus.Candidate($0) },
            lostProfiles: outcome == .nothingStored ? lostProfiles : 0
        )
    }

    /// A model and the credentials that would be tried for it.
    private typealias Answer = (model: ModelReference, line: CredentialLine)

    private func outcome(_ model: ModelReference, _ standing: CredentialStanding) -> (Verdict.Outcome, Answer?) {
        if view.snapshot.config.problem != nil { return (.notJudged(.configUnreadable), nil) }
        if let stopped = view.judgedAgent.storeOutcome { return (stopped, nil) }
        let own = (model: model, line: line(standing, model))
        if let refusal = view.snapshot.startRefusal(of: view.snapshot.config) {
            return (.configRefused(refusal), own)
        }
        if view.resolver.mode(of: model.provider) == .awsSDK {
            return (.notJudged(.awsCredentials), nil)
        }
        if let program = program(of: model, standing) { return (.notJudged(.program(program)), nil) }
        if own.line.isOpen { return (own.line.isReference ? .notJudged(.reference) : .answers, own) }
        if let other = fallback(besides: model) { return other }
        if let there = inService(model, standing) { return there }
        return own.line.troubles.isEmpty ? (failure(standing), nil) : (failure(own.line), own)
    }

    /// A credential answers only if the gateway starts, and without a value of a variable it does not.
    private func weighed(_ outcome: Verdict.Outcome) -> Verdict.Outcome {
        switch outcome {
        case .answers, .answersWithFallback, .answersInService:
            unset.isEmpty ? outcome : .notJudged(.unset(unset.names))
        default: outcome
        }
    }

    /// A credential that only the environment of the gateway's service has. Stored profiles are the same there.
    private func inService(_ model: ModelReference, _ here: CredentialStanding) -> (Verdict.Outcome, Answer?)? {
        guard let service, here.ids.isEmpty else { return nil }
        let there = CredentialStanding(
            view.resolver(in: service, for: model.provider),
            own: view.judgedAgent.contents,
            provider: model.provider
        )
        // A check of the variable here says nothing about its value there.
        let line = CredentialLine(there, model, [:], ModelRefusals())
        guard line.isOpen, !line.isReference else { return nil }
        return (.answersInService(unit: view.snapshot.display(service.service.path)), (model, line))
    }

    /// The program that answers in place of a provider (docs: gateway/cli-backends): one that the config names for the
    /// model, or one whose name stands for the provider; nil if none does.
    ///
    /// It has a login of its own, and no profile is sent to it. But while all profiles under the name of a provider rest,
    /// the gateway passes its models over (src/agents/model-fallback.ts).
    private func program(of model: ModelReference, _ standing: CredentialStanding) -> String? {
        if runtime(of: model) == ModelRuntime.claudeProgram { return ModelRuntime.claudeProgram }
        let config = view.snapshot.config
        let isBackend =
            Verdict.builtInProgram(model.provider) != nil
            || config.value(at: config.places.cliBackends)?.objectValue?.contains {
                ProviderName.normalized($0.key) == model.provider
            } == true
        return isBackend && standing.answersAgainAt == nil ? model.provider : nil
    }

    /// The program that the config names for a model. A provider of its name is older (docs: gateway/cli-backends).
    private func runtime(of model: ModelReference) -> String? {
        // Nearly no config has one, and looking for it takes longer than finding that out.
        guard view.snapshot.config.sources.contains(where: { $0.document.mayHold("agentRuntime") }) else { return nil }
        return ModelRuntime.id(
            of: model,
            agent: AgentID(view.judgedAgent.id),
            in: view.loaded,
            view.snapshot.release.format
        )
    }

    private func line(_ standing: CredentialStanding, _ model: ModelReference) -> CredentialLine {
        let config = view.snapshot.config
        let key = config.places.apiKey(of: model.provider)
        return CredentialLine(standing, model, checks, refusals, hasUnknownKey: !config.unset(at: key).isEmpty)
    }

    /// What the first fallback model comes to that can be answered. Another model of the same provider has the same
    /// credentials, unless marks can be about one model.
    private func fallback(besides first: ModelReference) -> (Verdict.Outcome, Answer?)? {
        for model in models.dropFirst() where model.provider != first.provider || view.tellsModelsApart {
            let standing = view.standing(for: model)
            if let program = program(of: model, standing) { return (.notJudged(.program(program)), nil) }
            let line = line(standing, model)
            guard line.isOpen else { continue }
            return (line.isReference ? .notJudged(.reference) : .answersWithFallback, (model, line))
        }
        return nil
    }

    private func certainty(_ outcome: Verdict.Outcome, _ answer: Answer?) -> Verdict.Certainty {
        switch outcome {
        case .answersInService: .notChecked
        case .answers, .answersWithFallback: answer?.line.verifiedAt.map { .verified(at: $0) } ?? .notChecked
        default: .none
        }
    }

    private func evidence(_ outcome: Verdict.Outcome, _ answer: Answer?) -> [Verdict.Evidence] {
        if case .configRefused(let refusal) = outcome { return refusal.issues.prefix(1).map { .config($0) } }
        if case .notJudged(.unset) = outcome { return unset.map { .unset($0) } }
        if case .notJudged(.program(let backend)) = outcome { return [.program(backend: backend)] }
        if outcome == .storeUnreadable {
            // What only tells of a row that was read is no reason.
            return view.snapshot.notices.filter { $0.code != "authorization-lifetimes" }.prefix(1).map { .store($0) }
        }
        if let code = outcome.codeOfStore {
            return view.snapshot.notices.filter { $0.code == code }.prefix(1).map { .store($0) }
        }
        guard let line = answer?.line else { return [] }
        let refused = line.troubles.map { trouble in
            let candidate = ProviderStatus.Candidate(trouble.candidate)
            return switch trouble.reason {
            case .placeholder: Verdict.Evidence.placeholder(candidate)
            case .refused(let code, let at): Verdict.Evidence.refusedCredential(candidate, code: code, at: at)
            }
        }
        if line.isOpen, let credential = line.credential, let reference = line.reference {
            let finding = ReferenceFinding(reference, view, service)
            return refused + [.reference(ProviderStatus.Candidate(credential), finding)]
        }
        guard line.isOpen, let credential = line.credential, let at = line.verifiedAt else { return refused }
        return refused + [.verifiedCredential(ProviderStatus.Candidate(credential), at: at)]
    }

    private func failure(_ line: CredentialLine) -> Verdict.Outcome {
        // That of the first credential, which the verdict names; the evidence has those of the others.
        guard case .refused(let code, let at)? = line.troubles.first?.reason else { return .placeholder }
        return .refused(code: code, at: at)
    }

    private func failure(_ standing: CredentialStanding) -> Verdict.Outcome {
        if let until = standing.answersAgainAt { return .rests(until: until, count: standing.returns.count) }
        if let first = standing.leftOut.first { return .noneFit(ExcludedProfile(first)) }
        if let unread = view.judgedAgent.unreadOutcome { return unread }
        if isStoreBroken { return .storeUnreadable }
        // On a host that is set up for another provider, that one is missing, whatever else is.
        let isSupported = models.first.map { $0.provider == view.snapshot.release.provider.id } ?? true
        return isNothingStored && (isSupported || lostProfiles > 0) ? .nothingStored : .noCredential
    }

    /// Whether the agent's own store or main's exists but cannot be read.
    private var isStoreBroken: Bool {
        [view.judgedAgent, view.snapshot.agent("main")].compactMap { $0 }.contains { agent in
            agent.store == nil && (agent.file == nil || agent.file?.contents != nil)
        }
    }

    /// The profiles that the config lists, where no agent has a store with a profile.
    private var lostProfiles: Int {
        let isEmpty = view.snapshot.agents.allSatisfy { $0.contents?.profiles.isEmpty ?? true }
        return isEmpty ? view.snapshot.listedProfiles.count : 0
    }

    /// Credentials that a move into a database has lost are not nothing: a problem says where they are.
    private var isNothingStored: Bool {
        !view.snapshot.agents.contains(where: \.hasLostCredentials)
            && view.snapshot.agents.allSatisfy { agent in
                view.standing(of: agent, with: view.snapshot.release.provider.id).candidates.isEmpty
            }
    }
}
