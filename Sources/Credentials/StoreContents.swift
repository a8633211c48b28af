package import JSON5
import Secrets

/// What a store means to the gateway: the result of its reading rules (src/agents/auth-profiles/store.ts).
///
/// Only the meaning is kept here; the text with its unknown fields stays in the store.
package struct StoreContents: Sendable, Equatable {
    /// `version` as a number; NaN when it is none.
    package var version: Double = 1
    /// In file order, which decides between equals.
    package private(set) var profiles: [Profile] = []
    private var places: [String: Int] = [:]
    /// Where the profiles of each provider stand, by its normalized name: asking for one does not go through all others.
    private var placesOfProviders: [String: [Int]] = [:]
    /// A fixed order of profile ids per provider.
    package var order = ProviderTable<[String]>()
    /// Provider as stored to profile id.
    package var lastGood: [String: String] = [:]
    /// Profile id to marks; entries of removed profiles stay.
    package var usageStats: [String: UsageStats] = [:]
    /// Entries of `profiles` that the gateway does not see.
    package var ignored: [IgnoredProfile] = []

    package init() {}

    /// An entry of `profiles` that the gateway drops when it reads.
    package struct IgnoredProfile: Sendable, Equatable {
        package enum Reason: Sendable, Equatable {
            case notAnObject
            /// `type` is none of the three; what it is, when it is a text.
            case unknownType(String?)
            case noProvider
        }

        package let id: String
        package let reason: Reason
    }

    /// The profile of an id.
    package func profile(_ id: String) -> Profile? {
        places[id].map { profiles[$0] }
    }

    /// The providers of the profiles as they are spelled there, each once.
    package var providers: [String] {
        var providers: [String] = []
        for place in profiles.indices {
            let provider = profiles[place].provider
            if provider != providers.last, !providers.contains(provider) { providers.append(provider) }
        }
        return providers
    }

    /// Adds a profile at the end, or lays it over the one with its id.
    private mutating func put(_ profile: Profile) {
        let provider = ProviderName.normalized(profile.provider)
        if let place = places[profile.id] {
            let former = ProviderName.normalized(profiles[place].provider)
            profiles[place] = profile
            guard former != provider else { return }
            let left = placesOfProviders[former, default: []].filter { $0 != place }
            placesOfProviders[former] = left.isEmpty ? nil : left
            placesOfProviders[provider] = (placesOfProviders[provider, default: []] + [place]).sorted()
        } else {
            places[profile.id] = profiles.count
            placesOfProviders[provider, default: []].append(profiles.count)
            profiles.append(profile)
        }
    }

    /// The profiles of a provider, in file order.
    package func profiles(of provider: String) -> [Profile] {
        (placesOfProviders[ProviderName.normalized(provider)] ?? []).map { profiles[$0] }
    }

    /// The marks of a profile; none when nothing is noted.
    package func stats(of id: String) -> UsageStats {
        usageStats[id] ?? UsageStats()
    }
}

// MARK: - Reading

extension StoreContents {
    /// Applies the gateway's reading rules to the text of a store.
    ///
    /// Profiles and marks are decoded one by one: all at once they would take as much memory again as the contents.
    package init(decoding document: Document) {
        self.init()
        version = Self.version(document.value(at: ["version"]))
        ECMAText.forEachEntry(of: "profiles", in: document) { count in
            places.reserveCapacity(count)
            profiles.reserveCapacity(count)
        } _: { id, value in
            read(profile: id, value)
        }
        for (provider, list) in ECMAText.entries(of: document.value(at: ["order"])) {
            let ids = (list.arrayValue ?? []).compactMap(\.stringValue).map(ECMAText.trimmed).filter { !$0.isEmpty }
            if !ids.isEmpty { order.set(ids, forKey: provider) }
        }
        for (provider, id) in ECMAText.entries(of: document.value(at: ["lastGood"])) {
            lastGood[provider] = id.stringValue
        }
        ECMAText.forEachEntry(of: "usageStats", in: document) { count in
            usageStats.reserveCapacity(count)
        } _: { id, value in
            usageStats[id] = UsageStats(value)
        }
    }

    private mutating func read(profile id: String, _ value: Value) {
        switch Profile.decode(id: id, value) {
        case .profile(let profile): put(profile)
        case .dropped(let reason): ignored.append(IgnoredProfile(id: id, reason: reason))
        }
    }

    /// `Number(version ?? 1)`.
    private static func version(_ value: Value?) -> Double {
        value == nil || value == .null ? 1 : ECMAText.number(value)
    }
}

extension Profile {
    enum Decoded {
        case profile(Profile)
        case dropped(StoreContents.IgnoredProfile.Reason)
    }

    static func decode(id: String, _ value: Value) -> Decoded {
        guard value.objectValue != nil else { return .dropped(.notAnObject) }
        let type = value["type"]?.stringValue
        guard let kind = type.flatMap(CredentialKind.init(rawValue:)) else {
            return .dropped(.unknownType(type))
        }
        guard let provider = value["provider"]?.stringValue, !provider.isEmpty else {
            return .dropped(.noProvider)
        }
        return .profile(
            Profile(
                id: id,
                provider: provider,
                credential: credential(kind, value),
                email: value["email"]?.stringValue,
                storedExpires: value["expires"]
            )
        )
    }

    private static func credential(_ kind: CredentialKind, _ value: Value) -> Credential {
        let secret = { (key: String) in value[key]?.stringValue.map { Secret($0) } }
        let expires = value["expires"]?.positiveTime
        return switch kind {
        case .apiKey: .apiKey(secret("key") ?? Secret(""))
        case .token: .token(secret("token") ?? Secret(""), expires: expires)
        case .oauth: .oauth(access: secret("access"), refresh: secret("refresh"), expires: expires)
        }
    }
}

// MARK: - Reading through to main

extension StoreContents {
    /// Whether nothing at all is stored.
    package var isEmpty: Bool {
        profiles.isEmpty && order.isEmpty && lastGood.isEmpty && usageStats.isEmpty
    }

    /// What an agent sees: main's store with the agent's own laid over it, entry by entry.
    ///
    /// The gateway always reads through; an agent's own profile keeps the place that main's of the same id has.
    package func reading(through main: StoreContents) -> StoreContents {
        guard !isEmpty else { return main }
        var merged = main
        // Math.max is NaN as soon as one side is.
        merged.version = version.isNaN || main.version.isNaN ? .nan : max(version, main.version)
        for profile in profiles { merged.put(profile) }
        for entry in order.entries { merged.order.set(entry.value, forKey: entry.key) }
        merged.lastGood.merge(lastGood) { $1 }
        merged.usageStats.merge(usageStats) { $1 }
        merged.ignored = ignored
        return merged
    }
}
