package import Credentials
package import GatewayConfig
package import Secrets

/// What the wizard shows of a host: plain values from a `HostSnapshot`, without secrets.
package struct SetupFacts: Sendable, Equatable {
    /// One agent and whose credentials it uses.
    package struct Agent: Sendable, Equatable {
        package enum Store: Sendable, Equatable {
            /// Has its own Anthropic profiles.
            case own
            /// Has none of its own; in this gateway version it uses main's.
            case usesMain
            /// Neither it nor main has any.
            case none
        }

        package var id: String
        package var isDefault: Bool
        package var store: Store

        package init(id: String, isDefault: Bool, store: Store) {
            self.id = id
            self.isDefault = isDefault
            self.store = store
        }
    }

    /// One stored Anthropic profile, masked.
    package struct StoredProfile: Sendable, Equatable {
        package var id: String
        package var agent: String
        package var kind: CredentialKind
        /// Whether it is a token that ends within a day.
        package var isShortLived = false
        /// The last four characters; empty for short secrets.
        package var ending: String
        /// What stands there instead of a secret, in a few words; nil if a secret does.
        package var reference: String?
        /// Whether the gateway would use it now.
        package var isReady: Bool
        /// Whether the gateway tries it first for its agent.
        package var isWinner: Bool

        package init(
            id: String,
            agent: String,
            kind: CredentialKind,
            ending: String,
            reference: String? = nil,
            isReady: Bool,
            isWinner: Bool
        ) {
            self.id = id
            self.agent = agent
            self.kind = kind
            self.ending = ending
            self.reference = reference
            self.isReady = isReady
            self.isWinner = isWinner
        }
    }

    /// A credential in the environment.
    package struct EnvironmentKey: Sendable, Equatable {
        package var variable: String
        package var layer: EnvironmentLayer
        /// The file that says it, as it is shown; nil for the process's environment.
        package var file: String?
        package var kind: SecretKind
        package var ending: String

        package init(
            variable: String,
            layer: EnvironmentLayer,
            file: String? = nil,
            kind: SecretKind,
            ending: String
        ) {
            self.variable = variable
            self.layer = layer
            self.file = file
            self.kind = kind
            self.ending = ending
        }
    }

    package var user: String
    package var hostName: String
    /// The state folder for display, such as `~/.openclaw`.
    package var stateFolder: String
    package var agents: [Agent]
    /// The process that listens on the gateway's port; nil if none does, or none that this user may look at.
    package var gatewayProcess: Int32?
    /// The gateway's port if nothing sets one.
    package var gatewayPort: Int
    package var profiles: [StoredProfile]
    package var environmentKeys: [EnvironmentKey]
    /// The configured primary model of all agents as `provider/model`; nil if none is set.
    package var primaryModel: String?
    /// The explicit cache retention of the effective model; nil if none is set.
    package var cacheRetention: CacheRetention?
    /// The models allowed by `agents.defaults.models`; empty allows all.
    package var allowedModels: [String]
    /// Why credentials are not stored here, with the gateway's own command that does; nil if they are.
    package var storeRefusal: Problem?
    /// Whether this program has applied anything on this host before; the risk text is then not shown again.
    package var hasAppliedBefore: Bool

    package init(user: String, hostName: String, stateFolder: String, agents: [Agent], gatewayPort: Int) {
        self.user = user
        self.hostName = hostName
        self.stateFolder = stateFolder
        self.agents = agents
        self.gatewayPort = gatewayPort
        profiles = []
        environmentKeys = []
        allowedModels = []
        hasAppliedBefore = false
    }

    /// The stored profile that one of these agents uses first.
    package func winner(of agents: [String]) -> StoredProfile? {
        profiles.first { $0.isWinner && agents.contains($0.agent) }
    }
}
