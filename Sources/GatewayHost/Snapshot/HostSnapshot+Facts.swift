package import CredentialStores
package import Credentials
internal import FileTransactions
package import GatewayConfig
internal import JSON5
internal import Secrets

// Queries of planner, wizard and status.
extension HostSnapshot {
    /// All stored profiles by agent, in file order.
    package var storedProfiles: [StoredProfile] {
        agents.flatMap { agent in
            (agent.contents?.profiles ?? []).map { StoredProfile(agent: agent.id, profile: $0) }
        }
    }

    /// One stored profile.
    package func profile(_ id: String, agent: String) -> Profile? {
        self.agent(agent)?.contents?.profile(id)
    }

    /// The configured primary model of all agents; nil if none is set.
    package var configuredPrimary: String? {
        config.value(at: release.places.primaryModel)?.stringValue
            ?? config.value(at: release.places.model)?.stringValue
    }

    /// Whether any layer of the gateway's environment sets a variable to a value that is not blank.
    func environmentHas(_ name: String) -> Bool {
        config.environment[name]?.contains { !$0.isWhitespace } ?? false
    }

    /// The store an agent reads: its own merged over main's, as the gateway does
    /// (src/agents/auth-profiles/store.ts).
    package func contents(readBy id: String, replacing stores: [String: StoreContents] = [:]) -> StoreContents {
        func own(_ id: String) -> StoreContents {
            stores[id] ?? agent(id)?.contents ?? StoreContents()
        }
        if let effective = agent(id)?.effective { return effective }
        let main = AgentID.main.text
        return id == main ? own(main) : own(id).reading(through: own(main))
    }

    /// Where a profile that an agent reads is stored.
    package func origin(of id: String, readBy agent: String) -> ProfileOrigin {
        self.agent(agent)?.store?.origin(of: id) ?? (profile(id, agent: agent) == nil ? .main : .own)
    }

    /// The ids of what an agent reads besides its own store, and perhaps own ones: main's, or those of a shared store.
    /// - Parameter main: the ids of main's profiles.
    package func inheritedIDs(of agent: String, besides main: [String]) -> [String] {
        self.agent(agent)?.effective.map { $0.profiles.map(\.id) } ?? main
    }

    /// Who pays for an agent's answers, by the model that answers.
    func payerOfAnswers(of id: String, config root: Value, stores: [String: StoreContents] = [:]) -> Payer? {
        var views = AgentViews(self, config: root, stores: stores)
        return views.payerOfAnswers(id)
    }

    /// Who pays for an agent's requests to the supported provider: determined by the winner's kind, else by the key in
    /// the environment.
    func payer(of id: String, config root: Value, stores: [String: StoreContents] = [:]) -> Payer? {
        var views = AgentViews(self, config: root, stores: stores)
        return views[id].payer
    }

    /// Every profile id with its kind: stored for any agent, or listed in the config.
    var kindsByProfile: [(id: String, kind: CredentialKind)] {
        let listed = AuthSettings.modes(in: config.root, release.places).compactMap { id, mode in
            CredentialKind(rawValue: mode).map { (id, $0) }
        }
        return storedProfiles.map { ($0.profile.id, $0.profile.kind) } + listed
    }

    /// Whether an agent has no store of its own and uses main's credentials.
    func readsMainOnly(_ id: String) -> Bool {
        let main = AgentID.main.text
        if let agent = agent(id), let effective = agent.effective {
            return id != main && agent.contents?.profiles.isEmpty == true && !effective.profiles.isEmpty
        }
        return id != main && agent(id)?.store == nil && agent(main)?.contents?.profiles.isEmpty == false
    }

    /// The model used if none is configured.
    package var effectiveModel: String {
        ModelSettings(config.root, release.format).resolvedPrimary.key
    }

    /// The configured retention of a model; nil if none is set.
    package func configuredRetention(of model: String) -> CacheRetention? {
        config.value(at: release.places.cacheRetention(ofKey: model))?.stringValue
            .flatMap(CacheRetention.init(rawValue:))
    }

    /// The gateway's port: from a variable, else the config, else the default. An invalid number counts as not set.
    package var gatewayPort: Int {
        let configured = (config.value(at: release.places.gatewayPort)?.intValue).flatMap {
            PortText.number(in: String($0))
        }
        return config.environment["OPENCLAW_GATEWAY_PORT"].flatMap(PortText.number) ?? configured
            ?? release.format.gatewayPort
    }

    /// All stores and config files that were read, including missing ones, and the older files due for import.
    var readFiles: [FileSnapshot] {
        let older = agents.flatMap { $0.takeOver.due?.files.map(\.snapshot) ?? [] }
        var seen: Set<String> = []
        return agents.compactMap(\.file) + older.filter { seen.insert($0.path).inserted } + configFiles
    }

    /// The main config file and its includes, as read.
    var configFiles: [FileSnapshot] { config.sources.compactMap(\.file.onDisk) }

    /// A path for display.
    package var display: @Sendable (String) -> String {
        { [paths] in paths.display($0) }
    }
}
