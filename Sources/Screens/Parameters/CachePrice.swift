internal import GatewayConfig
internal import GatewayHost

/// What a prompt costs with a cache retention, in US dollars per million tokens.
struct CachePrice {
    let write: Double
    let read: Double

    init(_ retention: CacheRetention, _ price: ModelCatalog.Price) {
        switch retention {
        case .none: (write, read) = (price.input, price.input)
        case .short: (write, read) = (price.cacheWrite, price.cacheRead)
        case .long: (write, read) = (price.hourCacheWrite, price.cacheRead)
        }
    }
}
