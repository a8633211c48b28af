package import Anthropic
package import Credentials
internal import GatewayConfig
internal import JSON5

/// What a check means for the gateway's own marks of a profile.
package struct CheckMark: Sendable, Equatable {
    package let profileID: String
    /// Nil for a profile that answered.
    package let failure: FailureReason?

    /// Nil for what the gateway marks nothing for, such as a line that is broken here.
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
    /// A profile as an agent reads it, main's included.
    package func readableProfile(_ id: String, agent: String) throws(Problem) -> Profile {
        guard let profile = contents(readBy: agent).profile(id) else { throw noProfile(id, agent: agent) }
        return profile
    }

    /// The agent in whose store a profile stands that another one reads.
    func holder(of id: String, readBy agent: String) -> String {
        profile(id, agent: agent) == nil ? AgentID.main.text : agent
    }

    /// What becomes of a store when the outcome of a check is marked as the gateway would.
    func mark(_ mark: CheckMark, in store: inout JSONCredentialStore) throws(StoreError) {
        guard let profile = store.contents.profile(mark.profileID) else { return }
        if let failure = mark.failure {
            let settings = CooldownSettings(config: config.root, provider: profile.provider)
            try store.markFailure(mark.profileID, failure, settings: settings, now: readAt)
        } else {
            try store.markGood(mark.profileID, for: profile.provider)
            try store.markUsed(mark.profileID, now: readAt)
        }
    }
}
