/// How long the provider keeps a prompt: `params.cacheRetention` of a model.
package enum CacheRetention: String, Sendable, Equatable, CaseIterable {
    /// No caching.
    case none
    /// Five minutes; the default for API keys.
    case short
    /// One hour.
    case long
}
