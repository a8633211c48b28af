package import Secrets

/// A change of auth profiles as a value, requested by a command or the profiles screen.
///
/// It has no effect itself: `ProfilePlanner` turns it and a snapshot into a `ChangePlan`.
package enum ProfileChange: Sendable, Equatable {
    /// Stores a credential under its id or the default id.
    case add(NewCredential)
    /// Replaces the secret of a profile and keeps its id.
    case replace(id: String, NewCredential)
    /// Removes a profile from the agents' stores, and from the config if no other agent has it.
    case remove(id: String, agents: [String])
    /// Gives a profile another id in the stores of these agents, and wherever the config names it.
    case rename(id: String, to: String, agents: [String])
    /// Sets an explicit order of a provider's profiles.
    case fixOrder([String], OrderScope)
    /// Removes the explicit order, so that the gateway rotates profiles again.
    case automaticOrder(OrderScope)
    /// Removes the failure marks of one profile as read by one agent.
    case clearFailures(id: String, agent: String)
    /// Adds a stored profile that the config leaves out, so that the gateway tries it for this agent.
    case include(id: String, agent: String)
    /// Copies a profile to other agents; never an OAuth login.
    case copy(id: String, from: String, to: [String])
    /// Imports the credentials from an older version's files.
    case importLegacy(LegacyCredentials)
    /// Writes usage and failure marks from live checks, for one agent's profiles.
    case recordChecks([CheckMark], agent: String)
}

/// A secret to store, and where.
package struct NewCredential: Sendable, Equatable {
    /// The requested profile id; nil for the default id.
    package var profileID: String?
    /// A cleaned secret that was recognised as a credential.
    package var secret: Secret
    /// Used only if the text of the secret does not reveal its kind.
    package var kind: SecretKind
    /// The expiry in Unix milliseconds, if given.
    package var expires: Int64?
    /// It is Claude Code's own login.
    package var isClaudeLogin = false
    /// When that login ends by itself, in Unix milliseconds; it comes before `expires`.
    package var loginExpires: Int64?
    package var agents: [String]
    /// Also lists the stored profiles that the gateway would otherwise ignore once `auth.profiles` lists this one.
    package var keepsHiddenProfiles = true
    /// Writes only the store, not the config.
    package var storesAlone = false

    package init(_ secret: Secret, kind: SecretKind, agents: [String]) {
        self.secret = secret
        self.kind = kind
        self.agents = agents
    }
}

/// Which order is meant: agent, provider and file.
package struct OrderScope: Sendable, Equatable {
    package enum Place: String, Sendable {
        /// `order` in the agent's own store.
        case store
        /// `auth.order` in the config, for all agents.
        case config
    }

    package var provider: String
    package var agent: String
    package var place: Place

    package init(provider: String, agent: String, place: Place) {
        self.provider = provider
        self.agent = agent
        self.place = place
    }
}
