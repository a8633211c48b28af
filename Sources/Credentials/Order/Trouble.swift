/// Why an agent cannot answer, under the names that the gateway's page on troubleshooting uses.
package enum Trouble: Sendable, Equatable {
    /// Nothing is stored and nothing is in the environment or the config.
    case noKey(provider: String)
    /// Profiles are stored, but none of them can be used; the first and what is wrong with it.
    case noCredentials(profileID: String, Ineligibility)
    /// All usable profiles rest; when the first comes back, in Unix milliseconds.
    case allResting(provider: String, until: Int64)
    /// A login has run out and could not be refreshed.
    case refreshFailed(provider: String, profileID: String)

    /// The phrase of the page, to head a hint.
    package var phrase: String {
        switch self {
        case .noKey(let provider): #"No API key found for provider "\#(provider)""#
        case .noCredentials(let id, _): "No credentials found for profile `\(id)`"
        case .allResting: "No available auth profile (all in cooldown/unavailable)"
        case .refreshFailed(let provider, _): "OAuth token refresh failed for \(provider)"
        }
    }

    /// What an agent run of the gateway says, where it says something else than `ResolutionError`.
    package var gatewayText: String? {
        guard case .allResting(let provider, _) = self else { return nil }
        return "No available auth profile for \(provider) (all in cooldown or unavailable)."
    }
}

extension CredentialStanding {
    /// What is wrong; nil when something wins.
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
