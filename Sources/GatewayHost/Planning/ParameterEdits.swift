package import GatewayConfig
package import JSON5

/// The edits of parameters, collected until they are reviewed and saved together.
///
///     var edits = ParameterEdits()
///     edits.set("long", of: "cacheRetention", for: .model(model))
///     let plan = try ConfigPlanner(snapshot: snapshot).plan(edits)
package struct ParameterEdits: Sendable, Equatable {
    package enum Change: Sendable, Equatable {
        case set(Value)
        /// Removes the value from the file.
        case unset
    }

    /// One edit.
    package struct Edit: Sendable, Equatable {
        package let level: ParameterLevel
        package let name: String
        package let change: Change

        /// The config path of the value; nil if its agent is not listed any more.
        package func pointer(in config: ConfigSnapshot) -> Pointer? {
            level.parameters(in: config)?.appending(name)
        }

        /// Whether the config already has this value, or has no place for it any more.
        func isSo(in config: ConfigSnapshot) -> Bool {
            guard let pointer = pointer(in: config) else { return true }
            let written = config.value(at: pointer)
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

    /// The keys of the models with edits.
    private var editedModels: Set<String> { Set(all.compactMap(\.level.model?.key)) }

    /// The edit of one value; nil if it has none.
    package func change(of name: String, for level: ParameterLevel) -> Change? {
        all.first { $0.level == level && $0.name == name }?.change
    }

    package mutating func set(_ value: Value, of name: String, for level: ParameterLevel) {
        want(Edit(level: level, name: name, change: .set(value)))
    }

    package mutating func unset(_ name: String, for level: ParameterLevel) {
        want(Edit(level: level, name: name, change: .unset))
    }

    /// Drops the edit of a value.
    package mutating func forget(_ name: String, for level: ParameterLevel) {
        all.removeAll { $0.level == level && $0.name == name }
        if all.isEmpty { keepsAllModels = false }
    }

    mutating func want(_ edit: Edit) {
        guard let index = all.firstIndex(where: { $0.level == edit.level && $0.name == edit.name }) else {
            return all.append(edit)
        }
        all[index] = edit
    }
}

extension ParameterEdits {
    /// The edits that change something in this config, in order.
    func valueEdits(in config: ConfigSnapshot, _ models: HostModels) -> [ValueEdit] {
        let edits = all.filter { !$0.isSo(in: config) }.compactMap { edit in
            edit.pointer(in: config).map { pointer in
                switch edit.change {
                case .set(let value): ValueEdit(pointer, .set(value))
                case .unset: ValueEdit(pointer, .remove)
                }
            }
        }
        return edits + listedToo(in: config, models).map { ValueEdit($0, .set([:])) }
    }

    /// The config paths of the models that are listed too, so that they stay allowed when saving creates the model list.
    func listedToo(in config: ConfigSnapshot, _ models: HostModels) -> [Pointer] {
        let catalog = keepsAllModels && listsFirstModel(in: config) ? otherModels(models, config.places) : []
        return catalog + keptModels(in: config, models).map(config.places.entry)
    }

    /// The models in use that are listed too, because saving creates the model list and they are to stay allowed.
    func keptModels(in config: ConfigSnapshot, _ models: HostModels) -> [ModelReference] {
        guard listsFirstModel(in: config) else { return [] }
        let catalog = keepsAllModels ? models.known.map(\.reference.key) : []
        let listed = editedModels.union(catalog)
        let standard = ModelSettings(config.root, config.format).resolvedPrimary.key
        // The default model is allowed without being listed.
        return ModelsInUse.all(in: config.root, config.format).filter { !listed.contains($0.key) && $0.key != standard }
    }

    /// The config paths of the models without an edit that the gateway knows.
    private func otherModels(_ models: HostModels, _ places: ConfigPlaces) -> [Pointer] {
        let listed = editedModels
        let catalog = models.current + models.older
        return catalog.map(\.reference).filter { !listed.contains($0.key) }.map(places.entry)
    }

    /// The models that saving restricts the gateway to, because it makes the first entry of the model list: the default
    /// one, those with edits, and the others in use. Empty if it makes none.
    func allowedModels(in config: ConfigSnapshot, _ models: HostModels) -> [ModelReference] {
        guard listsFirstModel(in: config) else { return [] }
        var seen: Set<String> = []
        let standard = ModelSettings(config.root, config.format).resolvedPrimary
        let edited = all.compactMap(\.level.model)
        return ([standard] + edited + keptModels(in: config, models)).filter { seen.insert($0.key).inserted }
    }

    /// Whether saving creates the model list, which restricts the gateway to the models in it.
    func listsFirstModel(in config: ConfigSnapshot) -> Bool {
        let listed = config.value(at: config.places.models)?.objectValue
        return listed?.isEmpty ?? true && all.contains(where: \.listsModel)
            && ModelSettings(config.root, config.format).isListAllowlist
    }
}

extension ParameterEdits.Edit {
    /// Whether it makes an entry in the model list.
    fileprivate var listsModel: Bool {
        guard level.model != nil, case .set = change else { return false }
        return true
    }
}
