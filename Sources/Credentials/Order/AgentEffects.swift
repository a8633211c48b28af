package import JSON5

/// What a change of the config's `auth` does to one agent.
package struct AgentEffect: Sendable, Equatable {
    /// A profile that the agent would no longer use, and why.
    package struct Hidden: Sendable, Equatable {
        package let profile: Profile
        package let reason: Ineligibility
    }

    package let agent: String
    package let hidden: [Hidden]
    /// The first in the order before and after; nil when there is none.
    package let firstBefore: String?
    package let firstAfter: String?

    package var isNothing: Bool { hidden.isEmpty && firstBefore == firstAfter }

    /// Compares what each agent would use before and after.
    /// - Parameters:
    ///   - agents: what each agent sees, main's store included.
    ///   - now: Unix milliseconds.
    package static func all(
        from before: Value?,
        to after: Value?,
        agents: [(id: String, store: StoreContents)],
        provider: String,
        now: Int64
    ) -> [AgentEffect] {
        let (old, new) = (AuthListing(config: before), AuthListing(config: after))
        return agents.map { agent in
            let was = ProfileOrder(listing: old, store: agent.store, provider: provider, now: now)
            let willBe = ProfileOrder(listing: new, store: agent.store, provider: provider, now: now)
            let stays = willBe.isTried(in: agent.store)
            let hidden = was.places.filter { !stays[$0] }.map { place in
                let profile = agent.store.profiles[place]
                let reason = profile.ineligibility(for: provider, listing: new, now: now) ?? .notListed
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

    /// The profiles that listing them too would keep in use; each id once.
    ///
    /// A profile whose listed mode belongs to another agent's profile of the same name cannot be kept this way.
    package static func keepable(in effects: [AgentEffect]) -> [Profile] {
        var seen: Set<String> = []
        return effects.flatMap(\.hidden).filter { $0.reason == .notListed && seen.insert($0.profile.id).inserted }
            .map(\.profile)
    }
}
