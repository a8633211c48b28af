internal import Credentials
internal import GatewayConfig

extension ProfilePlanner {
    /// Removes what keeps the gateway from trying a profile: the config lists others of its provider but not this one,
    /// lists it with another mode or provider, or an explicit order omits it.
    ///
    /// A profile that is unusable itself is refused, because it would still not be tried.
    func include(_ id: String, readBy agent: String, in draft: inout PlanDraft) throws(Problem) {
        guard snapshot.agent(agent) != nil else { throw snapshot.unknownAgent(agent, explain) }
        let readable = snapshot.contents(readBy: agent)
        guard let profile = readable.profile(id) else { throw snapshot.noProfile(id, agent: agent, explain) }
        if let flaw = profile.flaw(now: snapshot.readAt) { throw explain.flawed(profile, flaw) }
        let config = snapshot.config.root
        let release = snapshot.release
        let listing = release.listing(of: config)
        let order = readable.order[profile.provider] ?? listing.order[profile.provider]
        // An explicit order decides which profiles are tried; a config entry matters only if it contradicts the store.
        let isHidden = order == nil && listing.lists(profile.provider)
        if listing.entry(id) != nil || isHidden {
            try draft.apply(release.authSection(of: config).edits(keepingVisible: [profile]))
        }
        guard let order, !order.contains(id) else { return }
        try setOrder(order + [id], scope(ofOrderFor: profile.provider, readBy: agent), in: &draft)
    }

    /// Where the effective order is set: in the agent's store, in main's store, or in the config.
    private func scope(ofOrderFor provider: String, readBy agent: String) -> OrderScope {
        let holder = [agent, AgentID.main.text].first { snapshot.agent($0)?.contents?.order[provider] != nil }
        return OrderScope(provider: provider, agent: holder ?? agent, place: holder == nil ? .config : .store)
    }
}

extension Explanation {
    fileprivate func flawed(_ profile: Profile, _ flaw: Ineligibility) -> Problem {
        Problem(
            code: "profile-of-no-use",
            message: texts("profile.flawed." + flaw.word, ["profile": profile.id]),
            next: texts("status.recovery.replaceSecret", ["profile": profile.id])
        )
    }
}
