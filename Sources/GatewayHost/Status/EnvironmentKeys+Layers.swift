internal import Credentials
internal import GatewayConfig
internal import Secrets

extension EnvironmentKeys {
    /// The variables of all layers that could hold a key of one of these providers.
    ///
    /// For `google-vertex` the gateway also looks for a login, which this program does not support.
    init(_ layers: EnvironmentLayers, providers: [String], rules: GatewayRules) {
        let names = Set(providers.flatMap(EnvironmentKeys(rules: rules).names))
        self.init(names.sorted().flatMap { Self.keys(named: $0, in: layers) }, rules: rules)
    }

    /// The effective value, then the values it overrides.
    private static func keys(named name: String, in layers: EnvironmentLayers) -> [EnvironmentKey] {
        guard let value = layers[name], let source = layers.source(of: name) else { return [] }
        return [key(name, value, source, isInForce: true)]
            + layers.hiddenValues(of: name).map { key(name, $0.value, $0.source, isInForce: false) }
    }

    private static func key(
        _ name: String,
        _ value: String,
        _ source: EnvironmentLayers.Source,
        isInForce: Bool
    ) -> EnvironmentKey {
        EnvironmentKey(
            name: name,
            value: Secret(value),
            layer: source.layer,
            file: source.file,
            isInForce: isInForce
        )
    }
}
