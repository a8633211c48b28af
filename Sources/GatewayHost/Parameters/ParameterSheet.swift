internal import Credentials
package import GatewayConfig
package import JSON5
package import Secrets

/// The parameters of all models, as they are and as they would be with the edits: those of all agents, or what holds
/// for one agent, which can have values of its own.
///
/// Pure: created again from snapshot and edits whenever one of them changes.
package struct ParameterSheet: Sendable, Equatable {
    /// The default model first, then its fallbacks, then other listed models, then the rest of the catalog.
    package let models: [ModelReference]
    /// The kind of secret in use, by who pays for it: caching has no effect with a setup-token.
    package let kind: SecretKind
    /// The models that saving restricts the gateway to, because the first entry turns the list into an allowlist; empty
    /// if it makes none.
    package let allowed: [ModelReference]
    /// The edits this sheet was made with.
    package let edits: ParameterEdits
    /// The agent it is about; nil for all agents.
    package let agent: AgentID?
    /// The first release that reads parameters of an agent.
    package let agentParametersSince: String?

    let before: LoadedConfig
    let after: LoadedConfig
    let config: ConfigSnapshot
    /// All models of the provider.
    let catalog: HostModels
    private let settings: ModelSettings
    /// The agents of the config.
    let roster: AgentRoster
    /// Those that have values of their own.
    package let agentsWithValues: Set<AgentID>
    /// The position of each fallback model, from 1.
    private let fallbacks: [ModelReference: Int]
    let baseURL: String

    /// Creates the sheet. Throws if the config cannot be read.
    ///
    /// - Parameter agent: one that the config lists; nil for all agents.
    package init(
        _ snapshot: HostSnapshot,
        _ explain: Explanation,
        edits: ParameterEdits = ParameterEdits(),
        agent: AgentID? = nil
    ) throws(Problem) {
        if let problem = snapshot.config.problem { throw explain.problem(problem, in: snapshot.config) }
        self.agent = agent
        agentParametersSince = snapshot.release.agentParametersSince
        config = snapshot.config
        catalog = snapshot.models
        self.edits = edits
        let root = snapshot.config.root
        let wanted: Value
        do {
            let changes = edits.valueEdits(in: config, snapshot.models)
            wanted = changes.isEmpty ? root : try root.applying(changes)
        } catch {
            throw explain.problem(error, path: snapshot.config.path)
        }
        before = LoadedConfig(snapshot.config)
        after = LoadedConfig(snapshot.config, resolvedAs: wanted)
        settings = ModelSettings(root, config.format, agent: agent)
        let roster = AgentRoster(root, config.places)
        self.roster = roster
        let after = after
        agentsWithValues = Set(
            roster.listed.filter {
                after.root.value(at: snapshot.config.places.parameters(of: $0))?.objectValue?.isEmpty == false
            }.map(\.id)
        )
        let standIns = settings.fallbacks.compactMap(settings.reference)
        fallbacks = Dictionary(zip(standIns, standIns.indices)) { first, _ in first }
        baseURL = ProviderEndpoint(root, config.format).baseURL
        let payer = snapshot.payer(of: agent?.text ?? snapshot.defaultAgent?.id ?? AgentID.main.text, config: root)
        kind = payer?.secretKind ?? .apiKey
        models = Self.models(settings, catalog)
        allowed = edits.allowedModels(in: config, catalog)
    }

    /// Whether no parameter is set for any model.
    package var isBlank: Bool {
        settings.allowed.allSatisfy { config.value(at: config.places.parameters(ofKey: $0)) == nil }
            && agentsWithValues.isEmpty
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.edits == right.edits && left.readsSame(as: right)
    }

    /// Whether both sheets come from the same file contents, regardless of their edits.
    package func readsSame(as other: Self) -> Bool {
        models == other.models && before == other.before && kind == other.kind && baseURL == other.baseURL
            && agent == other.agent
    }

    /// The edits that would change the files.
    package var neededEdits: ParameterEdits {
        var needed = edits
        for edit in edits.all where edit.isSo(in: config) { needed.forget(edit.name, for: edit.level) }
        if !needed.listsFirstModel(in: config) { needed.keepsAllModels = false }
        return needed
    }

    /// How many models that the gateway knows saving would exclude; 0 if it makes no allowlist, or one with all.
    package var shutsOut: Int {
        guard !allowed.isEmpty, !edits.keepsAllModels else { return 0 }
        let allowed = Set(allowed.map(\.key))
        return catalog.known.count { !allowed.contains($0.reference.key) }
    }

    /// How many models the gateway knows.
    package var knownCount: Int { catalog.known.count }

    /// The release of this gateway; nil if nothing tells.
    package var release: String? { catalog.release }

    /// Where a value is set. Computed on demand, because it counts the lines of the text each time.
    package func origin(of pointer: Pointer) -> Origin { config.origin(of: pointer) }

    /// Everything about one model.
    package func parameters(of model: ModelReference) -> ModelParameters {
        let known = catalog.model(model)
        let ofAgents = agent == nil ? valuesOfAgents : [:]
        return ModelParameters(
            model: model,
            catalog: known,
            standing: catalog.standing(of: model),
            role: role(of: model),
            lines: config.schema.modelParameters.map {
                line($0.limited(by: known), of: model, ofAgents[$0.name] ?? [])
            },
            unknown: unknown(of: model),
            legacy: legacy(of: model)
        )
    }

    /// Whether a file sets any parameter of the model, known or not; cheaper than reading them.
    package func hasValues(_ model: ModelReference) -> Bool {
        config.value(at: config.places.parameters(of: model))?.objectValue?.isEmpty == false
    }

    /// The edits with one value set; if the file already has that value, the edit is dropped instead.
    package func setting(_ value: Value, of name: String, for level: ParameterLevel) -> ParameterEdits {
        wanting(.init(level: level, name: name, change: .set(value)))
    }

    /// The edits with one value removed from the file; if the file has none, the edit is dropped instead.
    package func unsetting(_ name: String, for level: ParameterLevel) -> ParameterEdits {
        wanting(.init(level: level, name: name, change: .unset))
    }

    private func wanting(_ edit: ParameterEdits.Edit) -> ParameterEdits {
        var edits = edits
        edits.want(edit)
        if edit.isSo(in: config) { edits.forget(edit.name, for: edit.level) }
        return edits
    }

    /// The edits without the one for this value.
    package func keeping(_ name: String, for level: ParameterLevel) -> ParameterEdits {
        var edits = edits
        edits.forget(name, for: level)
        return edits
    }

    /// The edits that also migrate a model's `cacheControlTtl` to `cacheRetention`; nil if there is nothing to migrate.
    package func migrating(_ model: ModelReference) -> ParameterEdits? {
        guard let legacy = legacy(of: model), !legacy.isRemoved, let retention = legacy.retention else { return nil }
        let pointer = config.places.cacheRetention(ofKey: model.key)
        // An existing `cacheRetention` string already overrides the deprecated name, so only that one is removed.
        let isSaid = after.root.value(at: pointer)?.stringValue != nil && !after.isAdded(pointer)
        let moved = setting(.string(retention.rawValue), of: CacheRetention.parameter, for: .model(model))
        var edits = isSaid ? self.edits : moved
        edits.unset(CacheRetention.oldParameter, for: .model(model))
        return edits
    }
}

// MARK: - Parts

extension ParameterSheet {
    private static func models(_ settings: ModelSettings, _ catalog: HostModels) -> [ModelReference] {
        // By key: the first set of another type takes as long as drawing the list.
        var seen: Set<String> = []
        let named = [settings.resolvedPrimary] + settings.fallbacks.compactMap(settings.reference)
        let listed = settings.allowed.compactMap { ModelReference($0) }
        let others = catalog.all.map(\.reference)
        return (named + listed + others).filter { seen.insert($0.key).inserted }
    }

    /// The place of a model among those that its agents use.
    package func role(of model: ModelReference) -> ModelParameters.Role? {
        if model == settings.resolvedPrimary { return .standard }
        return fallbacks[model].map { .fallback($0 + 1) }
    }
}

// MARK: - Levels

extension ParameterSheet {
    /// The agents that the config lists, which are those that can have values of their own.
    package var agents: [AgentID] { roster.listed.map(\.id) }

    /// Whether the gateway reads parameters of an agent.
    package var readsAgents: Bool { config.format.later.hasAgentParameters }

    /// The level on which this sheet shows and edits a model.
    package func level(of model: ModelReference) -> ParameterLevel { agent.map(ParameterLevel.agent) ?? .model(model) }

    /// The config path of an edited value; nil if its agent is not listed any more.
    package func pointer(of edit: ParameterEdits.Edit) -> Pointer? { edit.pointer(in: config) }

    /// The config path of the parameters of a level.
    package func parameters(at level: ParameterLevel) -> Pointer? { level.parameters(in: config) }

    /// The config paths of the models that saving lists too, so that they stay allowed.
    package var listedToo: [Pointer] { edits.listedToo(in: config, catalog) }
}
