package import Anthropic
package import GatewayConfig
package import Secrets

// Live model list and prompt cache trial for this host.
extension HostSnapshot {
    private func shape(_ credential: Secret) -> RequestShape {
        let settings = ProviderEndpoint(config.root, release.format)
        return RequestShape(endpoint: endpoint, credential: credential, overrides: settings.headers)
    }

    /// The client for the provider's model list.
    package func liveModels(_ credential: Secret, _ live: LiveHost) -> LiveModels {
        LiveModels(shape(credential), transport: CurlTransport(environment: live.host.environment))
    }

    /// A cache trial with two requests, shaped for a retention as the gateway shapes them.
    package func cacheTrial(
        _ credential: Secret,
        _ live: LiveHost,
        model: String,
        retention: CacheRetention
    ) -> CacheTrial {
        CacheTrial(
            shape(credential),
            transport: CurlTransport(environment: live.host.environment),
            model: model,
            caching: MessageRequest.Caching(retention: retention.rawValue, baseURL: endpoint.baseURL)
        )
    }

    /// The effective retention of an Anthropic model.
    package func cacheRetention(ofModel model: String) -> CacheRetention {
        let reference = ModelReference(provider: release.provider.id, model: model)
        return CacheSetting(reference, in: LoadedConfig(config), config.environment).retention
    }
}

extension CacheRetention {
    /// The `ttl` of the request's `cache_control`; nil for no caching.
    package var ttl: String? {
        switch self {
        case .none: nil
        case .short: "5m"
        case .long: "1h"
        }
    }
}

/// The approximate price of a cache trial, from the catalog's prices.
package struct CacheEstimate: Sendable {
    /// Such as `$0.04`; nil if the model has no built-in price.
    package let dollars: String?

    /// The price of writing the prefix once and reading it once.
    package init(model: String, retention: CacheRetention, _ provider: Provider) {
        let reference = ModelReference(provider: provider.id, model: model)
        guard let price = provider.catalog.anyModel(reference)?.price, price.input > 0 else {
            dollars = nil
            return
        }
        let writing = retention == .long ? price.hourCacheWrite : price.cacheWrite
        let total = Double(CacheTrial.prefixTokens) * (writing + price.cacheRead) / 1_000_000
        let cents = max(1, Int((total * 100).rounded(.up)))
        dollars = "$\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
    }
}
