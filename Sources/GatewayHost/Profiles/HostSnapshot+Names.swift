internal import Credentials
internal import GatewayConfig
internal import JSON5
package import Secrets

// Default ids for new credentials.
extension HostSnapshot {
    /// An existing default profile, and the id that a new one would get.
    package struct Rival: Sendable, Equatable {
        package let present: String
        package let new: String
    }

    /// The default id: `anthropic:manual` for a pasted token, as in the gateway, and `anthropic:default` for an API
    /// key.
    ///
    /// A name whose kind is another one for some agent is not taken (ux rule 21). `isNew`: nothing is to be replaced.
    package func usualProfileID(_ kind: SecretKind, isNew: Bool) -> String {
        let manual = release.provider.id + ":manual"
        let known = kindsByProfile
        if kind == .setupToken, !isNew, known.allSatisfy({ $0.id != manual || $0.kind == .token }) { return manual }
        return ProfileNaming.newProfileID(
            kind: CredentialKind(kind),
            provider: release.provider.id,
            existing: known,
            isReplacing: !isNew
        )
    }

    /// `anthropic:default`, if a new profile would be added beside it for one of the agents; else nil.
    package func defaultBeside(_ kind: SecretKind, agents: [String], isNew: Bool) -> Rival? {
        let present = release.provider.id + ":default"
        let new = usualProfileID(kind, isNew: isNew)
        guard new != present, agents.contains(where: { profile(present, agent: $0) != nil }) else { return nil }
        // If that profile is replaced anyway there is nothing to report.
        guard agents.allSatisfy({ profile(new, agent: $0) == nil }) else { return nil }
        return Rival(present: present, new: new)
    }
}
