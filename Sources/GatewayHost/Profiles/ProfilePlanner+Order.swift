internal import CredentialStores
internal import Credentials
internal import GatewayConfig
internal import Secrets

// The order in which profiles are tried, and the marks that keep one from being tried.
extension ProfilePlanner {
    func fixOrder(_ ids: [String], _ scope: OrderScope, in draft: inout PlanDraft) throws(Problem) {
        guard snapshot.agent(scope.agent) != nil else { throw snapshot.unknownAgent(scope.agent, explain) }
        guard !ids.isEmpty else { throw explain.missingIDs }
        let readable = snapshot.contents(readBy: scope.agent)
        for id in ids {
            guard let profile = readable.profile(id) else { throw snapshot.noProfile(id, agent: scope.agent, explain) }
            guard ProviderName.isSame(profile.provider, scope.provider) else {
                throw snapshot.otherProvider(profile, wanted: scope.provider, explain)
            }
        }
        try setOrder(ids, scope, in: &draft)
        guard draft.hasChanges else { return }
        draft.note(.fixesOrder(provider: ProviderName.normalized(scope.provider), place: scope.place))
        let named = Set(ids)
        let left = readable.profiles(of: scope.provider).map(\.id).filter { !named.contains($0) }
        if !left.isEmpty { draft.note(.leavesOutOfOrder(profileIDs: left)) }
        if scope.place == .config {
            for agent in snapshot.agents where agent.contents?.order[scope.provider] != nil {
                draft.note(.ownOrderStays(agent: agent.id))
            }
        }
    }

    func releaseOrder(_ scope: OrderScope, in draft: inout PlanDraft) throws(Problem) {
        guard snapshot.agent(scope.agent) != nil else { throw snapshot.unknownAgent(scope.agent, explain) }
        try setOrder(nil, scope, in: &draft)
        guard draft.hasChanges, scope.place == .store else { return }
        let main = AgentID.main.text
        if scope.agent != main, snapshot.agent(main)?.contents?.order[scope.provider] != nil {
            draft.note(.mainOrderApplies(agent: scope.agent))
        } else if snapshot.release.listing(of: snapshot.config.root).order[scope.provider] != nil {
            draft.note(.configOrderApplies(agent: scope.agent))
        }
    }

    func setOrder(_ ids: [String]?, _ scope: OrderScope, in draft: inout PlanDraft) throws(Problem) {
        switch scope.place {
        case .config:
            let section = snapshot.release.authSection(of: snapshot.config.root)
            try draft.apply(section.edits(settingOrder: ids, for: scope.provider))
        case .store:
            let act =
                ids.map { StoreAct.order($0, provider: scope.provider) } ?? .automaticOrder(provider: scope.provider)
            try snapshot.require(act, agents: [scope.agent], explain)
            try draft.edit(scope.agent, [.setOrder(ids, provider: scope.provider)])
            if ids != nil, snapshot.readsMainOnly(scope.agent) {
                draft.effects.append(.startsOwnStore(agent: scope.agent))
            }
        }
    }

    // MARK: - Failures

    /// Clears the marks in the agent's own store, and those in main's that would apply otherwise.
    func clearFailures(of id: String, agent: String, in draft: inout PlanDraft) throws(Problem) {
        guard snapshot.agent(agent) != nil else { throw snapshot.unknownAgent(agent, explain) }
        let read = snapshot.contents(readBy: agent)
        guard read.profile(id) != nil || read.usageStats[id] != nil else {
            throw snapshot.noProfile(id, agent: agent, explain)
        }
        var left: [String] = []
        for holder in [agent, AgentID.main.text] where snapshot.agent(holder)?.store != nil {
            let store = try draft.store(of: holder)
            guard store.contents.stats(of: id).hasFailures else { continue }
            left += store.unknownMarks(of: id).filter { !left.contains($0) }
            try draft.edit(holder, [.clearFailures(id)])
        }
        guard draft.hasChanges else { return }
        draft.note(.clearsMarks(profileID: id))
        if !left.isEmpty { draft.note(.leavesMarks(profileID: id, fields: left.map { Redaction.redact($0) })) }
    }

    /// Each mark goes into the store that contains its profile, which may be main's.
    func record(_ marks: [CheckMark], agent: String, in draft: inout PlanDraft) throws(Problem) {
        guard snapshot.agent(agent) != nil else { throw snapshot.unknownAgent(agent, explain) }
        for mark in marks {
            let holder = snapshot.holder(of: mark.profileID, readBy: agent)
            let contents = try draft.store(of: holder).contents
            try draft.edit(holder, snapshot.edits(recording: mark, in: contents))
        }
    }
}

extension Explanation {
    /// The text is the gateway's.
    fileprivate var missingIDs: Problem {
        Problem(code: "missing-ids", message: texts("profile.missingIDs"), next: texts("profile.missingIDs.next"))
    }
}
