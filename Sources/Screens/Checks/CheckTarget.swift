internal import Credentials
internal import GatewayConfig
internal import GatewayHost
package import Secrets

/// What the screen has to know about a stored profile before it can be checked.
package struct CheckTarget: Sendable, Equatable {
    /// Before a setup-token is sent, the note on what a plan may be used for is shown.
    package let kind: SecretKind
}

extension CheckTarget {
    /// Nil for a profile of another provider, and for an empty or expired one.
    init?(_ snapshot: HostSnapshot, profile id: String, agent: String) {
        guard snapshot.probeModel != nil,
            let profile = snapshot.profile(id, agent: agent) ?? snapshot.profile(id, agent: "main"),
            ProviderName.normalized(profile.provider) == snapshot.release.provider.id
        else { return nil }
        let target = snapshot.probeTarget(profile, agent: agent)
        guard let credential = target.credential, target.reason != .missingCredential, target.reason != .expired else {
            return nil
        }
        kind = SecretKind(of: credential)
    }
}
