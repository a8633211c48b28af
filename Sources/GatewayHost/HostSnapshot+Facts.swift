package import Credentials
internal import GatewayConfig
internal import JSON5

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

    /// Whether `auth.profiles` lists a profile of the provider.
    func listsProfiles(of provider: String) -> Bool {
        (config.value(at: ["auth", "profiles"])?.objectValue).map { members in
            members.contains { $0.value["provider"]?.stringValue.map(normalizedProvider) == provider }
        } ?? false
    }

    /// The order in the config, if one is set for the provider under any spelling of its name.
    func configOrder(of provider: String) -> [String]? {
        config.value(at: configOrderPointer(of: provider))?.arrayValue?.compactMap(\.stringValue)
    }

    func configOrderPointer(of provider: String) -> Pointer {
        let order: Pointer = ["auth", "order"]
        let spelled = config.value(at: order)?.objectValue?.keys.first { normalizedProvider($0) == provider }
        return order.appending(.key(spelled ?? provider))
    }

    /// The order override in an agent's store.
    func storeOrder(of provider: String, agent: String) -> [String]? {
        self.agent(agent)?.store?.contents.order[provider]
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
    func mergedContents(of id: String, replacing stores: [String: StoreContents] = [:]) -> StoreContents {
        func contents(_ id: String) -> StoreContents {
            stores[id] ?? agent(id)?.store?.contents ?? StoreContents()
        }
        guard id != AgentID.main.text else { return contents(id) }
        return contents(id).merged(over: contents(AgentID.main.text))
    }

    /// The profile the gateway tries first for an agent, and what it costs whom; nil when it has no usable one.
    func winner(of id: String, auth: Value?, stores: [String: StoreContents] = [:]) -> Profile? {
        let contents = mergedContents(of: id, replacing: stores)
        let order = ProfileOrder.resolve(config: auth, store: contents, provider: SetupPlanner.provider, now: readAt)
        return order.lazy.compactMap { contents.profile($0) }.first
    }
}
