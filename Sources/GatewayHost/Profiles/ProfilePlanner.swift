internal import CredentialStores
internal import Credentials
internal import GatewayConfig
internal import JSON5
internal import Secrets

/// Plans a profile change. Pure, like `SetupPlanner`, with the same plan, preview and apply.
///
///     let plan = try ProfilePlanner(snapshot: snapshot, explain: explain).plan(.remove(id: "anthropic:old", agents: ["main"]))
package struct ProfilePlanner: Sendable {
    let snapshot: HostSnapshot
    let explain: Explanation

    package init(snapshot: HostSnapshot, explain: Explanation) {
        self.snapshot = snapshot
        self.explain = explain
    }

    /// The plan for a change; empty if nothing changes. Throws if any part of it is impossible.
    package func plan(_ change: ProfileChange) throws(Problem) -> ChangePlan {
        if !snapshot.storeRefusals.isEmpty, let act = act(of: change) {
            try snapshot.require(act, agents: change.agents, explain)
        }
        switch change {
        case .add(let credential):
            return try snapshot.weighed(try store(credential, replacing: nil), isStoring: true, explain)
        case .replace(let id, let credential):
            return try snapshot.weighed(try store(credential, replacing: id), isStoring: true, explain)
        default: break
        }
        var draft = try PlanDraft(snapshot: snapshot, explain: explain)
        try edit(change, in: &draft)
        var plan = try draft.finish(SetupAnswers(agents: change.agents, intent: .settingsOnly))
        // Who pays for answers is no concern of an act on a profile of a provider that does not answer.
        if let provider = provider(of: change), provider != snapshot.release.provider.id {
            (plan.summary.payerWas, plan.summary.payerNow) = (nil, nil)
        }
        return try snapshot.weighed(plan, isStoring: false, explain)
    }

    /// What a change does to stores; nil if it may change the config alone.
    private func act(of change: ProfileChange) -> StoreAct? {
        switch change {
        case .add(let new):
            let id = new.profileID ?? snapshot.usualProfileID(new.kind, isNew: false)
            return .store(new.kind, id: id)
        case .replace(let id, let new): return .store(SecretKind(of: new.secret), id: id)
        case .remove(let id, _): return .remove(id)
        case .rename(let id, let new, _): return .rename(id, to: new)
        case .fixOrder(let ids, let scope): return scope.place == .store ? .order(ids, provider: scope.provider) : nil
        case .automaticOrder(let scope): return scope.place == .store ? .automaticOrder(provider: scope.provider) : nil
        case .clearFailures(let id, _): return .clearMarks(id)
        case .include: return nil
        case .copy(let id, _, _): return .copy(id)
        case .importLegacy: return .importOlder
        case .recordChecks: return .recordChecks
        }
    }

    /// The provider of the one profile or order that a change is about, normalised; nil if it is about several.
    private func provider(of change: ProfileChange) -> String? {
        switch change {
        case .add, .replace, .importLegacy, .recordChecks: return nil
        case .fixOrder(_, let scope), .automaticOrder(let scope): return ProviderName.normalized(scope.provider)
        case .remove(let id, let agents), .rename(let id, _, let agents):
            return agents.first.flatMap { provider(of: id, readBy: $0) }
        case .clearFailures(let id, let agent), .include(let id, let agent), .copy(let id, let agent, _):
            return provider(of: id, readBy: agent)
        }
    }

    private func provider(of id: String, readBy agent: String) -> String? {
        (snapshot.contents(readBy: agent).profile(id)?.provider).map(ProviderName.normalized)
    }

    private func edit(_ change: ProfileChange, in draft: inout PlanDraft) throws(Problem) {
        switch change {
        case .add, .replace: break
        case .remove(let id, let agents): try remove(id, from: agents, in: &draft)
        case .rename(let id, let new, let agents): try rename(id, to: new, of: agents, in: &draft)
        case .fixOrder(let ids, let scope): try fixOrder(ids, scope, in: &draft)
        case .automaticOrder(let scope): try releaseOrder(scope, in: &draft)
        case .clearFailures(let id, let agent): try clearFailures(of: id, agent: agent, in: &draft)
        case .include(let id, let agent): try include(id, readBy: agent, in: &draft)
        case .copy(let id, let source, let targets): try copy(id, from: source, to: targets, in: &draft)
        case .importLegacy(let found): try importLegacy(found, in: &draft)
        case .recordChecks(let marks, let agent): try record(marks, agent: agent, in: &draft)
        }
    }

    // MARK: - Storing

    /// The wizard's plan with only the credential in it.
    private func store(_ credential: NewCredential, replacing id: String?) throws(Problem) -> ChangePlan {
        for agent in credential.agents where snapshot.agent(agent) == nil {
            throw snapshot.unknownAgent(agent, explain)
        }
        if let id {
            for agent in credential.agents { _ = try own(id, of: agent) }
        }
        var answers = SetupAnswers(agents: credential.agents, intent: id.map { .replace(profileID: $0) } ?? .add)
        answers.take(credential.secret)
        if RecognisedSecret.recognise(credential.secret) == .unknown { answers.kind = credential.kind }
        answers.profileID = credential.profileID
        answers.expires = credential.expires
        answers.isClaudeLogin = credential.isClaudeLogin
        answers.loginExpires = credential.loginExpires
        answers.keepsHiddenProfiles = credential.keepsHiddenProfiles
        answers.listsProfile = !credential.storesAlone
        let plan = try SetupPlanner(snapshot: snapshot, explain: explain).makePlan(answers)
        for case .profiles(.breaks(let id, let agent)) in plan.effects {
            throw snapshot.otherKind(id, agent: agent, explain)
        }
        var told = plan
        if let id, !plan.isEmpty {
            told.effects += sharing(id, besides: credential.agents).map { .profiles($0) }
        }
        return told
    }

    /// Other agents that store the old secret under the same id and keep it.
    func sharing(_ id: String, besides agents: [String]) -> [ProfileEffect] {
        guard let first = agents.first else { return [] }
        let named = Set(agents)
        let others = snapshot.agentsSharingSecret(of: id, with: first).filter { !named.contains($0) }
        return others.isEmpty ? [] : [.sameSecretElsewhere(profileID: id, agents: others)]
    }

    // MARK: - Removing

    private func remove(_ id: String, from agents: [String], in draft: inout PlanDraft) throws(Problem) {
        let isListed = snapshot.release.listing(of: snapshot.config.root).entry(id) != nil
        for agent in agents {
            let contents = try draft.store(of: agent).contents
            if contents.profile(id) == nil, !isListed || snapshot.isStoredAnywhere(id) {
                throw snapshot.noProfile(id, agent: agent, explain)
            }
            if let reference = contents.profile(id)?.storedReference {
                draft.note(.removesReference(profileID: id, agent: agent, reference))
            }
            try draft.edit(agent, [.remove(id)])
        }
        let named = Set(agents)
        let holders = snapshot.agents.map(\.id).filter {
            !named.contains($0) && snapshot.profile(id, agent: $0) != nil
        }
        guard holders.isEmpty else {
            draft.note(.keepsListing(profileID: id, agents: holders))
            for effect in sharing(id, besides: agents) { draft.note(effect) }
            return
        }
        let config = snapshot.config.root
        try draft.apply(snapshot.release.authSection(of: config).edits(removing: id))
    }

    // MARK: - Shared

    /// Lists profiles that the gateway would ignore because others of their provider are listed.
    func keepVisible(_ profiles: [Profile], in draft: inout PlanDraft) throws(Problem) {
        let config = snapshot.config.root
        let listing = snapshot.release.listing(of: config)
        let hidden = profiles.filter { listing.lists($0.provider) && listing.entry($0.id) == nil }
        try draft.apply(snapshot.release.authSection(of: config).edits(keepingVisible: hidden))
    }

    func own(_ id: String, of agent: String) throws(Problem) -> Profile {
        guard snapshot.agent(agent) != nil else { throw snapshot.unknownAgent(agent, explain) }
        guard let profile = snapshot.profile(id, agent: agent) else {
            throw snapshot.noProfile(id, agent: agent, explain)
        }
        return profile
    }
}

extension ProfileChange {
    /// The agents whose stores change; the first is the subject of the summary.
    fileprivate var agents: [String] {
        switch self {
        case .add(let credential), .replace(_, let credential): credential.agents
        case .remove(_, let agents), .rename(_, _, let agents): agents
        case .fixOrder(_, let scope), .automaticOrder(let scope): [scope.agent]
        case .clearFailures(_, let agent), .include(_, let agent): [agent]
        case .copy(_, _, let targets): targets
        case .importLegacy(let found): [found.agent]
        case .recordChecks(_, let agent): [agent]
        }
    }
}
