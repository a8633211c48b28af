package import Credentials
package import GatewayConfig
package import JSON5

// Sections of a config as the values that the rules work on. Nil is a config that cannot be read.
extension GatewayRelease {
    /// What a config says about profiles.
    package func listing(of config: Value?) -> AuthListing {
        let settings = AuthSettings(config, places)
        return AuthListing(
            rules: rules,
            entries: settings.entries.map {
                AuthListing.Entry(id: $0.id, provider: $0.provider, mode: $0.mode, email: $0.email)
            },
            orders: settings.orders.map { ($0.provider, $0.ids) },
            place: { settings.index(of: $0) }
        )
    }

    /// What a config says about providers.
    package func providerSections(of config: Value?) -> ProviderSections {
        ProviderSections(
            config.map { ProviderSettings.all(in: $0, places) }?.map {
                ($0.id, ProviderSections.Section(apiKey: $0.apiKey, auth: $0.auth, reference: $0.apiKeyReference))
            } ?? []
        )
    }

    /// How long a failing profile of a provider is skipped.
    package func cooldowns(in config: Value?, provider: String) -> CooldownSettings {
        let numbers = CooldownNumbers(config, places, provider: provider)
        return CooldownSettings(
            rules.cooldowns,
            billingBackoffHours: numbers.billingBackoffHours,
            billingMaxHours: numbers.billingMaxHours,
            failureWindowHours: numbers.failureWindowHours
        )
    }

    /// The edits of a config's statements about profiles.
    package func authSection(of config: Value?) -> AuthSection { AuthSection(config, places) }
}

extension AuthSection {
    package func edits(listing profile: Profile) -> [ValueEdit] { edits(listing: AuthSettings.Entry(profile)) }

    package func edits(keepingVisible profiles: [Profile]) -> [ValueEdit] {
        edits(keepingVisible: profiles.map { AuthSettings.Entry($0) })
    }
}

extension AuthSettings.Entry {
    /// As a stored profile is listed.
    fileprivate init(_ profile: Profile) {
        self.init(id: profile.id, provider: profile.provider, mode: profile.kind.mode, email: profile.email)
    }
}
