internal import Anthropic
internal import GatewayConfig
internal import GatewayHost
internal import Screens

extension ModelOption {
    /// The models as the model page offers them: the current built-in ones on top, what only the provider knows, then the
    /// older ones.
    ///
    /// - Parameter live: what the provider offered when it was last asked; nil where nobody asked.
    static func all(_ live: LiveModelList?) -> [ModelOption] {
        let offered = live.map { Set($0.models.map(\.id)) }
        let catalog = ModelCatalog.builtIn
        let known = Set(catalog.models.map(\.id))
        let others = (live?.models ?? []).filter { !known.contains($0.id) }
        return catalog.current.map { ModelOption($0, isCurrent: true, offered) }
            + others.map { ModelOption(offered: ModelReference(provider: "anthropic", model: $0.id).key) }
            + catalog.older.map { ModelOption($0, isCurrent: false, offered) }
    }

    private init(_ model: ModelCatalog.Model, isCurrent: Bool, _ offered: Set<String>?) {
        self.init(
            reference: model.reference.key,
            contextWindow: model.contextWindow,
            inputCost: model.price.input,
            outputCost: model.price.output,
            isCurrent: isCurrent,
            isDefault: model.reference == .gatewayDefault,
            isOffered: offered.map { $0.contains(model.id) }
        )
    }
}
