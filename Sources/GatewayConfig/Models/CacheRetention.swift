/// How long the provider caches a prompt.
package enum CacheRetention: String, Sendable, CaseIterable {
    /// No caching.
    case none
    /// Five minutes, renewed at each use.
    case short
    /// One hour; requires the provider's own URL.
    case long

    /// The model parameter that has it.
    package static let parameter = "cacheRetention"
    /// The deprecated parameter, which has a time instead.
    package static let oldParameter = "cacheControlTtl"

    /// Converts the deprecated `cacheControlTtl`; nil for a value that the gateway ignores.
    package init?(legacyTTL: String) {
        switch legacyTTL {
        case "5m": self = .short
        case "1h": self = .long
        default: return nil
        }
    }
}
