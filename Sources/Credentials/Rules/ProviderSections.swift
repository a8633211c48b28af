package import Secrets

/// `models.providers` of a config, as values. Looked up by the exact name first, then by the first other spelling of the
/// provider.
package struct ProviderSections: Sendable {
    /// What a section says about credentials.
    package struct Section: Sendable, Equatable {
        /// The key as written, perhaps blank.
        package let apiKey: Secret?
        /// How requests authenticate, such as `aws-sdk`.
        package let auth: String?
        /// The reference in the place of the key.
        package let reference: SecretReference?

        package init(apiKey: Secret?, auth: String?, reference: SecretReference? = nil) {
            self.apiKey = apiKey
            self.auth = auth
            self.reference = reference
        }
    }

    private let sections: [Section]
    /// The index of each key.
    private var places: [String: Int] = [:]
    /// The index of the first key of each provider, by normalised name.
    private var firstPlaces: [String: Int] = [:]

    /// In the order in which the gateway walks over them.
    package init(_ sections: [(provider: String, section: Section)] = []) {
        self.sections = sections.map(\.section)
        for (place, entry) in sections.enumerated() {
            places[entry.provider] = place
            let name = ProviderName.normalized(entry.provider)
            if firstPlaces[name] == nil { firstPlaces[name] = place }
        }
    }

    package subscript(provider: String) -> Section? {
        (places[provider] ?? firstPlaces[ProviderName.normalized(provider)]).map { sections[$0] }
    }
}
