package import Credentials

/// What a provider has to offer, and which of it is used.
package struct ProviderStatus: Sendable, Equatable {
    /// What the gateway calls effective. It goes by what is stored, not by what can be used.
    package enum Effective: Sendable, Equatable {
        /// The store of agent main, shortened.
        case profiles(store: String)
        case environment(value: String)
        case configKey(value: String)
    }

    /// A value that is masked, and where it is from.
    package struct Found: Sendable, Equatable {
        package let value: String
        package let source: String
    }

    /// One credential that could be used.
    package struct Candidate: Sendable, Equatable {
        package let source: CredentialStanding.Source
        /// The file of a variable, where its layer is one.
        package let file: String?
        /// The stored type; nil outside a store.
        package let kind: CredentialKind?
        package let payer: Payer
        package let state: CredentialStanding.State
        /// Nil for the winner.
        package let loss: CredentialStanding.Loss?
        /// The stored type and the text of the secret are at odds; the payer goes by the text.
        package let isMislabelled: Bool
    }

    /// Why the winner comes first.
    package enum Reason: String, Sendable, Equatable {
        case only, fixedInStore, fixedInConfig, kindFirst, leastRecentlyUsed, othersUnavailable, noProfile, noVariable
    }

    /// As stored, configured or referred to.
    package let provider: String
    package let effective: Effective
    package let oauthCount: Int
    package let tokenCount: Int
    package let keyCount: Int
    /// `⟨id⟩=⟨mask⟩` and the like, in the order of the store.
    package let labels: [String]
    package let environment: Found?
    package let configKey: Found?
    /// Who fixed the order.
    package let orderSource: ProfileOrder.Source
    /// Ids in the order in which they are tried.
    package let order: [String]
    package let candidates: [Candidate]
    package let winner: Candidate?
    /// Why the winner is the winner; nil without one.
    package let reason: Reason?

    package var profileCount: Int { oauthCount + tokenCount + keyCount }

    /// The value that the gateway writes for an OAuth token of the environment.
    static let environmentLogin = "OAuth (env)"

    /// Logins and tokens, one in the environment included.
    package var loginCount: Int {
        oauthCount + tokenCount + (environment?.value == Self.environmentLogin ? 1 : 0)
    }
}

extension CredentialStanding {
    /// Why the winner is the winner; nil without one.
    var reason: ProviderStatus.Reason? {
        guard let winner else { return nil }
        switch winner.source {
        case .environment: return .noProfile
        case .configKey: return .noVariable
        case .profile: break
        }
        guard candidates.count - others.count > 1 else { return .only }
        let fit = candidates.lazy.filter { $0.loss == .behindWinner }
        guard !fit.isEmpty else { return .othersUnavailable }
        switch order {
        case .store: return .fixedInStore
        case .config: return .fixedInConfig
        case .automatic: return fit.contains { $0.kind == winner.kind } ? .leastRecentlyUsed : .kindFirst
        }
    }
}
