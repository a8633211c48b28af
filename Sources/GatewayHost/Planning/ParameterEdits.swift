package import GatewayConfig
package import JSON5

/// The edits of model parameters, collected until they are reviewed and saved together.
///
///     var edits = ParameterEdits()
///     edits.set("long", of: "cacheRetention", for: model)
///     let plan = try ConfigPlanner(snapshot: snapshot).plan(edits)
package struct ParameterEdits: Sendable, Equatable {
    package enum Change: Sendable, Equatable {
        case set(Value)
        /// Removes the value from the file.
        case unset
    }

    /// One edit.
    package struct Edit: Sendable, Equatable {
        package let model: ModelReference
        package let name: String
        package let change: Change

        /// The config path of the value.
        package func pointer(in places: ConfigPlaces) -> Pointer { places.parameters(of: model).appending(name) }

        /// Whether the config already has this value.
        func isSo(in config: ConfigSnapshot) -> Bool {
            let written = config.value(at: pointer(in: config.places))
            return switch change {
            case .set(let value): written?.isSame(as: value) == true
            case .unset: written == nil
            }
        }
    }

    /// In the order in which they were first made.
    package private(set) var all: [Edit] = []
    /// Also lists the other catalog models, so that the first entry does not restrict the gateway to one model.
    package var keepsAllModels = false

    package init() {}

    package var isEmpty: Bool { all.isEmpty }
    /// The number of values to change.
    package var count: Int { all.count }

    /// The number of models with edits.
    package var listedModels: Int { Set(all.map(\.model.key)).count }

    /// The edit of one value; nil if it has none.
    package func change(of name: String, for model: ModelReference) -> Change? {
        all.first { $0.model == model && $0.name == name }?.change
    }

    package mutating func set(_ value: Value, of name: String, for model: ModelReference) {
        want(Edit(model: model, name: name, change: .set(value)))
    }

    package mutating func unset(_ name: String, for model: ModelReference) {
        want(Edit(model: model, name: name, change: .unset))
    }

    /// Drops the edit of a value.
    package mutating func forget(_ name: String, for model: ModelReference) {
        all.removeAll { $0.model == model && $0.name == name }
        if all.isEmpty { keepsAllModels = false }
    }

    mutating func want(_ edit: Edit) {
        guard let index = all.firstIndex(where: { $0.model == edit.model && $0.name == edit.name }) else {
            return all.append(edit)
        }
        all[index] = edit
    }
}

extension ParameterEdits {
    /// The edits that change something in this config, in order.
    func valueEdits(in config: ConfigSnapshot, _ models: HostModels) -> [ValueEdit] {
        var edits = all.filter { !$0.isSo(in: config) }.map { edit in
            switch edit.change {
            case .set(let value): ValueEdit(edit.pointer(in: config.places), .set(value))
            case .unset: ValueEdit(edit.pointer(in: config.places), .remove)
            }
        }
        if keepsAllModels, listsFirstModel(in: config) {
            edits += otherModels(models, config.places).map { ValueEdit($0, .set([:])) }
        }
        return edits + keptModels(in: config, models).map { ValueEdit(config.places.entry(of: $0), .set([:])) }
    }

    /// The models in use that are listed too, because saving creates the model list and they are to stay allowed.
    func keptModels(in config: ConfigSnapshot, _ models: HostModels) -> [ModelReference] {
        guard listsFirstModel(in: config) else { return [] }
        let catalog = keepsAllModels ? models.known.map(\.reference.key) : []
        let listed = Set(all.map(\.model.key) + catalog)
        let standard = ModelSettings(config.root, config.format).resolvedPrimary.key
        // The default model is allowed without being listed.
        return ModelsInUse.all(in: config.root, config.format).filter { !listed.contains($0.key) && $0.key != standard }
    }

    /// The config paths of the models without an edit that the gateway knows.
    package func otherModels(_ models: HostModels, _ places: ConfigPlaces) -> [Pointer] {
        let listed = Set(all.map(\.model.key))
        let catalog = models.current + models.older
        return catalog.map(\.reference).filter { !listed.contains($0.key) }.map(places.entry)
    }

    /// How many catalog models saving excludes; 0 if it creates no model list, or one with all of them.
    func modelsShutOut(in config: ConfigSnapshot, _ models: HostModels) -> Int {
        guard listsFirstModel(in: config), !keepsAllModels else { return 0 }
        let kept = Set(keptModels(in: config, models).map(config.places.entry))
        return otherModels(models, config.places).filter { !kept.contains($0) }.count
    }

    /// Whether saving creates the model list, which restricts the gateway to the models in it.
    func listsFirstModel(in config: ConfigSnapshot) -> Bool {
        let listed = config.value(at: config.places.models)?.objectValue
        return listed?.isEmpty ?? true && all.contains { if case .set = $0.change { true } else { false } }
            && ModelSettings(config.root, config.format).isListAllowlist
    }
}
