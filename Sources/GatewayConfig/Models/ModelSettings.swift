package import JSON5
import Secrets

/// The models a config names: the default one, its fallbacks, aliases and the allowlist.
///
/// Created from the config as loaded (`LoadedConfig`) it tells what the gateway does; created from the resolved config
/// it tells what the files set.
package struct ModelSettings: Sendable, Equatable {
    /// Where the default model is set.
    package enum Source: String, Sendable { case agent, defaults }

    /// An alias of an entry in the model list.
    package struct Alias: Sendable, Equatable {
        package let name: String
        /// The entry's key as written.
        package let key: String
    }

    /// The default model as written, possibly an alias; nil if none is configured.
    package let primary: String?
    package let primarySource: Source
    /// The default model.
    package let resolvedPrimary: ModelReference
    /// The default model is written without a provider and is not an alias: the gateway warns and assumes `anthropic/`.
    package let lacksProvider: Bool
    /// As written, in order.
    package let fallbacks: [String]
    package let fallbacksSource: Source
    package let imagePrimary: String?
    package let imageFallbacks: [String]
    /// In file order; the last key of an alias counts.
    package var aliases: [Alias] { index.all }
    /// The aliases of all entries, in file order, also those that a later entry takes over.
    package var writtenAliases: [Alias] { index.written }
    /// The keys of the model list. Even one key makes it an allowlist: other models are refused at run time, unless
    /// there is a policy or the release goes by policies alone.
    package let allowed: [String]
    /// Which models later releases allow; nil where there is no such policy.
    package let policy: ModelPolicy?
    /// Whether the model list is an allowlist.
    package let isListAllowlist: Bool
    /// The names that restrict the models; empty if every model is allowed.
    package var restriction: [String] { policy?.allow ?? (isListAllowlist ? allowed : []) }

    /// Reads the settings; an agent's own model replaces the default one.
    package init(_ config: Value, _ format: ConfigFormat, agent: AgentID? = nil) {
        let entry = agent.flatMap { AgentRoster(config, format.places).entry(of: $0) }
        self.init(config, format, entry: entry.flatMap { config.value(at: $0.pointer) })
    }

    /// Reads the settings with those of one entry of the list of agents.
    init(_ config: Value, _ format: ConfigFormat, entry: Value?) {
        let places = format.places
        let index = AliasIndex(models: config.value(at: places.models)?.objectValue ?? [:])
        let (model, imageModel) = (config.value(at: places.model), config.value(at: places.imageModel))
        let ownPrimary = Self.primary(of: entry?["model"])
        let ownFallbacks = Self.fallbacks(of: entry?["model"])
        primary = ownPrimary ?? Self.primary(of: model)
        primarySource = ownPrimary == nil ? .defaults : .agent
        (resolvedPrimary, lacksProvider) = index.resolvedPrimary(primary, else: format.defaultModel)
        fallbacks = ownFallbacks ?? Self.fallbacks(of: model) ?? []
        fallbacksSource = ownFallbacks == nil ? .defaults : .agent
        imagePrimary = Self.primary(of: imageModel)
        imageFallbacks = Self.fallbacks(of: imageModel) ?? []
        allowed = index.models.keys
        policy = ModelPolicy(config, places, entry: entry)
        isListAllowlist = policy == nil && !format.later.goesByModelPolicy
        self.index = index
    }

    private let index: AliasIndex

    /// The model meant by an alias, a short form or `provider/model`; nil for an invalid reference.
    package func reference(_ text: String) -> ModelReference? { index.reference(text) }

    /// Whether a configured model may be used: there is no allowlist, or it is listed, or it is the default.
    package func isAllowed(_ reference: ModelReference) -> Bool {
        if let policy { return policy.allows(reference) }
        return !isListAllowlist || allowed.isEmpty || reference == resolvedPrimary || index.keys.contains(reference.key)
    }

    /// A plain string or `.primary`; the gateway reads both, although its schema requires an object in the defaults.
    private static func primary(of model: Value?) -> String? {
        (model?.stringValue ?? model?["primary"]?.stringValue).nonBlank
    }

    private static func fallbacks(of model: Value?) -> [String]? {
        model?["fallbacks"]?.arrayValue?.compactMap(\.stringValue)
    }
}

/// The aliases of the model list, case-insensitive; the last of equal ones counts.
///
/// Built lazily, because most references are spelled out and need no alias.
private struct AliasIndex: Sendable, Equatable {
    let models: Members
    private let byAlias: Deferred<[String: ModelReference]>
    /// The keys of the listed models. As texts, because a set of another type has to be made at run time on each start.
    private let listed: Deferred<Set<String>>

    init(models: Members) {
        self.models = models
        byAlias = Deferred {
            var references: [String: ModelReference] = [:]
            for (key, entry) in models {
                guard let alias = entry["alias"]?.stringValue.nonBlank?.lowercased() else { continue }
                if let reference = ModelReference(key) { references[alias] = reference }
            }
            return references
        }
        listed = Deferred { Set(models.compactMap { ModelReference($0.key)?.key }) }
    }

    static func == (one: AliasIndex, other: AliasIndex) -> Bool { one.models == other.models }

    var keys: Set<String> { listed.value }

    var written: [ModelSettings.Alias] {
        models.compactMap { key, entry in
            entry["alias"]?.stringValue.nonBlank.map { ModelSettings.Alias(name: $0, key: key) }
        }
    }

    var all: [ModelSettings.Alias] {
        var names = Members()
        for (key, entry) in models {
            if let name = entry["alias"]?.stringValue.nonBlank { names[name] = .string(key) }
        }
        return names.map { ModelSettings.Alias(name: $0.key, key: $0.value.stringValue ?? "") }
    }

    func reference(_ text: String) -> ModelReference? {
        guard let text = text.nonBlank else { return nil }
        return aliased(text) ?? ModelReference(text)
    }

    func resolvedPrimary(
        _ raw: String?,
        else standard: ModelReference
    ) -> (ModelReference, lacksProvider: Bool) {
        guard let raw else { return (standard, false) }
        if let aliased = aliased(raw) { return (aliased, false) }
        // The gateway does not expand short forms on this path.
        guard raw.contains("/") else {
            return (ModelReference(provider: ModelReference.defaultProvider, model: raw), true)
        }
        return (ModelReference(raw) ?? standard, false)
    }

    private func aliased(_ text: String) -> ModelReference? {
        guard !text.contains("/") else { return nil }
        return byAlias.value[text.lowercased()]
    }
}
