package import Credentials
package import Secrets

/// One change of the auth profiles, as a value: what the commands and the profiles screen ask for.
///
/// Nothing of it has happened. `ProfilePlanner` turns it and a snapshot into a `ChangePlan`.
package enum ProfileChange: Sendable, Equatable {
    /// Stores a credential under its id, or under the name of ux rule 21.
    case add(NewCredential)
    /// Replaces the secret of a profile; its name stays.
    case replace(id: String, NewCredential)
    /// Takes a profile out of the agents' stores, and out of the config when no other agent has it.
    case remove(id: String, agents: [String])
    /// Fixes the order of a provider's profiles.
    case fixOrder([String], OrderScope)
    /// Gives the order back to rotation.
    case automaticOrder(OrderScope)
    /// Wipes the failure marks of one profile, as one agent reads them.
    case clearFailures(id: String, agent: String)
    /// Has the gateway try a stored profile that the config leaves out, as one agent reads it.
    case include(id: String, agent: String)
    /// Copies a profile to other agents; never an OAuth login.
    case copy(id: String, from: String, to: [String])
    /// Takes over the credentials of an older version's files.
    case importLegacy(LegacyCredentials)
    /// Marks use and failures that live checks found, for one agent's profiles.
    case recordChecks([CheckMark], agent: String)
}

/// A secret to store, and where.
package struct NewCredential: Sendable, Equatable {
    /// The profile's name where one was asked for.
    package var profileID: String?
    /// Cleaned, and known to be one.
    package var secret: Secret
    /// Only for a secret whose text does not say what it is.
    package var kind: CredentialKind
    /// When it ends, in Unix milliseconds, where somebody said so.
    package var expires: Int64?
    package var agents: [String]
    /// Keeps profiles working that the new entry of `auth.profiles` would hide (ux rule 29).
    package var keepsHiddenProfiles = true
    /// Only the store is written; the config stays as it is.
    package var storesAlone = false

    package init(_ secret: Secret, kind: CredentialKind, agents: [String]) {
        self.secret = secret
        self.kind = kind
        self.agents = agents
    }
}

/// Which order is meant: whose, of which provider, and in which file.
package struct OrderScope: Sendable, Equatable {
    package enum Place: String, Sendable {
        /// `order` of the agent's own store.
        case store
        /// `auth.order` of the config, for all agents.
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
