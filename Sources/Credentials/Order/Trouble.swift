/// Why an agent cannot answer, named as on the gateway's troubleshooting page.
package enum Trouble: Sendable, Equatable {
    /// Nothing is stored, and nothing is set in the environment or the config.
    case noKey(provider: String)
    /// Profiles are stored but none can be used; with the first one and its reason.
    case noCredentials(profileID: String, Ineligibility)
    /// All usable profiles are in a cooldown; `until` is when the first one ends, in Unix milliseconds.
    case allResting(provider: String, until: Int64)
    /// The provider refused the credential (401 or 403).
    case refused

    /// The phrase of that page, used as the heading of a hint.
    package var phrase: String {
        switch self {
        case .noKey(let provider): #"No API key found for provider "\#(provider)""#
        case .noCredentials(let id, _): "No credentials found for profile `\(id)`"
        case .allResting: "No available auth profile (all in cooldown/unavailable)"
        case .refused: "401 errors / token suddenly invalid"
        }
    }

    /// The message of an agent run of the gateway, if it differs from `ResolutionError`.
    package var gatewayText: String? {
        guard case .allResting(let provider, _) = self else { return nil }
        return "No available auth profile for \(provider) (all in cooldown or unavailable)."
    }
}

extension CredentialStanding {
    /// The problem; nil if there is a winner.
    package var trouble: Trouble? {
        guard winner == nil else { return nil }
        if let until = answersAgainAt { return .allResting(provider: provider, until: until) }
        for candidate in candidates {
            if case .profile(let id, _) = candidate.source, case .ineligible(let reason) = candidate.state {
                return .noCredentials(profileID: id, reason)
            }
        }
        return .noKey(provider: provider)
    }
}
