package import Credentials
internal import GatewayConfig
internal import JSON5
package import Secrets

/// One credential considered by `models status --probe`, with the reason if it is not sent.
package struct ProbeTarget: Sendable, Equatable {
    /// Its source, named as in the gateway.
    package enum Source: String, Sendable {
        case profile
        case environment = "env"
        case configKey = "models.json"
    }

    /// Why nothing is sent, named as in later gateway versions.
    package enum ReasonCode: String, Sendable {
        case missingCredential = "missing_credential"
        case expired
        case unresolvedReference = "unresolved_ref"
        case ineligibleProfile = "ineligible_profile"
        case excludedByOrder = "excluded_by_auth_order"
        case noModel = "no_model"

        /// The gateway's text.
        package var gatewayText: String {
            switch self {
            case .excludedByOrder: "Excluded by auth.order for this provider."
            case .noModel: "No model available for probe"
            case .missingCredential, .expired, .ineligibleProfile, .unresolvedReference:
                "Auth profile credentials are missing or expired.\n↳ Auth reason [\(rawValue)]"
            }
        }
    }

    package let source: Source
    /// The profile id; nil for a credential that is not stored.
    package let profileID: String?
    /// The profile id, or the name of the effective variable.
    package let label: String
    /// `api_key`, `token`, `oauth`.
    package let mode: String
    package let credential: Secret?
    package let reason: ReasonCode?

    /// The id under which the result is stored.
    package var recordName: String { profileID ?? "env:" + label }
}

extension HostSnapshot {
    /// The stored Anthropic profiles that an agent reads; if there are none, the variable or the key in the config.
    ///
    /// src/commands/models/list.probe.ts
    package func probeTargets(agent: String, profileIDs: Set<String> = []) -> [ProbeTarget] {
        let profiles = contents(readBy: agent).profiles(of: release.provider.id)
        guard profiles.isEmpty else {
            return targets(profiles.filter { profileIDs.isEmpty || profileIDs.contains($0.id) }, agent: agent)
        }
        return profileIDs.isEmpty ? [unstoredTarget].compactMap { $0 } : []
    }

    /// One profile that an agent reads, as a target.
    package func probeTarget(_ profile: Profile, agent: String) -> ProbeTarget {
        targets([profile], agent: agent)[0]
    }

    private func targets(_ profiles: [Profile], agent: String) -> [ProbeTarget] {
        let listing = release.listing(of: config.root)
        let contents = contents(readBy: agent)
        let order = ProfileOrder(listing: listing, store: contents, provider: release.provider.id, now: readAt)
        let isTried = order.isTried(in: contents)
        return profiles.map { profile in
            target(profile, listing, order, isTried: contents.place(of: profile.id).map { isTried[$0] } ?? false)
        }
    }

    private func target(
        _ profile: Profile,
        _ listing: AuthListing,
        _ order: ProfileOrder,
        isTried: Bool
    ) -> ProbeTarget {
        ProbeTarget(
            source: .profile,
            profileID: profile.id,
            label: profile.id,
            mode: profile.kind.rawValue,
            credential: profile.credential.secret?.trimmed,
            reason: reason(profile, listing, order, isTried: isTried)
        )
    }

    private func reason(
        _ profile: Profile,
        _ listing: AuthListing,
        _ order: ProfileOrder,
        isTried: Bool
    ) -> ProbeTarget.ReasonCode? {
        switch profile.ineligibility(for: release.provider.id, listing: listing, now: readAt) {
        case .empty, .missing, .noAccessToken, .malformedReference, .command: return .missingCredential
        case .expired, .invalidExpiry: return .expired
        case .loginElsewhere: return .unresolvedReference
        case .otherProvider, .notListed, .listedForOtherProvider, .modeDiffers, .setAside: return .ineligibleProfile
        case nil: break
        }
        guard isTried else {
            return order.source == .automatic ? .ineligibleProfile : .excludedByOrder
        }
        if profile.reference != nil { return .unresolvedReference }
        // Only the gateway refreshes an expired login; this program never does.
        if case .oauth(_, _, let expires?) = profile.credential, readAt >= expires { return .expired }
        return profile.credential.secret?.isBlank ?? true ? .missingCredential : nil
    }

    /// The effective variable, else the key in the config.
    private var unstoredTarget: ProbeTarget? {
        let keys = EnvironmentKeys(config.environment, providers: [release.provider.id], rules: release.rules)
        let resolver = KeyResolver(
            listing: release.listing(of: config.root),
            sections: release.providerSections(of: config.root),
            store: StoreContents(),
            environment: keys,
            agentDir: "",
            now: readAt
        )
        let variable = keys.keys(for: release.provider.id).first?.name
        // Not an error: without any credential there is nothing to send.
        guard let resolved = try? resolver.resolve(provider: release.provider.id), let key = resolved.key else {
            return nil
        }
        // The text of a reference without a value is no key.
        let isUnknown = variable == nil && !config.unset(at: configKeyPlace).isEmpty
        return ProbeTarget(
            source: variable == nil ? .configKey : .environment,
            profileID: nil,
            label: variable ?? configKeyPlace.description,
            mode: resolved.mode == .oauth ? "oauth" : "api_key",
            credential: isUnknown ? nil : key,
            reason: isUnknown ? .missingCredential : nil
        )
    }

    /// Where the config has the provider's key.
    private var configKeyPlace: Pointer {
        release.places.apiKey(of: release.provider.id)
    }

    /// The model for probes: the default model if it is the provider's, else its cheapest one; nil if it cannot be checked.
    package var probeModel: String? {
        release.provider.verification == nil ? nil : checkedModel() ?? release.catalog.current.last?.id
    }
}
