package import Credentials

/// The credentials of a provider and which one is used.
package struct ProviderStatus: Sendable, Equatable {
    /// The gateway's "effective" credential. It depends on what is stored, not on what is usable.
    package enum Effective: Sendable, Equatable {
        /// The store of agent main; path shortened for display.
        case profiles(store: String)
        case environment(value: String)
        case configKey(value: String)
    }

    /// A masked value and its source.
    package struct Found: Sendable, Equatable {
        package let value: String
        package let source: String
    }

    /// One credential that could be used.
    package struct Candidate: Sendable, Equatable {
        package let source: CredentialStanding.Source
        /// The file that sets the variable, if its layer is a file.
        package let file: String?
        /// The stored type; nil outside a store.
        package let kind: CredentialKind?
        /// Whether it is a token that ends within a day.
        package let isShortLived: Bool
        package let payer: Payer
        package let state: CredentialStanding.State
        /// The models that its marks are about, if it is tried for all others.
        package let stop: ModelStop?
        /// Why it is not used; nil for the winner.
        package let loss: CredentialStanding.Loss?
        /// Whether the stored type contradicts the secret's text; the text determines who pays.
        package let isMislabelled: Bool
    }

    /// Why the winner is first.
    package enum Reason: String, Sendable, Equatable {
        case only, fixedInStore, fixedInConfig, kindFirst, leastRecentlyUsed, othersUnavailable, noProfile, noVariable
    }

    /// As stored, configured or referred to.
    package let provider: String
    package let effective: Effective
    package let oauthCount: Int
    package let tokenCount: Int
    package let keyCount: Int
    /// `⟨id⟩=⟨mask⟩` and the like, in store order.
    package let labels: [String]
    package let environment: Found?
    package let configKey: Found?
    /// Where the order is set.
    package let orderSource: ProfileOrder.Source
    /// Profile ids in the order they are tried.
    package let order: [String]
    package let candidates: [Candidate]
    package let winner: Candidate?
    /// Whether the config has it authenticate with AWS credentials, so that none of the candidates is used.
    package let usesAWS: Bool
    /// Why the winner is first; nil without one.
    package let reason: Reason?
    /// Why none of its profiles is available, in the gateway's word; nil if one is, or its release says nothing.
    let unavailableReason: String?

    package var profileCount: Int { oauthCount + tokenCount + keyCount }

    /// The text that the gateway prints for an OAuth token in the environment.
    static let environmentLogin = "OAuth (env)"

    /// The number of logins and tokens, including one in the environment.
    package var loginCount: Int {
        oauthCount + tokenCount + (environment?.value == Self.environmentLogin ? 1 : 0)
    }
}

extension CredentialStanding {
    /// Why the winner is first; nil without one.
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
