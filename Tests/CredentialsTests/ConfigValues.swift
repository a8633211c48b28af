import Credentials
import GatewayConfig
import GatewayHost
import JSON5

// The tests give configs as documents; the rules take the values in them. They speak of the newest release.
private let release = ReleaseDetection.known.newest

extension AuthListing {
    init(config: Value?) { self = release.listing(of: config) }
}

extension AuthSection {
    init(config: Value?) { self = release.authSection(of: config) }
}

extension CooldownSettings {
    init() { self.init(release.rules.cooldowns) }

    init(config: Value?, provider: String) { self = release.cooldowns(in: config, provider: provider) }
}

extension EnvironmentKeys {
    init(_ keys: [EnvironmentKey] = []) { self.init(keys, rules: release.rules) }
}

extension KeyResolver {
    init(config: Value?, store: StoreContents, environment: EnvironmentKeys, agentDir: String, now: Int64) {
        self.init(
            listing: release.listing(of: config),
            sections: release.providerSections(of: config),
            store: store,
            environment: environment,
            agentDir: agentDir,
            now: now
        )
    }
}

extension ProfileOrder {
    /// Only the ids.
    static func resolve(
        config: Value?,
        store: StoreContents,
        provider: String,
        preferred: String? = nil,
        now: Int64
    ) -> [String] {
        let listing = release.listing(of: config)
        return ProfileOrder(listing: listing, store: store, provider: provider, preferred: preferred, now: now).ids
    }
}

extension AgentEffect {
    static func all(
        from before: Value?,
        to after: Value?,
        agents: [(id: String, store: StoreContents)],
        provider: String,
        now: Int64
    ) -> [AgentEffect] {
        all(
            from: release.listing(of: before),
            to: release.listing(of: after),
            agents: agents,
            provider: provider,
            now: now
        )
    }
}
