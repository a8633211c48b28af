package import Credentials
internal import FileTransactions
package import GatewayConfig
package import JSON5
internal import Secrets

// What planner, wizard and status ask a snapshot.
extension HostSnapshot {
    /// The profiles stored for any agent, by agent, in the order of their files.
    package var storedProfiles: [StoredProfile] {
        agents.flatMap { agent in
            (agent.store?.contents.profiles ?? []).map { StoredProfile(agent: agent.id, profile: $0) }
        }
    }

    /// One stored profile.
    package func profile(_ id: String, agent: String) -> Profile? {
        self.agent(agent)?.store?.contents.profile(id)
    }

    /// The primary model of all agents as it is configured; nil when none is.
    package var configuredPrimary: String? {
        let model = config.value(at: ["agents", "defaults", "model"])
        return model?["primary"]?.stringValue ?? model?.stringValue
    }

    /// Whether a variable has a value that is not blank in any layer the gateway reads.
    func environmentHas(_ name: String) -> Bool {
        config.environment[name]?.contains { !$0.isWhitespace } ?? false
    }

    /// The store an agent reads: its own over main's, as this gateway version merges them (reference 3.4).
    func contents(readBy id: String, replacing stores: [String: StoreContents] = [:]) -> StoreContents {
        func own(_ id: String) -> StoreContents {
            stores[id] ?? agent(id)?.store?.contents ?? StoreContents()
        }
        let main = AgentID.main.text
        return id == main ? own(main) : own(id).reading(through: own(main))
    }

    /// The profile the gateway tries first for an agent; nil when it has none that is eligible.
    package func winner(of id: String, config root: Value, stores: [String: StoreContents] = [:]) -> Profile? {
        var views = AgentViews(self, config: root, stores: stores)
        return views[id].winner
    }

    /// Who pays for an agent's answers: the winner's kind decides, else the key in the environment.
    func payer(of id: String, config root: Value, stores: [String: StoreContents] = [:]) -> Payer? {
        var views = AgentViews(self, config: root, stores: stores)
        return views[id].payer
    }

    /// Every profile id in use, with its kind: stored for any agent, or listed in the config.
    var kindsByProfile: [(id: String, kind: CredentialKind)] {
        let listed = (config.value(at: ["auth", "profiles"])?.objectValue).map { members in
            members.compactMap { member in
                member.value["mode"]?.stringValue.flatMap(CredentialKind.init(rawValue:)).map { (member.key, $0) }
            }
        }
        return storedProfiles.map { ($0.profile.id, $0.profile.kind) } + (listed ?? [])
    }

    /// Whether an agent has no store of its own and answers with main's credentials.
    func readsMainOnly(_ id: String) -> Bool {
        let main = AgentID.main.text
        return id != main && agent(id)?.store == nil && agent(main)?.store?.contents.profiles.isEmpty == false
    }

    /// The model in force where none is configured.
    package var effectiveModel: String {
        ModelSettings(config.root).resolvedPrimary.key
    }

    /// The retention that is set for a model; nil when none is.
    package func configuredRetention(of model: String) -> CacheRetention? {
        config.value(at: .modelEntries.appending(model))?["params"]?["cacheRetention"]?.stringValue
            .flatMap(CacheRetention.init(rawValue:))
    }

    /// Where the gateway listens: a variable, else the config, else its standard one. A number that is no port counts as
    /// not said.
    package var gatewayPort: Int {
        let configured = (config.value(at: ["gateway", "port"])?.intValue).flatMap { GatewayAnswers.port(String($0)) }
        return config.environment["OPENCLAW_GATEWAY_PORT"].flatMap(GatewayAnswers.port) ?? configured ?? 18_789
    }

    /// The gateway's process where one listens on its port.
    package var gatewayProcess: Int32? { host.processListening(gatewayPort) }

    /// The stores and config files that were read, missing ones included, and the older files that are due to be imported.
    var readFiles: [FileSnapshot] {
        let older = agents.flatMap { $0.takeOver.due?.files.map(\.snapshot) ?? [] }
        var seen: Set<String> = []
        return agents.compactMap(\.file) + older.filter { seen.insert($0.path).inserted } + configFiles
    }

    /// The main file and its includes as they were read.
    var configFiles: [FileSnapshot] { config.sources.compactMap(\.file.onDisk) }

    var setupFolder: SetupFolder { host.setupFolder(paths) }

    /// A path as it is shown.
    package var display: @Sendable (String) -> String {
        { [paths] in paths.display($0) }
    }
}
