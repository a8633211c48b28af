package import JSON5
package import Secrets

/// The config as the gateway holds it at run time: the content of the files plus the defaults it adds for Claude.
///
/// With an API key the gateway adds `cacheRetention: "short"` to every Anthropic entry and creates one for the default
/// model, which turns the model list into an allowlist with one model. Only defaults for models, context
/// pruning and the heartbeat are added here; they are never written to a file.
package struct LoadedConfig: Sendable, Equatable {
    package let places: ConfigPlaces
    /// The config with defaults.
    package let root: Value
    /// The paths that no file sets.
    package let added: [Pointer]
    /// The same as a set for lookup, if there are many: with an API key each model has one.
    private let addedPlaces: AddedPlaces?
    /// What the gateway believes it is used with, which decides on the defaults: seen from configuration and environment, never
    /// from the credentials. A login counts as a setup-token, for both are paid by a plan.
    package let kind: SecretKind?

    /// Loads the config of a snapshot.
    package init(_ snapshot: ConfigSnapshot) {
        self.init(snapshot, resolvedAs: snapshot.root)
    }

    /// Loads a snapshot as if its resolved config were `root`, to evaluate an edit.
    package init(_ snapshot: ConfigSnapshot, resolvedAs root: Value) {
        self.init(root, environment: { snapshot.environment[$0] }, snapshot.format)
    }

    init(_ config: Value, environment: (String) -> String?, _ format: ConfigFormat) {
        places = format.places
        kind = SecretKind(config, format.places, environment)
        var defaults = DefaultsBuilder(config, format.places)
        if let kind { defaults.addCacheDefaults(kind, format.modelAliases) }
        defaults.addAliases(format.modelAliases)
        root = defaults.root
        added = defaults.added
        addedPlaces = added.count > 16 ? AddedPlaces(added) : nil
    }

    /// Whether no file sets the value at a path.
    package func isAdded(_ pointer: Pointer) -> Bool {
        addedPlaces?.places.contains(pointer) ?? added.contains(pointer)
    }

    /// The added paths and all their containers.
    var containersOfAdded: Set<Pointer> {
        var places = Set(added)
        for pointer in added {
            var parent = pointer.parent
            while let place = parent, places.insert(place).inserted { parent = place.parent }
        }
        return places
    }
}

extension SecretKind {
    /// The first listed Anthropic profile decides, else all profiles if they agree, else the environment.
    fileprivate init?(_ config: Value, _ places: ConfigPlaces, _ environment: (String) -> String?) {
        let provider = Provider.anthropic.id
        let profiles = config.value(at: places.authProfiles)?.objectValue ?? [:]
        let order = config.value(at: places.authOrder)?[provider]?.arrayValue ?? []
        let ordered = order.compactMap { $0.stringValue.flatMap { profiles[$0] } }
            .compactMap { Self(profile: $0, of: provider) }
        let all = profiles.entries.compactMap { Self(profile: $0.value, of: provider) }
        if let kind = ordered.first ?? all.first, !ordered.isEmpty || all.allSatisfy({ $0 == kind }) {
            self = kind
        } else if environment("ANTHROPIC_OAUTH_TOKEN").nonBlank != nil {
            self = .setupToken
        } else if environment("ANTHROPIC_API_KEY").nonBlank != nil {
            self = .apiKey
        } else {
            return nil
        }
    }

    /// `auth.profiles` spells the types of stored credentials.
    private init?(profile: Value, of provider: String) {
        // The provider is compared as written: `Anthropic` does not count.
        guard profile["provider"]?.stringValue == provider else { return nil }
        switch profile["mode"]?.stringValue {
        case "api_key": self = .apiKey
        case "oauth", "token": self = .setupToken
        default: return nil
        }
    }
}

/// The paths that no file sets, for lookup.
///
/// A class, so that copying a config does not need the type of the set, which would be made at run time on each start.
private final class AddedPlaces: Sendable, Equatable {
    let places: Set<Pointer>

    init(_ added: [Pointer]) { places = Set(added) }

    static func == (one: AddedPlaces, other: AddedPlaces) -> Bool { one.places == other.places }
}

/// Adds defaults to the settings of all agents and records them.
private struct DefaultsBuilder {
    private(set) var root: Value
    private(set) var added: [Pointer] = []
    private let places: ConfigPlaces

    init(_ root: Value, _ places: ConfigPlaces) { (self.root, self.places) = (root, places) }

    mutating func addCacheDefaults(_ kind: SecretKind, _ aliases: [String: String]) {
        if root.value(at: places.contextPruningMode) == nil {
            add("cache-ttl", places.contextPruningMode)
            if root.value(at: places.contextPruningTTL).isNullOrNone { add("1h", places.contextPruningTTL) }
        }
        if root.value(at: places.heartbeatInterval) == nil {
            add(kind == .apiKey ? "30m" : "1h", places.heartbeatInterval)
        }
        guard kind == .apiKey else { return }
        var entries = root.value(at: places.models)?.objectValue ?? [:]
        let keys = entries.keys + [primaryKey(aliases)].compactMap { $0 }
        let count = added.count
        let provider = Provider.anthropic.id
        for key in keys where ModelReference(key)?.provider == provider { addRetention(key, to: &entries) }
        // All at once, because setting a single entry copies the whole object.
        if added.count > count { set(.object(entries), at: places.models) }
    }

    mutating func addAliases(_ aliases: [String: String]) {
        for (alias, key) in aliases.sorted(by: { $0.key < $1.key }) {
            let entry = places.models.appending(key)
            guard let stored = root.value(at: entry), stored.objectValue != nil, stored["alias"] == nil else {
                continue
            }
            add(.string(alias), entry.appending("alias"))
        }
    }

    /// The key of the default model; the gateway's built-in aliases work here even without an entry.
    private func primaryKey(_ aliases: [String: String]) -> String? {
        guard let primary = root.value(at: places.primaryModel)?.stringValue.nonBlank else { return nil }
        return ModelReference(aliases[primary.lowercased()] ?? primary)?.key
    }

    /// A string is kept even if it is invalid; any other value is replaced.
    private mutating func addRetention(_ key: String, to entries: inout Members) {
        guard entries[key]?[ConfigPlaces.modelParameters]?[CacheRetention.parameter]?.stringValue == nil else { return }
        var entry = entries[key]?.objectValue ?? [:]
        entry.set("short", at: [.key(ConfigPlaces.modelParameters), .key(CacheRetention.parameter)])
        entries[key] = .object(entry)
        added.append(places.cacheRetention(ofKey: key))
    }

    private mutating func add(_ value: Value, _ pointer: Pointer) {
        set(value, at: pointer)
        added.append(pointer)
    }

    private mutating func set(_ value: Value, at pointer: Pointer) {
        var members = root.objectValue ?? [:]
        members.set(value, at: pointer)
        root = .object(members)
    }
}

extension Optional<Value> {
    fileprivate var isNullOrNone: Bool { self == nil || self == .null }
}
