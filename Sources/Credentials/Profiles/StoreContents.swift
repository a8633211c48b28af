package import JSON5
import Secrets

/// The meaning of a store by the gateway's reading rules (src/agents/auth-profiles/store.ts).
///
/// Unknown fields are not part of it; they stay in the text of the store.
package struct StoreContents: Sendable, Equatable {
    /// `version` as a number; NaN if it is not one.
    package var version: Double = 1
    /// In file order, which breaks ties.
    package private(set) var profiles: [Profile] = []
    private var places = KeyPlaces()
    /// An index of the profiles by provider, so that a lookup does not scan all profiles.
    private var providerPlaces = ProviderPlaces()
    /// The explicit order of profile ids per provider.
    package var order = ProviderTable<[String]>()
    /// From provider as stored to profile id.
    package var lastGood: [String: String] = [:]
    /// From profile id to marks; entries of removed profiles stay.
    package var usageStats: [String: UsageStats] = [:]
    /// Entries of `profiles` that the gateway ignores.
    package var ignored: [IgnoredProfile] = []

    package init() {}

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
    }

    /// The profile with this id.
    package func profile(_ id: String) -> Profile? { place(of: id).map { profiles[$0] } }

    /// The index in `profiles` of the profile with this id.
    package func place(of id: String) -> Int? { places.place(of: id) { profiles[$0].id } }

    /// The providers of the profiles as spelled there, without duplicates.
    package var providers: [String] {
        var (providers, seen): ([String], Set<String>) = ([], [])
        for place in profiles.indices {
            let provider = profiles[place].provider
            if provider != providers.last, seen.insert(provider).inserted { providers.append(provider) }
        }
        return providers
    }

    /// Appends profiles; one with an existing id replaces that profile in place.
    private mutating func put(_ added: [Profile]) {
        var hasMoved = false
        for profile in added {
            if let place = place(of: profile.id) {
                hasMoved = hasMoved || !ProviderName.isSame(profiles[place].provider, profile.provider)
                profiles[place] = profile
            } else {
                places.note(profile.id, at: profiles.count)
                providerPlaces.append(profiles.count, to: profile.provider)
                profiles.append(profile)
            }
        }
        guard hasMoved else { return }
        providerPlaces = ProviderPlaces()
        for place in profiles.indices { providerPlaces.append(place, to: profiles[place].provider) }
    }

    /// The profiles of a provider, in file order.
    package func profiles(of provider: String) -> [Profile] { places(of: provider).map { profiles[$0] } }

    /// Their indices in `profiles`.
    package func places(of provider: String) -> [Int] { providerPlaces[provider] }

    /// The marks of a profile; empty if there are none.
    package func stats(of id: String) -> UsageStats {
        usageStats[id] ?? UsageStats()
    }

    package static func == (one: StoreContents, other: StoreContents) -> Bool {
        // The lookup indexes derive from the profiles and need no comparison.
        (one.version.isNaN && other.version.isNaN || one.version == other.version) && one.profiles == other.profiles
            && one.order == other.order && one.lastGood == other.lastGood && one.usageStats == other.usageStats
            && one.ignored == other.ignored
    }
}

// MARK: - Reading

extension StoreContents {
    /// Applies the gateway's reading rules to the text of a store.
    ///
    /// Profiles are not decoded and marks are decoded one by one: all at once they would need as much memory again as
    /// the contents.
    ///
    /// - Parameter progress: called now and then with the number of entries in `profiles`.
    package init(decoding document: Document, progress: (Int) -> Void = { _ in }) {
        self.init()
        version = Self.version(document.value(at: ["version"]))
        if let entries = document.entries(at: ["profiles"]) { read(entries, progress) }
        for (provider, list) in ECMAText.entries(of: document.value(at: ["order"])) {
            let ids = (list.arrayValue ?? []).compactMap(\.stringValue).map(\.trimmedAsJavaScript).filter {
                !$0.isEmpty
            }
            if !ids.isEmpty { order.set(ids, forKey: provider) }
        }
        for (provider, id) in ECMAText.entries(of: document.value(at: ["lastGood"])) {
            lastGood[provider] = id.stringValue
        }
        guard let marks = document.entries(at: ["usageStats"]) else { return }
        usageStats.reserveCapacity(marks.keys.count)
        for (place, id) in marks.keys.enumerated() { usageStats[id] = UsageStats(marks.view(at: place)) }
    }

    /// The number of profiles between two progress calls.
    private static let pace = 256

    private mutating func read(_ entries: DocumentMembers, _ progress: (Int) -> Void) {
        profiles.reserveCapacity(entries.keys.count)
        let order = ECMAText.order(of: entries.keys)
        for number in entries.keys.indices {
            if number % Self.pace == 0 { progress(entries.keys.count) }
            let place = order?[number] ?? number
            let id = entries.keys[place]
            switch Profile.decode(id: id, entries.view(at: place), provider: profiles.last?.provider ?? "") {
            case .profile(let profile):
                providerPlaces.append(profiles.count, to: profile.provider)
                profiles.append(profile)
            case .dropped(let reason): ignored.append(IgnoredProfile(id: id, reason: reason))
            }
        }
        guard order != nil || profiles.count != entries.keys.count else { return places = entries.places }
        for (place, profile) in profiles.enumerated() { places.note(profile.id, at: place) }
    }

    /// `Number(version ?? 1)`.
    private static func version(_ value: Value?) -> Double {
        value == nil || value == .null ? 1 : value.asJavaScriptNumber
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
        merged.put(profiles)
        for entry in order.entries { merged.order.set(entry.value, forKey: entry.key) }
        merged.lastGood.merge(lastGood) { $1 }
        merged.usageStats.merge(usageStats) { $1 }
        merged.ignored = ignored
        return merged
    }
}
