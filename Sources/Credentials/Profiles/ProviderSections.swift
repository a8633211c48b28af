package import JSON5

/// `models.providers` of a config. Looked up by the exact name first, then by the first other spelling of the provider.
package struct ProviderSections: Sendable {
    private let sections: Value?
    /// The first key of each provider, by normalised name.
    private var keys: [String: String] = [:]

    package init(config: Value?) {
        sections = config?["models"]?["providers"]
        for (key, _) in ECMAText.entries(of: sections) {
            let name = ProviderName.normalized(key)
            if keys[name] == nil { keys[name] = key }
        }
    }

    package subscript(provider: String) -> Value? {
        sections?[provider] ?? keys[ProviderName.normalized(provider)].flatMap { sections?[$0] }
    }
}
