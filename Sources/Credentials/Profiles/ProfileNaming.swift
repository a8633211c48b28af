import Secrets

/// Rules for profile names and ids.
package enum ProfileNaming {
    /// Why a name is refused.
    package enum Problem: Error, Sendable, Equatable {
        case empty
        /// It looks like a key pasted into the wrong field; it must not be repeated in any output.
        case looksSecret
    }

    /// Why a typed name or id is refused; nil if it is valid.
    package static func problem(with name: String) -> Problem? {
        if name.trimmedAsJavaScript.isEmpty { return .empty }
        let isSecret = name.split(separator: ":").contains { part in
            RecognisedSecret.recognise(Secret(String(part))) != .unknown
        }
        return isSecret || SecretPrefixes.isClaude(in: name) || Redaction.looksSecret(name) ? .looksSecret : nil
    }

    /// What the ids of Anthropic's profiles begin with.
    package static let anthropicPrefix = ProviderName.anthropic + ":"

    /// The id of a typed name: a name without a provider means a profile of Anthropic.
    package static func id(ofName name: String) -> String {
        name.contains(":") ? name : anthropicPrefix + name
    }

    /// The id that a new credential gets by itself.
    ///
    /// `auth.profiles` stores one mode per id for all agents. So `anthropic:default` is used only if no agent has it
    /// with another kind; otherwise the kind is the name, with a number if that id exists too.
    /// - Parameters:
    ///   - existing: the profiles of all agents, including those only listed in the config.
    ///   - isReplacing: whether a profile of the same kind may be replaced.
    package static func newProfileID(
        kind: CredentialKind,
        provider: String = ProviderName.anthropic,
        existing: [(id: String, kind: CredentialKind)],
        isReplacing: Bool = true
    ) -> String {
        let prefix = ProviderName.normalized(provider) + ":"
        let taken = Set(
            existing.lazy.filter { !isReplacing || $0.id != prefix + "default" || $0.kind != kind }.map(\.id)
        )
        let isFree = { (id: String) in !taken.contains(id) }
        let names = ["default", shortName(kind)]
        if let name = names.first(where: { isFree(prefix + $0) }) { return prefix + name }
        var number = 2
        while !isFree("\(prefix)\(shortName(kind))-\(number)") { number += 1 }
        return "\(prefix)\(shortName(kind))-\(number)"
    }

    private static func shortName(_ kind: CredentialKind) -> String {
        switch kind {
        case .apiKey: "api"
        case .token: "token"
        case .oauth: "oauth"
        }
    }
}
