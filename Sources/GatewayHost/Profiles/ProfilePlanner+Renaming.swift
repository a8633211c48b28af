internal import CredentialStores
internal import Credentials
internal import GatewayConfig
internal import JSON5

extension ProfilePlanner {
    /// Gives a profile another id, and nothing else: its secret, its marks and its place in every order stay.
    ///
    /// Other agents that have a profile with the old id keep it; the config then names both.
    func rename(_ id: String, to name: String, of agents: [String], in draft: inout PlanDraft) throws(Problem) {
        var providers: [String] = []
        for agent in agents { providers.append(try own(id, of: agent).provider) }
        let new = try snapshot.newID(name, providers: providers, explain)
        guard new != id else { return }
        try requireFree(new)
        for agent in agents { try draft.edit(agent, [.rename(id, to: new)]) }
        let named = Set(agents)
        let others = snapshot.agents.map(\.id).filter { !named.contains($0) && snapshot.profile(id, agent: $0) != nil }
        if named.contains(AgentID.main.text) {
            // Those read main's profile, and may have it in an order of their own.
            for agent in snapshot.agents where !named.contains(agent.id) && !others.contains(agent.id) {
                if agent.contents?.refers(to: id) == true { try draft.edit(agent.id, [.rename(id, to: new)]) }
            }
        }
        try renameInConfig(id, to: new, keptBy: others, in: &draft)
        guard !others.isEmpty else { return }
        if snapshot.release.listing(of: snapshot.config.root).entry(id) != nil {
            draft.note(.keepsListing(profileID: id, agents: others))
        }
        for effect in sharing(id, besides: agents) { draft.note(effect) }
    }

    /// - Parameter others: agents that keep the old id, so that what the config says to them or to all agents stays.
    private func renameInConfig(
        _ id: String,
        to new: String,
        keptBy others: [String],
        in draft: inout PlanDraft
    ) throws(Problem) {
        let (config, places) = (snapshot.config.root, snapshot.config.places)
        let section = snapshot.release.authSection(of: config)
        var edits = section.edits(renaming: id, to: new, staysBeside: !others.isEmpty)
        let entries = AgentRoster(config, places).listed
        let changed = entries.filter { !others.contains($0.id.text) }.map(\.pointer)
        edits += ProfileMentions.edits(renaming: id, to: new, in: config, places) { pointer in
            others.isEmpty || changed.contains { $0.contains(pointer) || pointer.contains($0) }
        }
        try draft.apply(edits)
    }

    private func requireFree(_ id: String) throws(Problem) {
        let holder = snapshot.agents.first { snapshot.profile(id, agent: $0.id) != nil }?.id
        guard holder != nil || snapshot.release.listing(of: snapshot.config.root).entry(id) != nil else { return }
        throw Problem(
            code: "profile-exists",
            message: explain.texts("profile.exists", ["profile": id]),
            next: explain.texts("profile.exists.next")
        )
    }
}

extension HostSnapshot {
    /// The id that a typed name gives a profile of these agents; throws if no profile of its provider can have it.
    package func newProfileID(
        _ name: String,
        of id: String,
        agents: [String],
        _ explain: Explanation
    ) throws(Problem) -> String {
        try newID(name, providers: agents.compactMap { profile(id, agent: $0)?.provider }, explain)
    }

    /// The id of a typed name for a profile of these providers; a name without a provider gets theirs.
    fileprivate func newID(_ name: String, providers: [String], _ explain: Explanation) throws(Problem) -> String {
        let texts = explain.texts
        let provider = providers.map(ProviderName.normalized).first ?? release.provider.id
        let id = name.contains(":") ? name : provider + ":" + name
        let parts = id.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard ProfileNaming.problem(with: name) == nil, !id.contains(where: \.isWhitespace),
            parts.last?.isEmpty == false
        else {
            throw .badProfileID(texts)
        }
        guard providers.allSatisfy({ ProviderName.isSame($0, String(parts[0])) }) else {
            let values = ["profile": id, "provider": provider]
            throw Problem(
                code: "other-provider",
                message: texts("profile.otherPrefix", values),
                next: texts("profile.otherPrefix.next", values)
            )
        }
        return id
    }
}

extension StoreContents {
    /// Whether an order or a mark names a profile.
    fileprivate func refers(to id: String) -> Bool {
        usageStats[id] != nil || lastGood.values.contains(id) || order.entries.contains { $0.value.contains(id) }
    }
}
