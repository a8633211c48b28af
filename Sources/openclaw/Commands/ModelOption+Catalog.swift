internal import GatewayConfig
internal import Screens

extension ModelOption {
    /// The built-in models as the model page offers them: the current ones on top, then the older.
    static let builtIn =
        ModelCatalog.builtIn.current.map { ModelOption($0, isCurrent: true) }
        + ModelCatalog.builtIn.older.map { ModelOption($0, isCurrent: false) }

    private init(_ model: ModelCatalog.Model, isCurrent: Bool) {
        self.init(
            reference: model.reference.key,
            contextWindow: model.contextWindow,
            inputCost: model.price.input,
            outputCost: model.price.output,
            isCurrent: isCurrent,
            isDefault: model.reference == .gatewayDefault
        )
    }
}
