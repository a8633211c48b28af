package import Credentials
package import GatewayConfig

/// What the wizard shows of a host: plain values made from a `HostSnapshot`, without a secret in them.
package struct SetupFacts: Sendable, Equatable {
    /// One agent and whose credentials it uses.
    package struct Agent: Sendable, Equatable {
        package enum Store: Sendable, Equatable {
            /// Has Anthropic profiles of its own.
            case own
            /// Has none; this gateway version reads main's.
            case usesMain
            /// Has none and main has none either.
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
        /// Characters of the secret; 0 when it is empty.
        package var count: Int
        /// The last four characters; empty for short secrets.
        package var ending: String
        package var payer: Payer
        /// The gateway would use it now.
        package var isReady: Bool
        /// The gateway tries it first for its agent.
        package var isWinner: Bool

        package init(
            id: String,
            agent: String,
            kind: CredentialKind,
            count: Int,
            ending: String,
            payer: Payer,
            isReady: Bool,
            isWinner: Bool
        ) {
            self.id = id
            self.agent = agent
            self.kind = kind
            self.count = count
            self.ending = ending
            self.payer = payer
            self.isReady = isReady
            self.isWinner = isWinner
        }
    }

    /// A credential in the environment.
    package struct EnvironmentKey: Sendable, Equatable {
        package enum Place: Sendable, Equatable {
            case process
            /// `.env` of the working directory: this shell only.
            case workingFolder
            /// `.env` of the state folder, shortened path.
            case stateFile(String)
            /// The `env` block of openclaw.json.
            case config
        }

        package var variable: String
        package var place: Place
        package var kind: CredentialKind
        package var count: Int
        package var ending: String

        package init(variable: String, place: Place, kind: CredentialKind, count: Int, ending: String) {
            self.variable = variable
            self.place = place
            self.kind = kind
            self.count = count
            self.ending = ending
        }
    }

    package var user: String
    package var hostName: String
    /// The state folder as it is shown, `~/.openclaw`.
    package var stateFolder: String
    package var configPath: String
    package var agents: [Agent]
    package var profiles: [StoredProfile]
    package var environmentKeys: [EnvironmentKey]
    /// The configured primary model of all agents, `provider/model`; nil when none is set.
    package var primaryModel: String?
    /// The retention set for the model in force and whether it was set at all.
    package var cacheRetention: CacheRetention?
    /// Models that `agents.defaults.models` allows; empty allows all.
    package var allowedModels: [String]
    /// Something of ours was applied on this host before; the risk lines are not shown again.
    package var hasAppliedBefore: Bool
    /// The gateway's process id when it runs.
    package var gatewayProcess: Int32?

    package init(user: String, hostName: String, stateFolder: String, configPath: String, agents: [Agent]) {
        self.user = user
        self.hostName = hostName
        self.stateFolder = stateFolder
        self.configPath = configPath
        self.agents = agents
        profiles = []
        environmentKeys = []
        allowedModels = []
        hasAppliedBefore = false
    }

    /// Something is there already: the wizard asks what to do with it.
    package var hasExisting: Bool { !profiles.isEmpty }

    /// The stored profile that one of these agents answers with first.
    package func winner(of agents: [String]) -> StoredProfile? {
        profiles.first { $0.isWinner && agents.contains($0.agent) }
    }
}
