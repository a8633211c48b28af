// Target GatewayHost: one gateway host. It reads the host, reports its status, and plans, previews, applies and undoes
// changes to its files. It also produces all texts (`Texts`, `Explanation`, `PlanText`, `StatusText`).
// Credential stores are opened and changed by the formats of CredentialStores (`Host.storeFormats`).
//
// Data flow: `LiveHost` (a `Host`: injected file system, clock, environment; and `Texts`) -> `ReleaseDetection` ->
// `HostSnapshot`, a value; beside it goes the `LiveHost` that read it, or its `Explanation` to whatever makes sentences
// -> either `StatusReport` and `StatusText`, or a `HostEdit` (answers, profile change, config edit) ->
// `SetupPlanner`, `ProfilePlanner`, `ConfigPlanner` -> `ChangePlan` with its basis -> preview (`PlanText`, redacted
// diff) -> `PlanApplier`, one transaction over all files -> `ApplyReport`. `Pipeline` runs that, and again if files
// changed meanwhile. `HostUndo` reverts the last apply, `CopyPurge` removes old secrets from backups, `Probe` checks
// credentials.
//
// Must not know: terminals, screens, command-line parsing, the real environment (all of it comes in through `Host`).
//
// Invariants: reading and planning write nothing; planners are pure functions of a snapshot; a plan is applied only to
// the file contents it was made from; credential stores are committed before the config, because a running gateway must
// never see a profile id without its credential; texts, reports and diffs contain no secret.

package import CredentialStores
package import Credentials
package import FileTransactions
package import GatewayConfig
internal import JSON5

/// Everything a plan is made from, read once: config, credential stores of all agents, environment, facts about the
/// host.
///
/// A value: it holds no file system, clock, texts or programs, and two reads of an unchanged host are equal. Whatever
/// could not be read is listed in `problems`; plans are made only if there are none. `LiveHost` reads it, and is passed
/// beside it to whoever reads or writes more; `Explanation` is passed to whoever makes sentences about it.
package struct HostSnapshot: Sendable {
    /// What this host's gateway is.
    package let release: GatewayRelease
    package let paths: StatePaths
    /// The config, and in it all layers of the environment.
    package let config: ConfigSnapshot
    /// The installed gateway: its service, its program, and what they say of its release.
    let gateway: InstalledGateway
    /// The name of the user who runs this program, and that of the machine.
    package let user: String
    package let hostName: String
    /// Every configured agent, the default one first, `main` always among them.
    package let agents: [AgentSnapshot]
    /// When the host was read, in Unix milliseconds; plans use it as the current time. Not part of the comparison.
    package let readAt: Int64
    /// Whether this program has applied anything on this host before; nil if that was not asked, as for a report.
    package let hasAppliedBefore: Bool?
    /// Existing `.env` files that cannot be read; the gateway ignores them silently.
    package let unreadableFiles: [FileError]
    /// Paths of `.env` files saved as UTF-16, in which the gateway finds no variables.
    let utf16Files: [String]
    /// Why the config cannot be read; nil if it can.
    package let configProblem: Problem?
    /// Why other files cannot be read, worst first.
    package let otherProblems: [Problem]
    /// What has to be known of the stores and keeps nobody from reading the rest or changing the config, worst first.
    package let notices: [Problem]
    /// Why this program must not write the credential stores; empty if it may.
    package let storeRefusals: [Problem]

    /// Whether this host's stores are databases, which are read and never written.
    package let hasDatabases: Bool

    /// The provider's models here. Not part of the comparison: they are a cache's.
    package let models: HostModels

    /// `configProblem` and `otherProblems`.
    package var problems: [Problem] { [configProblem].compactMap(\.self) + otherProblems }
    /// Index into `agents` by id.
    private let agentPlaces: [String: Int]

    init(
        release: GatewayRelease,
        paths: StatePaths,
        config: ConfigSnapshot,
        gateway: InstalledGateway,
        user: String,
        hostName: String,
        agents: [AgentSnapshot],
        readAt: Int64,
        hasAppliedBefore: Bool?,
        unreadableFiles: [FileError],
        utf16Files: [String],
        configProblem: Problem?,
        otherProblems: [Problem],
        notices: [Problem] = [],
        storeRefusals: [Problem] = [],
        models: HostModels
    ) {
        self.release = release
        self.paths = paths
        self.config = config
        self.gateway = gateway
        self.user = user
        self.hostName = hostName
        self.agents = agents
        self.readAt = readAt
        self.hasAppliedBefore = hasAppliedBefore
        self.unreadableFiles = unreadableFiles
        self.utf16Files = utf16Files
        self.configProblem = configProblem
        self.otherProblems = otherProblems
        self.notices = notices
        self.storeRefusals = storeRefusals
        self.models = models
        hasDatabases = !storeRefusals.isEmpty && agents.contains { $0.found?.format == SQLiteFormat().name }
        agentPlaces = Dictionary(zip(agents.map(\.id), agents.indices)) { first, _ in first }
    }

    /// The agent with this normalised id.
    package func agent(_ id: String) -> AgentSnapshot? { agentPlaces[id].map { agents[$0] } }

    /// The agent that the gateway uses when a message names none.
    package var defaultAgent: AgentSnapshot? { agents.first { $0.isDefault } ?? agents.first }
}

extension HostSnapshot: Equatable {
    /// Whether the same was read, at whatever time. The stores are compared by their texts; no secret is decoded.
    package static func == (one: HostSnapshot, other: HostSnapshot) -> Bool {
        one.release == other.release && one.paths == other.paths && one.config == other.config
            && one.gateway == other.gateway && one.user == other.user && one.hostName == other.hostName
            && one.agents == other.agents && one.hasAppliedBefore == other.hasAppliedBefore
            && one.unreadableFiles == other.unreadableFiles && one.utf16Files == other.utf16Files
            && one.configProblem == other.configProblem && one.otherProblems == other.otherProblems
            && one.notices == other.notices && one.storeRefusals == other.storeRefusals
    }
}

/// One agent's folder and credential store.
package struct AgentSnapshot: Sendable {
    package let id: String
    package let isDefault: Bool
    /// True if the config names the agent, or if it is main and the config names no agents.
    package let isConfigured: Bool
    /// The agent's folder as an absolute path.
    package let directory: String
    /// The path of the store, which may not exist yet.
    package let storePath: String
    /// What was found in it; nil if that could not be read.
    let found: FoundStore?
    /// The store as the gateway would load it; nil if there is none or it could not be read. If the file is missing but
    /// files of an older version are due for import, this is the store that the import will create.
    package let store: (any CredentialStore)?
    /// What the gateway reads in the store; nil if there is none.
    package let contents: StoreContents?
    /// Everything that the agent reads, where the store knows that; nil where main's is read through it.
    let effective: StoreContents?
    /// The older credentials that the first write of the store has to include.
    package let takeOver: TakeOver
    /// Why this program must not write the store: a newer version keeps credentials elsewhere. Nil if it may.
    package let newerStore: Problem?

    init(
        id: String,
        isDefault: Bool,
        isConfigured: Bool,
        directory: String,
        storePath: String,
        found: FoundStore?,
        store: (any CredentialStore)?,
        takeOver: TakeOver,
        newerStore: Problem?
    ) {
        self.id = id
        self.isDefault = isDefault
        self.isConfigured = isConfigured
        self.directory = directory
        self.storePath = storePath
        self.found = found
        self.store = store
        contents = store?.contents
        effective = store?.effective
        self.takeOver = takeOver
        self.newerStore = newerStore
    }

    /// Whether it reads a database: no file is its store.
    var isInDatabase: Bool { found?.format == SQLiteFormat().name && found?.file == nil }

    /// Whether its store is there, whatever it holds.
    var hasStore: Bool { found?.isThere ?? false }

    /// What was found out about its store and what it shares.
    var findings: [StoreFinding] { (found?.findings ?? []) + (found?.sharedFindings ?? []) }

    /// The file that was read, which may not exist; nil if there was none to read.
    package var file: FileSnapshot? { found?.file }

    /// What a preflight looks at before the store is written; nil if no file is.
    var target: Preflight.Target? {
        guard let found else { return Preflight.Target(storePath, lock: .gateway, expectedBytes: 4096) }
        return found.target
    }
}

extension AgentSnapshot: Equatable {
    package static func == (one: AgentSnapshot, other: AgentSnapshot) -> Bool {
        one.id == other.id && one.isDefault == other.isDefault && one.isConfigured == other.isConfigured
            && one.directory == other.directory && one.storePath == other.storePath && one.found == other.found
            && one.takeOver == other.takeOver && one.newerStore == other.newerStore
            && isSame(one.store, other.store)
    }

    private static func isSame(_ one: (any CredentialStore)?, _ other: (any CredentialStore)?) -> Bool {
        guard let one, let other else { return one == nil && other == nil }
        return one.isSame(as: other)
    }
}

/// A profile and the agent whose store contains it.
package struct StoredProfile: Sendable {
    package let agent: String
    package let profile: Profile
}
