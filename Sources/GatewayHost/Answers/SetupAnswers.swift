package import GatewayConfig
package import Secrets

/// The answers of onboarding, filled by the wizard, by flags or by an answers file.
///
/// They have no effect themselves: `SetupPlanner` turns them and a `HostSnapshot` into a `ChangePlan`.
package struct SetupAnswers: Sendable, Equatable {
    /// What to do about stored credentials.
    package enum Intent: Sendable, Equatable {
        /// Add a credential; the only intent if none is stored.
        case add
        /// Keep the stored credential.
        case keep
        /// Replace the secret of a profile and keep its id.
        case replace(profileID: String)
        /// Keep the credentials and change only model or cache.
        case settingsOnly
        /// Store no credential now.
        case skip

        /// Whether the stored credential comes first in an explicit order: who only replaces a secret has said nothing
        /// about the order.
        var isNewInOrder: Bool {
            if case .replace = self { false } else { true }
        }
    }

    /// The source of the secret.
    package enum Method: Sendable, Equatable {
        /// Given or pasted, as this kind.
        case secret(SecretKind)
        /// Copied from the environment variable with this name.
        case environment(variable: String)
    }

    /// Ids of the agents whose stores get the credential; not empty in a plan that stores one.
    package var agents: [String]
    package var intent: Intent
    package var method: Method?
    /// The cleaned secret.
    package var secret: Secret?
    /// The kind detected from the secret's text, regardless of the method.
    package var kind: SecretKind?
    /// The token's expiry in Unix milliseconds, if the user gave one.
    package var expires: Int64?
    /// The token is Claude Code's own login, which lives for hours, and not a setup-token.
    package var isClaudeLogin = false
    /// When that login ends, in Unix milliseconds, as it says itself. It ends then, whatever end the user gave.
    package var loginExpires: Int64?
    /// Gateway settings; nil keeps the whole section.
    package var gateway: GatewayAnswers?
    /// The other checked values, by the name of their field.
    private var values: [String: SetupValue] = [:]
    /// Also lists the stored profiles that the gateway would otherwise ignore. Once `auth.profiles` lists one profile
    /// of a provider, the gateway ignores those that are not listed.
    package var keepsHiddenProfiles: Bool
    /// Lists the profile in `auth.profiles`; if false only the store is written.
    package var listsProfile: Bool

    package init(agents: [String], intent: Intent = .add) {
        self.agents = agents
        self.intent = intent
        keepsHiddenProfiles = true
        listsProfile = true
    }

    /// Whether the plan stores a secret.
    package var storesCredential: Bool {
        switch intent {
        case .add, .replace: true
        case .keep, .settingsOnly, .skip: false
        }
    }
}

// MARK: - Values of fields

extension SetupAnswers {
    /// The checked value of a field; nil keeps the current one. Agents and the secret of the credential have properties
    /// of their own.
    package subscript(field: SetupField) -> SetupValue? {
        get { field.isOfGatewaySection ? gateway?[field] : values[field.name] }
        set {
            guard field.isOfGatewaySection else { return values[field.name] = newValue }
            if gateway == nil, newValue != nil { gateway = GatewayAnswers() }
            gateway?[field] = newValue
        }
    }

    /// The requested profile id; nil for the default id, or for a new one (`anthropic:token`) if the default id holds
    /// another kind for any agent. A changed kind would break those agents, because `auth.profiles` stores one mode per
    /// id for all.
    package var profileID: String? {
        get { self[.tokenProfileID]?.text }
        set { self[.tokenProfileID] = newValue.map(SetupValue.text) }
    }

    /// The primary model as `provider/model`; nil keeps the current one.
    package var model: String? {
        get { self[.model]?.text }
        set { self[.model] = newValue.map(SetupValue.text) }
    }

    /// The cache retention for the chosen model; nil keeps the current one.
    package var cacheRetention: CacheRetention? {
        get { self[.cacheRetention]?.text.flatMap(CacheRetention.init(rawValue:)) }
        set { self[.cacheRetention] = newValue.map { .text($0.rawValue) } }
    }
}
