internal import Anthropic
internal import GatewayConfig
internal import GatewayHost
internal import Screens

extension ModelOption {
    /// The options of the model page: the current models of the catalog first, then models that only the provider lists, then
    /// its older ones.
    ///
    /// - Parameter live: the provider's last fetched list; nil if it was never fetched.
    static func all(_ format: ConfigFormat, _ live: LiveModelList?) -> [ModelOption] {
        let (provider, catalog) = (format.provider.id, format.catalog)
        let offered = live.map { Set($0.models.map(\.id)) }
        let known = Set(catalog.models.map(\.id))
        let others = (live?.models ?? []).filter { !known.contains($0.id) }
        return catalog.current.map { ModelOption($0, format, isCurrent: true, offered) }
            + others.map { ModelOption(offered: ModelReference(provider: provider, model: $0.id).key) }
            + catalog.older.map { ModelOption($0, format, isCurrent: false, offered) }
    }

    private init(_ model: ModelCatalog.Model, _ format: ConfigFormat, isCurrent: Bool, _ offered: Set<String>?) {
        self.init(
            reference: model.reference.key,
            contextWindow: model.contextWindow,
            inputCost: model.price.input,
            outputCost: model.price.output,
            isCurrent: isCurrent,
            isDefault: model.reference == format.defaultModel,
            isOffered: offered.map { $0.contains(model.id) }
        )
    }
}
