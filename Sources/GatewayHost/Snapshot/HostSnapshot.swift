package import Credentials
package import FileTransactions
package import GatewayConfig
internal import JSON5
package import Secrets

/// Everything a plan is made from, read once: the config, every agent's store, the environment, facts of the host.
///
/// Reading writes nothing. What could not be read stands in `problems`; a plan is made only when there are none.
package struct HostSnapshot: Sendable {
    /// The gateway whose files we follow.
    package static let gatewayVersion = "2026.2.9"

    package let host: Host
    package let texts: Texts
    package let paths: StatePaths
    package let config: ConfigSnapshot
    /// Every configured agent, the default one first, `main` always among them.
    package let agents: [AgentSnapshot]
    /// When it was read, in Unix milliseconds; a plan's times are this one.
    package let readAt: Int64
    /// The token a plan gives the gateway where it has none.
    package let freshGatewayToken: Secret
    /// Something of ours was applied on this host before.
    package let hasAppliedBefore: Bool
    /// `.env` files that are there and cannot be read; the gateway passes over them in silence.
    package let unreadableFiles: [FileError]
    /// `.env` files that are saved as UTF-16, by path: the gateway finds nothing in them.
    let utf16Files: [String]
    /// What keeps the configuration from being read; nil where it can be.
    package let configProblem: Problem?
    /// What keeps other files from being read or written, worst first.
    package let otherProblems: [Problem]

    /// All of it.
    package var problems: [Problem] { [configProblem].compactMap(\.self) + otherProblems }
    /// Where each agent stands among them.
    private let agentPlaces: [String: Int]

    init(
        host: Host,
        texts: Texts,
        paths: StatePaths,
        config: ConfigSnapshot,
        agents: [AgentSnapshot],
        readAt: Int64,
        freshGatewayToken: Secret,
        hasAppliedBefore: Bool,
        unreadableFiles: [FileError],
        utf16Files: [String],
        configProblem: Problem?,
        otherProblems: [Problem]
    ) {
        self.host = host
        self.texts = texts
        self.paths = paths
        self.config = config
        self.agents = agents
        self.readAt = readAt
        self.freshGatewayToken = freshGatewayToken
        self.hasAppliedBefore = hasAppliedBefore
        self.unreadableFiles = unreadableFiles
        self.utf16Files = utf16Files
        self.configProblem = configProblem
        self.otherProblems = otherProblems
        agentPlaces = Dictionary(zip(agents.map(\.id), agents.indices)) { first, _ in first }
    }

    /// The agent with an id, in its normalised form.
    package func agent(_ id: String) -> AgentSnapshot? { agentPlaces[id].map { agents[$0] } }

    /// The agent that answers when nobody says which.
    package var defaultAgent: AgentSnapshot? { agents.first { $0.isDefault } ?? agents.first }
}

/// One agent's folder and store.
package struct AgentSnapshot: Sendable {
    package let id: String
    package let isDefault: Bool
    /// Named in the config, or main of a config that names none.
    package let isConfigured: Bool
    /// The agent's folder, absolute.
    package let directory: String
    /// The store's file; it may not exist yet.
    package let file: FileSnapshot?
    /// The store as the gateway would have it; nil where there is none yet or it could not be read. Where there is no file,
    /// but an older version's that the gateway imports on its next load, it is what that makes.
    package let store: JSONCredentialStore?
    /// What a write that makes the store has to take along.
    package let takeOver: TakeOver

    /// The path of the store.
    package var storePath: String { StatePaths.credentialStore(in: directory) }
}

/// A profile and the agent in whose store it stands.
package struct StoredProfile: Sendable {
    package let agent: String
    package let profile: Profile
}
