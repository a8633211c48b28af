internal import GatewayConfig
internal import GatewayHost
internal import Screens

extension ModelOption {
    /// The options of the model page: the current models that the gateway knows first, then models that only the
    /// provider lists, those that are newer than the gateway, and its older ones.
    static func all(_ models: HostModels, _ format: ConfigFormat) -> [ModelOption] {
        models.current.map { ModelOption($0, models, format, isCurrent: true) }
            + models.onlyOffered.map {
                ModelOption(offered: $0.reference.key, contextWindow: $0.contextWindow > 0 ? $0.contextWindow : nil)
            }
            + (models.newer + models.older).map { ModelOption($0, models, format, isCurrent: false) }
    }

    private init(_ model: ModelCatalog.Model, _ models: HostModels, _ format: ConfigFormat, isCurrent: Bool) {
        let standing = models.standing(of: model.reference)
        var newer: Newer?
        if case .newer(let since) = standing { newer = Newer(since: since, release: models.release) }
        let hasPrice = model.price.input > 0
        self.init(
            reference: model.reference.key,
            contextWindow: model.contextWindow > 0 ? model.contextWindow : nil,
            inputCost: hasPrice ? model.price.input : nil,
            outputCost: hasPrice ? model.price.output : nil,
            isCurrent: isCurrent,
            isDefault: model.reference == format.defaultModel,
            isOffered: models.live.map { _ in models.isOffered(model.reference) },
            newer: newer
        )
    }
}
