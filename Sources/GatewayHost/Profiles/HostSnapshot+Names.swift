package import Credentials
internal import JSON5

// The names that new credentials get by themselves.
extension HostSnapshot {
    /// A default profile that is stored already, and the name that a new one gets beside it.
    package struct Rival: Sendable, Equatable {
        package let present: String
        package let new: String
    }

    /// The gateway's own name for a pasted token, `anthropic:manual`; an API key goes to the default one.
    ///
    /// A name whose kind is another one for some agent is not taken (ux rule 21). `isNew`: nothing is to be replaced.
    package func usualProfileID(_ kind: CredentialKind, isNew: Bool) -> String {
        let manual = Provider.anthropic.id + ":manual"
        let known = kindsByProfile
        if kind == .token, !isNew, known.allSatisfy({ $0.id != manual || $0.kind == .token }) { return manual }
        return ProfileNaming.newProfileID(kind: kind, existing: known, isReplacing: !isNew)
    }

    /// `anthropic:default` where a new name would stand beside it for one of the agents; nil else.
    package func defaultBeside(_ kind: CredentialKind, agents: [String], isNew: Bool) -> Rival? {
        let present = Provider.anthropic.id + ":default"
        let new = usualProfileID(kind, isNew: isNew)
        guard new != present, agents.contains(where: { profile(present, agent: $0) != nil }) else { return nil }
        // One that is replaced anyway is no news.
        guard agents.allSatisfy({ profile(new, agent: $0) == nil }) else { return nil }
        return Rival(present: present, new: new)
    }
}
