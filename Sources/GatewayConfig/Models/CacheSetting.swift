package import JSON5

/// The cache retention in force for one model, why, and whether it does anything.
package struct CacheSetting: Sendable, Equatable {
    /// Why the value is what it is.
    package enum Reason: Sendable, Equatable {
        /// `params.cacheRetention` of the model.
        case explicit(Pointer)
        /// The older `params.cacheControlTtl` of the model.
        case legacy(Pointer)
        /// The gateway adds `short` for an API key; `hiding` is the older value that thereby counts for nothing.
        case added(hiding: Pointer?)
        /// `PI_CACHE_RETENTION=long`.
        case variable
        /// Nothing is said: five minutes.
        case standard
    }

    /// Whether the setting does anything.
    package enum Effect: Sendable, Equatable {
        case honoured
        /// A subscription credential does not honour cache settings.
        case noneWithSubscription
        /// The provider is not `anthropic`: the parameter is not passed on.
        case noneForProvider
        /// One hour is asked for only of Anthropic's own address; elsewhere it is five minutes.
        case fiveMinutesOnly(baseURL: String)
    }

    package let retention: CacheRetention
    package let reason: Reason
    /// A value in the file that the gateway does not know, and so ignores.
    package let ignored: Pointer?
    private let isAnthropic: Bool

    /// Resolves the setting of a model; its key must be exactly `provider/model`, as the gateway looks it up.
    package init(_ model: ModelReference, in loaded: LoadedConfig, _ environment: EnvironmentLayers) {
        let params = model.parameters
        let current = params.appending("cacheRetention")
        let legacy = params.appending("cacheControlTtl")
        let written = loaded.root.value(at: current)
        let ttl = loaded.root.value(at: legacy)?.stringValue.flatMap(CacheRetention.init(legacyTTL:))
        let value = written?.stringValue.flatMap(CacheRetention.init(rawValue:))

        isAnthropic = model.provider == "anthropic"
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

    /// What becomes of it with a kind of credential and an address.
    package func effect(isSubscription: Bool, baseURL: String) -> Effect {
        if isSubscription { return .noneWithSubscription }
        if !isAnthropic { return .noneForProvider }
        // A textual test, as in the gateway: any address that contains the name counts.
        if retention == .long, !baseURL.holdsText("api.anthropic.com") { return .fiveMinutesOnly(baseURL: baseURL) }
        return .honoured
    }
}

/// What the configuration says about Anthropic as a provider.
package struct AnthropicProvider: Sendable, Equatable {
    /// Where requests go.
    package let baseURL: String
    /// Where the address stands; nil when it is Anthropic's own.
    package let baseURLPointer: Pointer?
    /// Headers that replace the gateway's own, by name as written.
    package let headers: [String: String]

    package static let standardBaseURL = "https://api.anthropic.com"
    private static let pointer: Pointer = ["models", "providers", "anthropic"]

    /// Reads `models.providers.anthropic`; no variable overrides it.
    package init(_ config: Value) {
        let provider = config.value(at: Self.pointer)
        let configured = provider?["baseUrl"]?.stringValue.nonBlank
        baseURL = configured ?? Self.standardBaseURL
        baseURLPointer = configured == nil ? nil : Self.pointer.appending("baseUrl")
        let pairs = (provider?["headers"]?.objectValue ?? [:]).compactMap { header in
            header.value.stringValue.map { (header.key, $0) }
        }
        headers = Dictionary(pairs) { $1 }
    }
}
