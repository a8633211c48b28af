// Target Credentials: the gateway's rules for auth profiles. It computes which credential the gateway would use and why
// not the others, and knows no file format.
//
// Data flow: a format of CredentialStores reads a store into `StoreContents`: `Profile`s, orders, `UsageStats`. From
// these and what the config says (`AuthListing`) come `ProfileOrder` (the order in which profiles are tried),
// `ProfileRanking` (also those left out), `CredentialStanding` (winner, candidates, reasons) and `ProfileHealth`
// (expiry). Numbers that a release of the gateway decides are in `GatewayRules`.
//
// Must not know: files, JSON, the layout of the config, screens, texts for people (except those quoted from the gateway).
//
// Invariants: pure values; secrets are held as `Secret` and decoded from their store when they are asked for
// (`StoredProfiles`); a source file of the gateway is named where a rule comes from it.

import Secrets

/// The meaning of a store by the gateway's reading rules (src/agents/auth-profiles/store.ts), whatever its format is.
///
/// Unknown fields are not part of it; they stay in the store.
package struct StoreContents: Sendable, Equatable {
    /// Finds the index of a profile by its id.
    package typealias Index = @Sendable (_ id: String) -> Int?

    /// `version` as a number; NaN if it is not one.
    package var version: Double = 1
    /// In file order, which breaks ties.
    package private(set) var profiles: [Profile] = []
    private var index: Index = { _ in nil }
    /// An index of the profiles by provider, so that a lookup does not scan all profiles.
    private var providerPlaces = ProviderPlaces()
    /// The explicit order of profile ids per provider.
    package private(set) var order = ProviderTable<[String]>()
    /// From provider as stored to profile id.
    package var lastGood: [String: String] = [:]
    /// From profile id to marks; entries of removed profiles stay.
    package var usageStats: [String: UsageStats] = [:]
    /// Entries of `profiles` that the gateway ignores.
    package var ignored: [IgnoredProfile] = []

    package init() {}

    /// - Parameters:
    ///   - profiles: in the order of the store, each id once.
    ///   - index: finds a profile by its id, byte by byte; nil compares the ids one by one.
    package init(profiles: [Profile], index: Index? = nil) {
        self.profiles = profiles
        self.index = index ?? { id in profiles.firstIndex { $0.id.utf8.elementsEqual(id.utf8) } }
        for place in profiles.indices { providerPlaces.append(place, to: profiles[place].provider) }
    }

    /// An entry of `profiles` that the gateway drops on reading.
    package struct IgnoredProfile: Sendable, Equatable {
        package enum Reason: Sendable, Equatable {
            case notAnObject
            /// The `type` is unknown; with its text if it is a string.
            case unknownType(String?)
            case noProvider
        }

        package let id: String
        package let reason: Reason

        package init(id: String, reason: Reason) {
            self.id = id
            self.reason = reason
        }
    }

    /// The profile with this id.
    package func profile(_ id: String) -> Profile? { place(of: id).map { profiles[$0] } }

    /// The id itself, or the first of `id-2`, `id-3` and so on that is free.
    /// - Parameter isTaken: whether something else than a profile here has an id.
    package func freeID(_ id: String, isTaken: (String) -> Bool) -> String {
        var (free, number) = (id, 1)
        while place(of: free) != nil || isTaken(free) {
            number += 1
            free = "\(id)-\(number)"
        }
        return free
    }

    /// The index in `profiles` of the profile with this id.
    package func place(of id: String) -> Int? { profiles.isEmpty ? nil : index(id) }

    /// The providers of the profiles as spelled there, without duplicates.
    package var providers: [String] {
        var (providers, seen): ([String], Set<String>) = ([], [])
        for place in profiles.indices {
            let provider = profiles[place].provider
            if provider != providers.last, seen.insert(provider).inserted { providers.append(provider) }
        }
        return providers
    }

    /// The profiles of a provider, in file order.
    package func profiles(of provider: String) -> [Profile] { places(of: provider).map { profiles[$0] } }

    /// Their indices in `profiles`.
    package func places(of provider: String) -> [Int] { providerPlaces[provider] }

    /// The marks of a profile; empty if there are none.
    package func stats(of id: String) -> UsageStats {
        usageStats[id] ?? UsageStats()
    }

    /// Sets the explicit order of a provider as the store spells it.
    package mutating func setOrder(_ ids: [String], forKey provider: String) { order.set(ids, forKey: provider) }

    package static func == (one: StoreContents, other: StoreContents) -> Bool {
        // The lookup indexes derive from the profiles and need no comparison.
        (one.version.isNaN && other.version.isNaN || one.version == other.version) && one.profiles == other.profiles
            && one.order == other.order && one.lastGood == other.lastGood && one.usageStats == other.usageStats
            && one.ignored == other.ignored
    }
}

// MARK: - Merging with main's store

extension StoreContents {
    /// Whether nothing at all is stored.
    package var isEmpty: Bool {
        profiles.isEmpty && order.isEmpty && lastGood.isEmpty && usageStats.isEmpty
    }

    /// What an agent reads: main's store merged with the agent's own, entry by entry; the own entry wins.
    ///
    /// The gateway always merges. An agent's own profile takes the position of main's profile with the same id.
    package func reading(through main: StoreContents) -> StoreContents {
        guard !isEmpty else { return main }
        var merged = main
        // Math.max is NaN if either side is.
        merged.version = version.isNaN || main.version.isNaN ? .nan : max(version, main.version)
        merged.put(self)
        for entry in order.entries { merged.order.set(entry.value, forKey: entry.key) }
        merged.lastGood.merge(lastGood) { $1 }
        merged.usageStats.merge(usageStats) { $1 }
        merged.ignored = ignored
        return merged
    }

    /// What an agent reads since release 2026.6.5: its own store before the shared one, entry by entry.
    ///
    /// Own profiles come first. Where only the shared store has an order of a provider, the own profiles of that provider
    /// are put before it. Marks of ids that neither has are left out, except those of keys that are no profiles.
    package func reading(before shared: StoreContents) -> StoreContents {
        guard !isEmpty else { return shared }
        var merged = StoreContents(self, before: shared)
        merged.version = version.isNaN || shared.version.isNaN ? .nan : max(version, shared.version)
        for entry in mergedOrder(before: shared) { merged.order.set(entry.value, forKey: entry.key) }
        merged.lastGood = shared.lastGood.merging(lastGood) { $1 }.filter { merged.place(of: $0.value) != nil }
        merged.usageStats = shared.usageStats.merging(usageStats) { $1 }.filter {
            merged.place(of: $0.key) != nil || Self.isInlineKey($0.key)
        }
        merged.ignored = ignored
        return merged
    }

    /// Whether marks belong to a key in the config or the environment, which is no profile: `inline-api-key:PROVIDER`.
    package static func isInlineKey(_ id: String) -> Bool { id.hasPrefix("inline-api-key:") }

    private init(_ own: StoreContents, before shared: StoreContents) {
        var profiles = own.profiles
        var placed: [Int] = []
        placed.reserveCapacity(shared.profiles.count)
        for profile in shared.profiles {
            placed.append(own.place(of: profile.id) ?? profiles.count)
            if placed.last == profiles.count { profiles.append(profile) }
        }
        let (mine, others) = (own.index, shared.index)
        let isEmpty = (own: own.profiles.isEmpty, shared: shared.profiles.isEmpty)
        self.init(profiles: profiles) { [placed] id in
            if !isEmpty.own, let place = mine(id) { return place }
            return isEmpty.shared ? nil : others(id).map { placed[$0] }
        }
    }

    private func mergedOrder(before shared: StoreContents) -> [ProviderTable<[String]>.Entry] {
        var entries = shared.order.entries
        for entry in order.entries {
            if let place = entries.firstIndex(where: { $0.key == entry.key }) {
                entries[place].value = entry.value
            } else {
                entries.append(entry)
            }
        }
        guard !entries.isEmpty else { return [] }
        for provider in providers {
            let mine = order.entry(for: provider)
            guard let kept = mine ?? shared.order.entry(for: provider) else { continue }
            let ids = mine == nil ? profiles(of: provider).map(\.id) + kept.value : kept.value
            entries.removeAll { $0.key != kept.key && ProviderName.isSame($0.key, provider) }
            guard let place = entries.firstIndex(where: { $0.key == kept.key }) else { continue }
            var seen: Set<String> = []
            entries[place].value = ids.filter { seen.insert($0).inserted }
        }
        return entries.filter { !$0.value.isEmpty }
    }

    /// Appends the profiles of another store; one with an existing id replaces that profile in place.
    private mutating func put(_ other: StoreContents) {
        var hasMoved = false
        var placed: [Int] = []
        placed.reserveCapacity(other.profiles.count)
        for profile in other.profiles {
            if let place = place(of: profile.id) {
                hasMoved = hasMoved || !ProviderName.isSame(profiles[place].provider, profile.provider)
                profiles[place] = profile
                placed.append(place)
            } else {
                providerPlaces.append(profiles.count, to: profile.provider)
                placed.append(profiles.count)
                profiles.append(profile)
            }
        }
        let (mine, others) = (index, other.index)
        index = { [placed] id in others(id).map { placed[$0] } ?? mine(id) }
        guard hasMoved else { return }
        providerPlaces = ProviderPlaces()
        for place in profiles.indices { providerPlaces.append(place, to: profiles[place].provider) }
    }
}
