package import Anthropic
package import Credentials
internal import GatewayConfig
internal import JSON5

/// The effect of a check on the gateway's usage marks of a profile.
package struct CheckMark: Sendable, Equatable {
    package let profileID: String
    /// Nil if the provider accepted the credential.
    package let failure: FailureReason?

    /// Nil for results that the gateway does not mark, such as a network failure on this host.
    package init?(_ verification: Verification, profileID: String) {
        self.profileID = profileID
        switch verification.outcome {
        case .verified: failure = nil
        case .rejected, .forbidden: failure = .auth
        case .creditTooLow: failure = .billing
        case .rateLimited, .overloaded: failure = .rateLimit
        case .unanswered(.timeout): failure = .timeout
        default: return nil
        }
    }
}

extension HostSnapshot {
    /// A profile that an agent reads, including main's.
    package func readableProfile(_ id: String, agent: String) throws(Problem) -> Profile {
        guard let profile = contents(readBy: agent).profile(id) else { throw noProfile(id, agent: agent) }
        return profile
    }

    /// The agent whose store contains a profile that another agent reads.
    func holder(of id: String, readBy agent: String) -> String {
        profile(id, agent: agent) == nil ? AgentID.main.text : agent
    }

    /// Writes the result of a check into a store as the gateway would.
    func mark(_ mark: CheckMark, in store: inout JSONCredentialStore) throws(StoreError) {
        guard let profile = store.contents.profile(mark.profileID) else { return }
        if let failure = mark.failure {
            let settings = release.cooldowns(in: config.root, provider: profile.provider)
            try store.markFailure(mark.profileID, failure, settings: settings, now: readAt)
        } else {
            try store.markGood(mark.profileID, for: profile.provider)
            try store.markUsed(mark.profileID, now: readAt)
        }
    }
}
