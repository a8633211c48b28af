package import Credentials
internal import JSON5

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
    /// An id that holds another kind of credential for some agent is not used. `isNew`: do not replace an existing
    /// profile.
    package func usualProfileID(_ kind: CredentialKind, isNew: Bool) -> String {
        let manual = Provider.anthropic.id + ":manual"
        let known = kindsByProfile
        if kind == .token, !isNew, known.allSatisfy({ $0.id != manual || $0.kind == .token }) { return manual }
        return ProfileNaming.newProfileID(kind: kind, existing: known, isReplacing: !isNew)
    }

    /// `anthropic:default`, if a new profile would be added beside it for one of the agents; else nil.
    package func defaultBeside(_ kind: CredentialKind, agents: [String], isNew: Bool) -> Rival? {
        let present = Provider.anthropic.id + ":default"
        let new = usualProfileID(kind, isNew: isNew)
        guard new != present, agents.contains(where: { profile(present, agent: $0) != nil }) else { return nil }
        // If that profile is replaced anyway there is nothing to report.
        guard agents.allSatisfy({ profile(new, agent: $0) == nil }) else { return nil }
        return Rival(present: present, new: new)
    }
}
