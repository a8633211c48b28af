package import JSON5
package import Secrets

/// The config as the gateway holds it at run time: the content of the files plus the defaults it adds for Claude.
///
/// With an API key the gateway adds `cacheRetention: "short"` to every Anthropic entry and creates one for the default
/// model, which turns `agents.defaults.models` into an allowlist with one model. Only defaults for models, context
/// pruning and the heartbeat are added here; they are never written to a file.
package struct LoadedConfig: Sendable, Equatable {
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
    package init(_ snapshot: ConfigSnapshot, catalog: ModelCatalog = .builtIn) {
        self.init(snapshot.root, environment: { snapshot.environment[$0] }, catalog: catalog)
    }

    /// Loads a snapshot as if its resolved config were `root`, to evaluate an edit.
    package init(_ snapshot: ConfigSnapshot, resolvedAs root: Value) {
        self.init(root, environment: { snapshot.environment[$0] }, catalog: .builtIn)
    }

    init(_ config: Value, environment: (String) -> String?, catalog: ModelCatalog) {
        kind = SecretKind(config, environment)
        var defaults = DefaultsBuilder(config)
        if let kind { defaults.addCacheDefaults(kind, catalog) }
        defaults.addAliases(catalog)
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
    fileprivate init?(_ config: Value, _ environment: (String) -> String?) {
        let profiles = config["auth"]?["profiles"]?.objectValue ?? [:]
        let order = config["auth"]?["order"]?["anthropic"]?.arrayValue ?? []
        let ordered = order.compactMap { $0.stringValue.flatMap { profiles[$0] } }.compactMap { Self(profile: $0) }
        let all = profiles.entries.compactMap { Self(profile: $0.value) }
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
    private init?(profile: Value) {
        // The provider is compared as written: `Anthropic` does not count.
        guard profile["provider"] == "anthropic" else { return nil }
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

/// Adds defaults below `agents.defaults` and records them.
private struct DefaultsBuilder {
    private(set) var root: Value
    private(set) var added: [Pointer] = []

    private static let defaults: Pointer = ["agents", "defaults"]

    init(_ root: Value) { self.root = root }

    mutating func addCacheDefaults(_ kind: SecretKind, _ catalog: ModelCatalog) {
        if value(["contextPruning", "mode"]) == nil {
            add("cache-ttl", ["contextPruning", "mode"])
            if value(["contextPruning", "ttl"]).isNullOrNone { add("1h", ["contextPruning", "ttl"]) }
        }
        if value(["heartbeat", "every"]) == nil { add(kind == .apiKey ? "30m" : "1h", ["heartbeat", "every"]) }
        guard kind == .apiKey else { return }
        let keys = (value(["models"])?.objectValue?.keys ?? []) + [primaryKey(catalog)].compactMap { $0 }
        var entries = value(["models"])?.objectValue ?? [:]
        let count = added.count
        for key in keys where ModelReference(key)?.provider == "anthropic" { addRetention(key, to: &entries) }
        // All at once, because setting a single entry copies the whole object.
        if added.count > count { set(.object(entries), at: ["models"]) }
    }

    mutating func addAliases(_ catalog: ModelCatalog) {
        for (alias, key) in catalog.builtInAliases.sorted(by: { $0.key < $1.key })
        where value(["models", .key(key)])?.objectValue != nil && value(["models", .key(key), "alias"]) == nil {
            add(.string(alias), ["models", .key(key), "alias"])
        }
    }

    /// The key of the default model; the gateway's built-in aliases work here even without an entry.
    private func primaryKey(_ catalog: ModelCatalog) -> String? {
        guard let primary = value(["model", "primary"])?.stringValue.nonBlank else { return nil }
        return ModelReference(catalog.builtInAliases[primary.lowercased()] ?? primary)?.key
    }

    /// A string is kept even if it is invalid; any other value is replaced.
    private mutating func addRetention(_ key: String, to entries: inout Members) {
        guard entries[key]?["params"]?["cacheRetention"]?.stringValue == nil else { return }
        entries[key] = (entries[key] ?? [:]).setting("short", at: ["params", "cacheRetention"])
        added.append(Self.pointer(["models", .key(key), "params", "cacheRetention"]))
    }

    private func value(_ path: [Pointer.Component]) -> Value? { root.value(at: Self.pointer(path)) }

    private mutating func add(_ value: Value, _ path: [Pointer.Component]) {
        set(value, at: path)
        added.append(Self.pointer(path))
    }

    private mutating func set(_ value: Value, at path: [Pointer.Component]) {
        root = root.setting(value, at: Self.pointer(path).components[...])
    }

    private static func pointer(_ path: [Pointer.Component]) -> Pointer { Pointer(defaults.components + path) }
}

extension Optional<Value> {
    fileprivate var isNullOrNone: Bool { self == nil || self == .null }
}

extension Value {
    /// A copy with a member set; missing parent objects are created.
    fileprivate func setting(_ value: Value, at path: ArraySlice<Pointer.Component>) -> Value {
        guard case .key(let key)? = path.first else { return value }
        var members = objectValue ?? [:]
        members[key] = (members[key] ?? [:]).setting(value, at: path.dropFirst())
        return .object(members)
    }
}
