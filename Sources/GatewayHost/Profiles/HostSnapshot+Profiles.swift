internal import Credentials
internal import GatewayConfig
internal import JSON5

// What the profile changes ask of a snapshot, and what they refuse.
extension HostSnapshot {
    /// Agents whose own store has a profile of this id.
    package func holders(of id: String) -> Set<String> {
        Set(agents.map(\.id).filter { profile(id, agent: $0) != nil })
    }

    func isStoredAnywhere(_ id: String) -> Bool { !holders(of: id).isEmpty }

    /// Agents whose profile of this id has the very secret that one agent's has, that agent first.
    package func agentsSharingSecret(of id: String, with agent: String) -> [String] {
        guard let secret = profile(id, agent: agent)?.credential.secret else { return [agent] }
        let others = agents.map(\.id).filter { $0 != agent && profile(id, agent: $0)?.credential.secret == secret }
        return [agent] + others
    }

    /// A profile that an agent does not have, with the nearest name, or who has it instead.
    package func noProfile(_ id: String, agent: String) -> Problem {
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
            next = texts("profile.unknown.known", ["profiles": known.joined(separator: ", ")])
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

    /// The gateway's own words.
    func otherProvider(_ profile: Profile, wanted: String) -> Problem {
        let values = ["profile": profile.id, "stored": ProviderName.normalized(profile.provider)]
        return Problem(
            code: "other-provider",
            message: texts(
                "profile.otherProvider",
                values.merging(["wanted": ProviderName.normalized(wanted)]) { first, _ in first }
            )
        )
    }

    /// The gateway's own words.
    var missingIDs: Problem {
        Problem(code: "missing-ids", message: texts("profile.missingIDs"), next: texts("profile.missingIDs.next"))
    }

    /// A change of kind under a name that another agent uses.
    func otherKind(_ id: String, agent: String) -> Problem {
        Problem(
            code: "other-kind",
            message: texts("profile.otherKind", ["profile": id, "agent": agent]),
            next: texts("profile.otherKind.next", ["profile": id, "agent": agent])
        )
    }

    func alreadyHas(_ id: String, agent: String) -> Problem {
        Problem(
            code: "already-there",
            message: texts("profile.alreadyThere", ["profile": id, "agent": agent]),
            next: texts("profile.alreadyThere.next", ["profile": id, "agent": agent])
        )
    }
}
