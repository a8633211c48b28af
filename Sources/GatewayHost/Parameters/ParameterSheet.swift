internal import Credentials
package import GatewayConfig
package import JSON5
package import Secrets

/// The parameters of all models, as they are and as they would be with the edits.
///
/// Pure: created again from snapshot and edits whenever one of them changes.
package struct ParameterSheet: Sendable, Equatable {
    /// The default model first, then its fallbacks, then other listed models, then the rest of the catalog.
    package let models: [ModelReference]
    /// The kind of secret in use, by who pays for it: caching has no effect with a setup-token.
    package let kind: SecretKind
    /// How many models saving would exclude, because the first entry turns the list into an allowlist; 0 if none.
    package let shutsOut: Int
    /// The edits this sheet was made with.
    package let edits: ParameterEdits

    private let before: LoadedConfig
    private let after: LoadedConfig
    private let config: ConfigSnapshot
    /// All models of the provider.
    private let catalog: HostModels
    private let settings: ModelSettings
    /// The position of each fallback model, from 1.
    private let fallbacks: [ModelReference: Int]
    private let baseURL: String

    /// Creates the sheet. Throws if the config cannot be read.
    package init(
        _ snapshot: HostSnapshot,
        _ explain: Explanation,
        edits: ParameterEdits = ParameterEdits()
    ) throws(Problem) {
        if let problem = snapshot.config.problem { throw explain.problem(problem, in: snapshot.config) }
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
        settings = ModelSettings(root, config.format)
        let standIns = settings.fallbacks.compactMap(settings.reference)
        fallbacks = Dictionary(zip(standIns, standIns.indices)) { first, _ in first }
        baseURL = ProviderEndpoint(root, config.format).baseURL
        let payer = snapshot.payer(of: snapshot.defaultAgent?.id ?? AgentID.main.text, config: root)
        kind = payer?.secretKind ?? .apiKey
        models = Self.models(settings, catalog)
        shutsOut = edits.modelsShutOut(in: config, catalog)
    }

    /// Whether no parameter is set for any model.
    package var isBlank: Bool {
        settings.allowed.allSatisfy { config.value(at: config.places.parameters(ofKey: $0)) == nil }
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.edits == right.edits && left.readsSame(as: right)
    }

    /// Whether both sheets come from the same file contents, regardless of their edits.
    package func readsSame(as other: Self) -> Bool {
        models == other.models && before == other.before && kind == other.kind && baseURL == other.baseURL
    }

    /// The edits that would change the files.
    package var neededEdits: ParameterEdits {
        var needed = edits
        for edit in edits.all where edit.isSo(in: config) { needed.forget(edit.name, for: edit.model) }
        if !needed.listsFirstModel(in: config) { needed.keepsAllModels = false }
        return needed
    }

    /// The config paths of the models without an edit that the gateway knows.
    package var otherModels: [Pointer] { edits.otherModels(catalog, config.places) }

    /// The release of this gateway; nil if nothing tells.
    package var release: String? { catalog.release }

    /// Where a value is set. Computed on demand, because it counts the lines of the text each time.
    package func origin(of pointer: Pointer) -> Origin { config.origin(of: pointer) }

    /// Everything about one model.
    package func parameters(of model: ModelReference) -> ModelParameters {
        let known = catalog.model(model)
        return ModelParameters(
            model: model,
            catalog: known,
            standing: catalog.standing(of: model),
            role: role(of: model),
            lines: config.schema.modelParameters.map { line($0.limited(by: known), of: model) },
            unknown: unknown(of: model),
            legacy: legacy(of: model)
        )
    }

    /// Whether a file sets any parameter of the model, known or not; cheaper than reading them.
    package func hasValues(_ model: ModelReference) -> Bool {
        config.value(at: config.places.parameters(of: model))?.objectValue?.isEmpty == false
    }

    /// The edits with one value set; if the file already has that value, the edit is dropped instead.
    package func setting(_ value: Value, of name: String, for model: ModelReference) -> ParameterEdits {
        wanting(.init(model: model, name: name, change: .set(value)))
    }

    /// The edits with one value removed from the file; if the file has none, the edit is dropped instead.
    package func unsetting(_ name: String, for model: ModelReference) -> ParameterEdits {
        wanting(.init(model: model, name: name, change: .unset))
    }

    private func wanting(_ edit: ParameterEdits.Edit) -> ParameterEdits {
        var edits = edits
        edits.want(edit)
        if edit.isSo(in: config) { edits.forget(edit.name, for: edit.model) }
        return edits
    }

    /// The edits without the one for this value.
    package func keeping(_ name: String, for model: ModelReference) -> ParameterEdits {
        var edits = edits
        edits.forget(name, for: model)
        return edits
    }

    /// The edits that also migrate a model's `cacheControlTtl` to `cacheRetention`; nil if there is nothing to migrate.
    package func migrating(_ model: ModelReference) -> ParameterEdits? {
        guard let legacy = legacy(of: model), !legacy.isRemoved, let retention = legacy.retention else { return nil }
        let pointer = config.places.cacheRetention(ofKey: model.key)
        // An existing `cacheRetention` string already overrides the deprecated name, so only that one is removed.
        let isSaid = after.root.value(at: pointer)?.stringValue != nil && !after.isAdded(pointer)
        var edits = isSaid ? self.edits : setting(.string(retention.rawValue), of: CacheRetention.parameter, for: model)
        edits.unset(CacheRetention.oldParameter, for: model)
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

    package func role(of model: ModelReference) -> ModelParameters.Role? {
        if model == settings.resolvedPrimary { return .standard }
        return fallbacks[model].map { .fallback($0 + 1) }
    }

    private func line(_ parameter: ModelParameter, of model: ModelReference) -> ParameterLine {
        let pointer = config.places.parameters(of: model).appending(parameter.name)
        let isCache = parameter.name == CacheRetention.parameter
        let cache = isCache ? CacheSetting(model, in: after, config.environment) : nil
        let willBe = setting(parameter, at: pointer, of: model, cache, isAfter: true)
        // Without edits both are the same, which is the case for most models.
        let isSame = edits.all.isEmpty
        let cacheNow = isCache && !isSame ? CacheSetting(model, in: before, config.environment) : nil
        return ParameterLine(
            parameter: parameter,
            now: isSame ? willBe : setting(parameter, at: pointer, of: model, cacheNow, isAfter: false),
            willBe: willBe,
            isEdited: edits.change(of: parameter.name, for: model) != nil,
            effect: cache?.effect(kind: kind, baseURL: baseURL),
            isWritten: config.value(at: pointer) != nil
        )
    }

    private func setting(
        _ parameter: ModelParameter,
        at pointer: Pointer,
        of model: ModelReference,
        _ cache: CacheSetting?,
        isAfter: Bool
    ) -> ParameterLine.Setting {
        let loaded = isAfter ? after : before
        let written = loaded.isAdded(pointer) ? nil : loaded.root.value(at: pointer)
        let finding = written.flatMap { ParameterFinding($0, of: parameter, at: pointer) }
        let shown = written.map { self.shown($0, at: pointer) }
        let isEdit = isAfter && written != nil && edits.change(of: parameter.name, for: model) != nil
        guard let cache else {
            let source: ParameterLine.Setting.Source =
                written == nil ? .notSet : isEdit ? .edited : .written(pointer)
            let isRead = finding?.isSent ?? true
            return .init(value: isRead ? shown : nil, written: shown, source: source, finding: finding)
        }
        let isExplicit = if case .explicit = cache.reason { true } else { false }
        return .init(
            value: .string(cache.retention.rawValue),
            written: shown,
            source: isEdit ? .edited : isExplicit ? .written(pointer) : .cache(cache.reason),
            finding: finding
        )
    }

    private func unknown(of model: ModelReference) -> [UnknownParameter] {
        guard let written = config.value(at: config.places.parameters(of: model))?.objectValue else { return [] }
        let known = config.schema.modelParameters.map(\.name) + [CacheRetention.oldParameter]
        let unknown = Members(written.entries.filter { !known.contains($0.key) })
        return zip(unknown, RedactedValue(config).shown(unknown, at: config.places.parameters(of: model))).map {
            member,
            value in
            UnknownParameter(name: Redaction.redact(member.key), value: value)
        }
    }

    private func legacy(of model: ModelReference) -> ModelParameters.Legacy? {
        let pointer = config.places.cacheTTL(ofKey: model.key)
        guard let value = config.value(at: pointer) else { return nil }
        let reason = CacheSetting(model, in: after, config.environment).reason
        return ModelParameters.Legacy(
            written: Redaction.redact(value.oneLineText),
            retention: value.stringValue.flatMap(CacheRetention.init(legacyTTL:)),
            counts: reason == .legacy(pointer),
            isRemoved: edits.change(of: CacheRetention.oldParameter, for: model) != nil
        )
    }

    private func shown(_ value: Value, at pointer: Pointer) -> Value {
        RedactedValue(config).shown(value, at: pointer)
    }
}
