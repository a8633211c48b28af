import CredentialStores
import Credentials
import GatewayConfig
import GatewayHost
import JSON5
import Secrets

/// Any bytes as a store give an error with a position, or a store that supports all queries and changes.
enum StoreFuzz {
    private static let now: Int64 = 1_770_000_000_000
    private static let id = "anthropic:default"
    private static let provider = "anthropic"
    private static let release = ReleaseDetection.known.newest

    static func run(_ bytes: [UInt8]) {
        do throws(StoreError) {
            let store = try JSONCredentialStore(reading: bytes)
            require(store.damage != nil || store.bytes == bytes, "an unchanged store prints itself")
            ask(store)
            change(store)
        } catch {
            switch error {
            case .unreadable(let problem): require(problem.position.offset <= bytes.count, "the place is in the text")
            case .wrongShape(_, let position): require(position.offset <= bytes.count, "the place is in the text")
            default: require(false, "reading fails with a place: \(error)")
            }
        }
    }

    private static func ask(_ store: JSONCredentialStore) {
        // The bytes are also used as a config, where `order` and `profiles` have other types.
        let config: Value = ["auth": store.document.root]
        let listing = release.listing(of: config)
        let health = ProfileHealth.all(in: store.contents, listing: listing, now: now)
        for provider in ProviderHealth.all(of: health, now: now).map(\.provider) + [provider] {
            let order = ProfileOrder(listing: listing, store: store.contents, provider: provider, now: now)
            require(Set(order.ids).count == order.ids.count, "an order names each profile once")
        }
        let resolver = KeyResolver(
            listing: listing,
            sections: release.providerSections(of: config),
            store: store.contents,
            environment: EnvironmentKeys(rules: release.rules),
            agentDir: "/a",
            now: now
        )
        _ = CredentialStanding(resolver, own: nil, provider: provider)
        _ = try? resolver.resolve(provider: provider)
    }

    private static func change(_ store: JSONCredentialStore) {
        let id = store.contents.profiles.last?.id ?? id
        let profile = Profile(id: id, provider: provider, credential: .apiKey(Secret("sk-ant-api03-FFFF")))
        change(store) { store throws(StoreError) in
            try store.upsert(profile)
            require(store.contents.profile(id)?.credential == profile.credential, "what was put in is there")
        }
        change(store) { store throws(StoreError) in
            try store.remove(id)
            require(store.contents.profile(id) == nil, "what was removed is gone")
        }
        change(store) { store throws(StoreError) in try store.setOrder([id], for: provider) }
        change(store) { store throws(StoreError) in try store.setOrder(nil, for: provider) }
        change(store) { store throws(StoreError) in try store.clearFailures(of: id) }
        change(store) { store throws(StoreError) in try store.markUsed(id, now: now) }
        change(store) { store throws(StoreError) in try store.markGood(id, for: provider) }
        change(store) { store throws(StoreError) in
            let settings = release.cooldowns(in: nil, provider: provider)
            try store.markFailure(id, .billing, settings: settings, now: now)
        }
    }

    /// A change leaves a readable store, or the unchanged one.
    private static func change(
        _ store: JSONCredentialStore,
        _ body: (inout JSONCredentialStore) throws(StoreError) -> Void
    ) {
        var changed = store
        do throws(StoreError) {
            try body(&changed)
        } catch {
            return require(changed.bytes == store.bytes, "a change that fails changes nothing: \(error)")
        }
        require(store.damage == nil || changed.bytes == store.bytes, "what is not UTF-8 is never written")
        do throws(StoreError) {
            let again = try JSONCredentialStore(reading: changed.bytes)
            // Not the whole contents: a version that is not a number is NaN, which equals nothing.
            require(again.contents.profiles == changed.contents.profiles, "what a change writes reads as it meant")
        } catch {
            require(false, "what a change writes can be read: \(error)")
        }
    }
}
