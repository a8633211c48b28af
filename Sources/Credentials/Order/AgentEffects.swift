/// The effect of a change to the config's `auth` section on one agent.
package struct AgentEffect: Sendable, Equatable {
    /// A profile that the agent would no longer use, and why.
    package struct Hidden: Sendable, Equatable {
        package let profile: Profile
        package let reason: Ineligibility
    }

    package let agent: String
    package let hidden: [Hidden]
    /// The first profile in the order before the change; nil if there is none.
    package let firstBefore: String?
    package let firstAfter: String?

    package var isNothing: Bool { hidden.isEmpty && firstBefore == firstAfter }

    /// Compares what each agent would use before and after.
    /// - Parameters:
    ///   - agents: what each agent reads, including main's store.
    ///   - now: Unix milliseconds.
    package static func all(
        from before: AuthListing,
        to after: AuthListing,
        agents: [(id: String, store: StoreContents)],
        provider: String,
        now: Int64
    ) -> [AgentEffect] {
        return agents.map { agent in
            let was = ProfileOrder(listing: before, store: agent.store, provider: provider, now: now)
            let willBe = ProfileOrder(listing: after, store: agent.store, provider: provider, now: now)
            let stays = willBe.isTried(in: agent.store)
            let hidden = was.places.filter { !stays[$0] }.map { place in
                let profile = agent.store.profiles[place]
                let reason = profile.ineligibility(for: provider, listing: after, now: now) ?? .notListed
                return Hidden(profile: profile, reason: reason)
            }
            return AgentEffect(
                agent: agent.id,
                hidden: hidden,
                firstBefore: was.ids.first,
                firstAfter: willBe.ids.first
            )
        }.filter { !$0.isNothing }
    }

    /// The hidden profiles that would stay in use if they were listed too; each id once.
    ///
    /// A profile whose listed mode belongs to another agent's profile with the same id cannot be kept this way.
    package static func keepable(in effects: [AgentEffect]) -> [Profile] {
        var seen: Set<String> = []
        return effects.flatMap(\.hidden).filter { $0.reason == .notListed && seen.insert($0.profile.id).inserted }
            .map(\.profile)
    }
}
