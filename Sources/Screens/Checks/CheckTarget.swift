internal import Credentials
internal import GatewayHost
internal import Secrets

/// What a live check of a stored profile would send, as far as a screen has to know.
package struct CheckTarget: Sendable, Equatable {
    /// A subscription's token: what a plan may be used for is shown before it is sent.
    package let isSubscription: Bool
}

extension CheckTarget {
    /// Nil for a profile of another provider, and for one that is empty or has run out.
    init?(_ snapshot: HostSnapshot, profile id: String, agent: String) {
        guard snapshot.probeModel != nil,
            let profile = snapshot.profile(id, agent: agent) ?? snapshot.profile(id, agent: "main"),
            ProviderName.normalized(profile.provider) == "anthropic"
        else { return nil }
        let target = snapshot.probeTarget(profile, agent: agent)
        guard let credential = target.credential, target.reason != .missingCredential, target.reason != .expired else {
            return nil
        }
        isSubscription = SecretKind.isSubscription(credential)
    }
}
