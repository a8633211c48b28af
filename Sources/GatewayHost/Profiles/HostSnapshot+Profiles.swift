internal import Credentials
internal import GatewayConfig
internal import JSON5

// Queries and refusals for profile changes.
extension HostSnapshot {
    /// The agents whose own stores contain this profile id.
    package func holders(of id: String) -> Set<String> {
        Set(agents.map(\.id).filter { profile(id, agent: $0) != nil })
    }

    func isStoredAnywhere(_ id: String) -> Bool { !holders(of: id).isEmpty }

    /// The agents whose profile with this id has the same secret as this agent's; this agent first.
    package func agentsSharingSecret(of id: String, with agent: String) -> [String] {
        guard let secret = profile(id, agent: agent)?.credential.secret else { return [agent] }
        let others = agents.map(\.id).filter { $0 != agent && profile(id, agent: $0)?.credential.secret == secret }
        return [agent] + others
    }

    /// The agent has no such profile; suggests a similar id, or names the agents that have it.
    package func noProfile(_ id: String, agent: String, _ explain: Explanation) -> Problem {
        let texts = explain.texts
        let directory = self.agent(agent)?.directory ?? ""
        let holders = holders(of: id).sorted()
        let known = contents(readBy: agent).profiles.map(\.id)
        var next: String
        if let holder = holders.first {
            next = texts("profile.unknown.elsewhere", ["profile": id, "agent": holder])
        } else if let near = nearest(to: id, in: known) {
            next = texts("profile.unknown.near", ["profile": near])
        } else if known.isEmpty {
            next = texts("profile.unknown.none")
        } else {
            next = texts("profile.unknown.known", ["profiles": texts.list(known)])
        }
        if agent != AgentID.main.text, holders == [AgentID.main.text] {
            next = texts("profile.unknown.main", ["profile": id, "agent": agent])
        }
        return Problem(
            code: "unknown-profile",
            message: texts("profile.unknown", ["profile": id, "path": directory]),
            next: next
        )
    }

    /// The text is the gateway's.
    func otherProvider(_ profile: Profile, wanted: String, _ explain: Explanation) -> Problem {
        let values = ["profile": profile.id, "stored": ProviderName.normalized(profile.provider)]
        return Problem(
            code: "other-provider",
            message: explain.texts(
                "profile.otherProvider",
                values.merging(["wanted": ProviderName.normalized(wanted)]) { first, _ in first }
            )
        )
    }

    /// Another agent uses this id for another kind of credential.
    func otherKind(_ id: String, agent: String, _ explain: Explanation) -> Problem {
        Problem(
            code: "other-kind",
            message: explain.texts("profile.otherKind", ["profile": id, "agent": agent]),
            next: explain.texts("profile.otherKind.next", ["profile": id, "agent": agent])
        )
    }

    func alreadyHas(_ id: String, agent: String, _ explain: Explanation) -> Problem {
        Problem(
            code: "already-there",
            message: explain.texts("profile.alreadyThere", ["profile": id, "agent": agent]),
            next: explain.texts("profile.alreadyThere.next", ["profile": id, "agent": agent])
        )
    }
}
