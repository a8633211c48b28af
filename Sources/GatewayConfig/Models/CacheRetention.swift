/// How long the provider keeps a cached prompt.
package enum CacheRetention: String, Sendable, CaseIterable {
    /// No caching at all.
    case none
    /// Five minutes, renewed at each use.
    case short
    /// One hour; needs the provider's own address.
    case long

    /// What the older `cacheControlTtl` means; nil for a value that the gateway ignores.
    package init?(legacyTTL: String) {
        switch legacyTTL {
        case "5m": self = .short
        case "1h": self = .long
        default: return nil
        }
    }
}
