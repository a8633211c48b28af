package import Credentials
package import GatewayConfig
package import Secrets

/// The whole form's data: what the full-screen wizard, the flags and a later line mode all fill.
///
/// Nothing in it has happened yet. `SetupPlanner` turns it and a `HostSnapshot` into a `ChangePlan`.
package struct SetupAnswers: Sendable, Equatable {
    /// What is wanted where something is already stored.
    package enum Intent: Sendable, Equatable {
        /// A credential is added; where none exists this is the only intent.
        case add
        /// Nothing is stored anew; the existing credential is kept.
        case keep
        /// The secret of one profile is replaced; its name stays.
        case replace(profileID: String)
        /// Credentials stay as they are, only model or cache change.
        case settingsOnly
        /// No credential now.
        case skip
    }

    /// Where the secret comes from.
    package enum Method: Sendable, Equatable {
        case apiKey
        case setupToken
        /// Copied out of an environment variable, by its name.
        case environment(variable: String)
    }

    /// Agents whose store gets the credential, by id; never empty in a plan that stores one.
    package var agents: [String]
    package var intent: Intent
    package var method: Method?
    /// The cleaned secret.
    package var secret: Secret?
    /// What the secret is by its content, whatever the method was.
    package var kind: CredentialKind?
    /// The profile's name where one was asked for; nil takes the name of ux rule 21.
    package var profileID: String?
    /// When a token expires, in Unix milliseconds, where the user said so.
    package var expires: Int64?
    /// The primary model as `provider/model`; nil leaves it as it is.
    package var model: String?
    /// The cache retention for the chosen model; nil leaves it as it is.
    package var cacheRetention: CacheRetention?
    /// Gateway settings; nil leaves that section alone altogether.
    package var gateway: GatewayAnswers?
    /// The folder the agents work in, as it was given; nil leaves it as it is.
    package var workspace: String?
    /// What installs the skills: `npm`, `pnpm` or `bun`; nil leaves it as it is.
    package var nodeManager: String?
    /// Keeps profiles working that the new `auth.profiles` entry would hide (ux rule 29).
    package var keepsHiddenProfiles: Bool
    /// Lists the profile in `auth.profiles`; else the credential is stored alone.
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
