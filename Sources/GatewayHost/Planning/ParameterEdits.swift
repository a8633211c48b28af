package import GatewayConfig
package import JSON5

/// What a person wants changed in the parameters of models, collected until it is reviewed and saved at once.
///
///     var edits = ParameterEdits()
///     edits.set("long", of: "cacheRetention", for: model)
///     let plan = try ConfigPlanner(snapshot: snapshot).plan(edits)
package struct ParameterEdits: Sendable, Equatable {
    package enum Change: Sendable, Equatable {
        case set(Value)
        /// Takes the value out of the file.
        case unset
    }

    /// One wanted change.
    package struct Edit: Sendable, Equatable {
        package let model: ModelReference
        package let name: String
        package let change: Change

        /// Where the value stands.
        package var pointer: Pointer { model.parameters.appending(name) }

        /// A configuration says so already.
        func isSo(in config: Value) -> Bool {
            let written = config.value(at: pointer)
            return switch change {
            case .set(let value): written?.isSame(as: value) == true
            case .unset: written == nil
            }
        }
    }

    /// In the order in which they were first made.
    package private(set) var all: [Edit] = []
    /// The other models of the catalog are listed too, so that a first entry does not limit the gateway to one model.
    package var keepsAllModels = false

    package init() {}

    package var isEmpty: Bool { all.isEmpty }
    /// How many values would change.
    package var count: Int { all.count }

    /// How many models they are about.
    package var listedModels: Int { Set(all.map(\.model.key)).count }

    /// What is wanted for one value; nil when it stays.
    package func change(of name: String, for model: ModelReference) -> Change? {
        all.first { $0.model == model && $0.name == name }?.change
    }

    package mutating func set(_ value: Value, of name: String, for model: ModelReference) {
        want(Edit(model: model, name: name, change: .set(value)))
    }

    package mutating func unset(_ name: String, for model: ModelReference) {
        want(Edit(model: model, name: name, change: .unset))
    }

    /// The value stays as it is after all.
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
    /// The edits that a configuration needs, in order; those that change nothing in it are left out.
    func valueEdits(in config: Value) -> [ValueEdit] {
        var edits = all.filter { !$0.isSo(in: config) }.map { edit in
            switch edit.change {
            case .set(let value): ValueEdit(edit.pointer, .set(value))
            case .unset: ValueEdit(edit.pointer, .remove)
            }
        }
        if keepsAllModels, listsFirstModel(in: config) { edits += otherModels.map { ValueEdit($0, .set([:])) } }
        return edits
    }

    /// The entries of the catalog's models that no edit is about.
    package var otherModels: [Pointer] {
        let listed = Set(all.map(\.model.key))
        let catalog = ModelCatalog.builtIn.current + ModelCatalog.builtIn.older
        return catalog.map(\.reference).filter { !listed.contains($0.key) }.map(\.entry)
    }

    /// Whether saving makes the list of models, which limits the gateway to those on it.
    func listsFirstModel(in config: Value) -> Bool {
        let listed = config.value(at: .modelEntries)?.objectValue
        return listed?.isEmpty ?? true && all.contains { if case .set = $0.change { true } else { false } }
    }
}
