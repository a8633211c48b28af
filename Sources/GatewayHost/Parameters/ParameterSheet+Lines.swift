internal import GatewayConfig
internal import JSON5
internal import Secrets

// The values of one model, from the innermost level outwards: the agent's own, the model's, those of all models, and what
// the gateway takes without any.
extension ParameterSheet {
    func line(
        _ parameter: ModelParameter,
        of model: ModelReference,
        _ ofAgents: [ParameterLine.AgentValue]
    ) -> ParameterLine {
        let level = level(of: model)
        let willBe = setting(parameter, of: model, isAfter: true)
        return ParameterLine(
            parameter: parameter,
            // Without edits both are the same, which is the case for most models.
            now: edits.all.isEmpty ? willBe : setting(parameter, of: model, isAfter: false),
            willBe: willBe,
            isEdited: edits.change(of: parameter.name, for: level) != nil,
            effect: parameter.name == CacheRetention.parameter ? effect(of: willBe, model) : nil,
            isWritten: level.parameters(in: config).flatMap { config.value(at: $0.appending(parameter.name)) } != nil,
            ofAgents: ofAgents
        )
    }

    private func effect(of setting: ParameterLine.Setting, _ model: ModelReference) -> CacheSetting.Effect {
        let retention = setting.value?.stringValue.flatMap(CacheRetention.init(rawValue:))
        return CacheSetting(model, in: after, config.environment).effect(of: retention, kind: kind, baseURL: baseURL)
    }

    // MARK: - Levels

    private func setting(
        _ parameter: ModelParameter,
        of model: ModelReference,
        isAfter: Bool
    ) -> ParameterLine.Setting {
        let root = (isAfter ? after : before).root
        let outer = shared(settingOfModel(parameter, model, isAfter: isAfter), parameter, in: root)
        guard let agent, let parameters = ParameterLevel.agent(agent).parameters(in: config) else { return outer }
        var inherited = outer
        if case .written(let pointer) = outer.source { inherited.source = .outer(pointer, .model) }
        if outer.source == .edited { inherited.source = .outer(config.places.parameters(of: model), .model) }
        let pointer = parameters.appending(parameter.name)
        guard let written = root.value(at: pointer) else { return inherited }
        let shown = shown(written, at: pointer)
        let finding = ParameterFinding(written, of: parameter, at: pointer)
        guard finding?.isSent ?? true else {
            // It hides the outer value all the same, and nothing is sent; a retention has a value without any.
            let isRetention = parameter.name == CacheRetention.parameter
            return .init(
                value: isRetention ? inherited.value : nil,
                written: shown,
                source: isRetention ? inherited.source : .written(pointer),
                finding: finding
            )
        }
        let isEdit = isAfter && edits.change(of: parameter.name, for: .agent(agent)) != nil
        return .init(value: shown, written: shown, source: isEdit ? .edited : .written(pointer), finding: finding)
    }

    /// The value of all models where the model sets none.
    private func shared(
        _ own: ParameterLine.Setting,
        _ parameter: ModelParameter,
        in root: Value
    ) -> ParameterLine.Setting {
        let pointer = config.places.sharedParameters.appending(parameter.name)
        guard config.format.later.hasSharedParameters, own.written == nil, let value = root.value(at: pointer) else {
            return own
        }
        // What the gateway adds to the model's entry comes before a value of all models.
        if case .cache(.added) = own.source { return own }
        let finding = ParameterFinding(value, of: parameter, at: pointer)
        guard finding?.isSent ?? true else { return own }
        let source = ParameterLine.Setting.Source.outer(pointer, .allModels)
        return .init(value: shown(value, at: pointer), written: nil, source: source, finding: finding)
    }

    private func settingOfModel(
        _ parameter: ModelParameter,
        _ model: ModelReference,
        isAfter: Bool
    ) -> ParameterLine.Setting {
        let pointer = config.places.parameters(of: model).appending(parameter.name)
        let loaded = isAfter ? after : before
        let written = loaded.isAdded(pointer) ? nil : loaded.root.value(at: pointer)
        let finding = written.flatMap { ParameterFinding($0, of: parameter, at: pointer) }
        let shown = written.map { self.shown($0, at: pointer) }
        let isEdit = isAfter && written != nil && edits.change(of: parameter.name, for: .model(model)) != nil
        guard parameter.name == CacheRetention.parameter else {
            let source: ParameterLine.Setting.Source =
                written == nil ? .notSet : isEdit ? .edited : .written(pointer)
            let isRead = finding?.isSent ?? true
            return .init(value: isRead ? shown : nil, written: shown, source: source, finding: finding)
        }
        let cache = CacheSetting(model, in: loaded, config.environment)
        let isExplicit = if case .explicit = cache.reason { true } else { false }
        return .init(
            value: .string(cache.retention.rawValue),
            written: shown,
            source: isEdit ? .edited : isExplicit ? .written(pointer) : .cache(cache.reason),
            finding: finding
        )
    }

    /// The values that agents have of their own, by the parameter's name, as they will be.
    var valuesOfAgents: [String: [ParameterLine.AgentValue]] {
        let redacted = RedactedValue(config)
        var values: [String: [ParameterLine.AgentValue]] = [:]
        for agent in roster.listed {
            let parameters = config.places.parameters(of: agent)
            for (name, value) in after.root.value(at: parameters)?.objectValue ?? [:] {
                let pointer = parameters.appending(name)
                let shown = redacted.shown(value, at: pointer)
                values[name, default: []].append(.init(agent: agent.id, value: shown, pointer: pointer))
            }
        }
        return values
    }

    // MARK: - What the schema does not know

    func unknown(of model: ModelReference) -> [UnknownParameter] {
        guard let parameters = level(of: model).parameters(in: config),
            let written = config.value(at: parameters)?.objectValue
        else { return [] }
        let old = agent == nil ? [CacheRetention.oldParameter] : []
        let known = config.schema.modelParameters.map(\.name) + old
        let unknown = Members(written.entries.filter { !known.contains($0.key) })
        return zip(unknown, RedactedValue(config).shown(unknown, at: parameters)).map { member, value in
            UnknownParameter(name: Redaction.redact(member.key), value: value)
        }
    }

    /// The deprecated name stands in the entries of models only.
    func legacy(of model: ModelReference) -> ModelParameters.Legacy? {
        let pointer = config.places.cacheTTL(ofKey: model.key)
        guard agent == nil, let value = config.value(at: pointer) else { return nil }
        let reason = CacheSetting(model, in: after, config.environment).reason
        return ModelParameters.Legacy(
            written: Redaction.redact(value.oneLineText),
            retention: value.stringValue.flatMap(CacheRetention.init(legacyTTL:)),
            counts: reason == .legacy(pointer) && !hasSharedRetention,
            isRemoved: edits.change(of: CacheRetention.oldParameter, for: .model(model)) != nil
        )
    }

    /// Whether all models have a retention, which the gateway asks for before the deprecated name.
    private var hasSharedRetention: Bool {
        let pointer = config.places.sharedParameters.appending(CacheRetention.parameter)
        return config.format.later.hasSharedParameters
            && after.root.value(at: pointer)?.stringValue.flatMap(CacheRetention.init(rawValue:)) != nil
    }

    private func shown(_ value: Value, at pointer: Pointer) -> Value {
        RedactedValue(config).shown(value, at: pointer)
    }
}
