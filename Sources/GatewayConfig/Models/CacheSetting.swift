package import JSON5
package import Secrets

/// The effective cache retention of one model, its reason, and whether it has an effect.
package struct CacheSetting: Sendable, Equatable {
    /// Why the retention has its value.
    package enum Reason: Sendable, Equatable {
        /// `params.cacheRetention` of the model.
        case explicit(Pointer)
        /// The deprecated `params.cacheControlTtl` of the model.
        case legacy(Pointer)
        /// The gateway adds `short` for an API key; `hiding` is the deprecated value that it overrides.
        case added(hiding: Pointer?)
        /// `PI_CACHE_RETENTION=long`.
        case variable
        /// Not set: five minutes.
        case standard
    }

    /// Whether the setting has an effect.
    package enum Effect: Sendable, Equatable {
        case honoured
        /// Cache settings have no effect for a subscription credential.
        case noneWithSubscription
        /// The provider is not Anthropic, so the parameter is not sent.
        case noneForProvider
        /// One hour is requested only from Anthropic's own URL; elsewhere it is five minutes.
        case fiveMinutesOnly(baseURL: String)
    }

    package let retention: CacheRetention
    package let reason: Reason
    /// A value in the file that the gateway does not know and therefore ignores.
    package let ignored: Pointer?
    private let isAnthropic: Bool

    /// Computes the setting of a model; its key must be exactly `provider/model`, because the gateway looks up that.
    package init(_ model: ModelReference, in loaded: LoadedConfig, _ environment: EnvironmentLayers) {
        let current = loaded.places.cacheRetention(ofKey: model.key)
        let legacy = loaded.places.cacheTTL(ofKey: model.key)
        let written = loaded.root.value(at: current)
        let ttl = loaded.root.value(at: legacy)?.stringValue.flatMap(CacheRetention.init(legacyTTL:))
        let value = written?.stringValue.flatMap(CacheRetention.init(rawValue:))

        isAnthropic = model.provider == Provider.anthropic.id
        ignored = isAnthropic && written != nil && value == nil ? current : nil
        if isAnthropic, let value {
            retention = value
            reason = loaded.isAdded(current) ? .added(hiding: ttl == nil ? nil : legacy) : .explicit(current)
        } else if isAnthropic, let ttl {
            (retention, reason) = (ttl, .legacy(legacy))
        } else if environment["PI_CACHE_RETENTION"] == "long" {
            (retention, reason) = (.long, .variable)
        } else {
            (retention, reason) = (.short, .standard)
        }
    }

    /// The effect for a kind of secret and a base URL; a login counts as a setup-token, for both are paid by a plan.
    ///
    /// - Parameter other: the retention that another level sets instead.
    package func effect(of other: CacheRetention? = nil, kind: SecretKind, baseURL: String) -> Effect {
        let retention = other ?? retention
        if kind == .setupToken { return .noneWithSubscription }
        if !isAnthropic { return .noneForProvider }
        // A substring test, as in the gateway: any URL that contains the name counts.
        if retention == .long, !baseURL.holdsText("api.anthropic.com") { return .fiveMinutesOnly(baseURL: baseURL) }
        return .honoured
    }
}
