package import Anthropic
internal import CredentialStores
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
    package func readableProfile(
        _ id: String,
        agent: String,
        _ explain: Explanation
    ) throws(Problem) -> Profile {
        guard let profile = contents(readBy: agent).profile(id) else { throw noProfile(id, agent: agent, explain) }
        return profile
    }

    /// Whether a profile that an agent reads has the credential that it had in an earlier snapshot.
    package func hasCredential(of id: String, readBy agent: String, asIn earlier: HostSnapshot) -> Bool {
        contents(readBy: agent).profile(id)?.credential == earlier.contents(readBy: agent).profile(id)?.credential
    }

    /// The agent whose store contains a profile that another agent reads.
    func holder(of id: String, readBy agent: String) -> String {
        profile(id, agent: agent) == nil ? AgentID.main.text : agent
    }

    /// How the gateway would record the result of a check in a store.
    func edits(recording mark: CheckMark, in contents: StoreContents) -> [StoreEdit] {
        guard let profile = contents.profile(mark.profileID) else { return [] }
        guard let failure = mark.failure else {
            return [
                .markGood(mark.profileID, provider: profile.provider), .markUsed(mark.profileID, now: readAt),
            ]
        }
        let settings = release.cooldowns(in: config.root, provider: profile.provider)
        return [.markFailure(mark.profileID, failure, settings, now: readAt)]
    }
}
