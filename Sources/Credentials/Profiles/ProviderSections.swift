package import JSON5

/// `models.providers` of a config: what it says of a provider under exactly this name, else under the first spelling of it.
package struct ProviderSections: Sendable {
    private let sections: Value?
    /// The first key of each provider, by its normalized name.
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
