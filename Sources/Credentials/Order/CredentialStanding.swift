package import Secrets

/// Which credential an agent's next message is sent with, and why not one of the others.
///
/// It follows the rule of agent runs (src/agents/pi-embedded-runner/run.ts), which is stricter than `KeyResolver`:
/// environment and config keys are tried only if the order of profiles is empty, even if every profile fails.
package struct CredentialStanding: Sendable {
    /// The source of a credential.
    package enum Source: Sendable, Equatable {
        /// `isOwn`: whether it is in the agent's own store rather than inherited from main's.
        case profile(id: String, isOwn: Bool)
        case environment(name: String, layer: EnvironmentLayer)
        /// `models.providers.⟨provider⟩.apiKey`.
        case configKey
    }

    /// The current state of a candidate.
    package enum State: Sendable, Equatable {
        case ready
        /// OAuth past its expiry: the gateway refreshes it on use.
        case needsRefresh
        /// The gateway takes the secret from elsewhere; whether it is there is not known.
        case reference(SecretReference)
        case cooling(until: Int64)
        /// Disabled after a billing error.
        case off(until: Int64, reason: String?)
        case ineligible(Ineligibility)
    }

    /// Why a candidate does not win.
    package enum Loss: Sendable, Equatable {
        /// Its state prevents it.
        case state
        /// It would be used if those before it failed.
        case behindWinner
        /// Not tried while profiles exist.
        case profilesComeFirst
        /// The config has the provider authenticate with AWS credentials.
        case awsComesFirst
        /// Another variable or layer takes precedence.
        case hidden(by: Source)
        /// The same variable is set to blank in a higher layer.
        case hiddenByBlank(EnvironmentLayer)
    }

    package struct Candidate: Sendable, Equatable {
        package let source: Source
        /// The file that sets the variable, if its layer is a file.
        package let file: String?
        package let secret: Secret?
        /// The stored type; nil outside a store.
        package let kind: CredentialKind?
        /// Whether it is a token that ends within a day.
        package let isShortLived: Bool
        package let payer: Payer
        package let state: State
        /// The models that its marks are about, if it is tried for all others.
        package let stop: ModelStop?
        /// Nil for the winner.
        package let loss: Loss?

        /// Whether the stored type contradicts the secret's text, as in `Profile.isMislabelled`.
        package var isMislabelled: Bool {
            guard let secret, let kind else { return false }
            return kind.isMislabelling(secret)
        }
    }

    package var provider: String { weighing.ranking.provider }
    package var order: ProfileOrder.Source { weighing.ranking.order.source }
    /// Whether all stored profiles are tried because none of those that are named is stored.
    package var isFallback: Bool { weighing.ranking.order.isFallback }
    /// The ids of the profiles that are tried, in order.
    package var ids: [String] { weighing.ranking.order.ids }
    /// In the order they are tried; those that cannot be used at all come last in their group.
    package var candidates: Candidates { Candidates(weighing: weighing, others: others) }

    private let weighing: Weighing
    /// Candidates outside the store: variables, then the config's key.
    package let others: [Candidate]

    package var winner: Candidate? {
        weighing.winner.map(weighing.candidate(at:)) ?? others.first { $0.loss == nil }
    }

    /// The candidate that is used if the winner fails.
    package var runnerUp: Candidate? {
        weighing.ranking.tried.lazy.map(weighing.candidate(at:)).first { $0.loss == .behindWinner }
    }

    /// When the first cooldown ends, in Unix milliseconds; nil if there is a winner or no cooldown.
    package var answersAgainAt: Int64? { winner == nil ? returns.min() : nil }

    /// When each cooldown ends, in Unix milliseconds.
    package var returns: [Int64] {
        weighing.ranking.tried.compactMap { index in
            switch weighing.ranking.rest(at: index) {
            case .cooling(let until), .off(let until, _): until
            default: nil
            }
        }
    }

    /// Why none of the profiles is available, in the gateway's word; nil if one is, or if its release says nothing.
    package var unavailableReason: String? {
        guard winner == nil else { return nil }
        let ranking = weighing.ranking
        let marks = ranking.tried.compactMap { ranking.store.usageStats[ranking.id(at: $0)] }
        return UnavailableReason.of(marks, ranking.listing.rules.selection, at: ranking.now)
    }

    /// The profiles that are left out.
    package var leftOut: LeftOut { LeftOut(weighing.ranking) }

    /// Evaluates everything that an agent could use for a provider.
    /// - Parameters:
    ///   - resolver: the agent's view.
    ///   - own: the agent's own store; nil if it has none.
    ///   - preferred: the session's choice.
    ///   - model: what it is for.
    package init(
        _ resolver: KeyResolver,
        own: StoreContents?,
        provider: String,
        preferred: String? = nil,
        for model: AskedModel = .any
    ) {
        weighing = Weighing(resolver: resolver, own: own, provider: provider, preferred: preferred, for: model)
        others = weighing.environment() + weighing.config()
    }

    /// The candidates, created lazily.
    package struct Candidates: RandomAccessCollection, Sendable {
        fileprivate let weighing: Weighing
        fileprivate let others: [Candidate]

        package var startIndex: Int { 0 }
        package var endIndex: Int { weighing.ranking.indices.count + others.count }

        package subscript(index: Int) -> Candidate {
            let profiles = weighing.ranking.indices
            return profiles.contains(index) ? weighing.candidate(at: index) : others[index - profiles.count]
        }
    }
}

extension CredentialStanding {
    /// The profiles that are left out; each reason is computed on access.
    ///
    /// It holds only the ranking, because a report keeps it, while the inputs of a standing include the config's key.
    package struct LeftOut: RandomAccessCollection, Sendable {
        private let ranking: ProfileRanking
        /// Profiles that are tried although they cannot be used, as indices into the ranking.
        private let unusable: [Int]

        fileprivate init(_ ranking: ProfileRanking) {
            self.ranking = ranking
            unusable = ranking.tried.filter { index in
                let profile = ranking.profile(at: index)
                return !profile.isSpelled(in: ranking.listing)
                    || profile.loginFlaw(now: ranking.now, ranking.listing.rules) != nil
            }
        }

        package var startIndex: Int { 0 }
        package var endIndex: Int { unusable.count + ranking.indices.count - ranking.tried.count }

        package subscript(index: Int) -> (profile: Profile, reason: Ineligibility) {
            let place =
                index < unusable.count ? unusable[index] : ranking.tried.count + index - unusable.count
            let profile = ranking.profile(at: place)
            guard case .ineligible(let reason) = ranking.state(at: place) else {
                return (
                    profile,
                    profile.loginFlaw(now: ranking.now, ranking.listing.rules) ?? ranking.misspelling(of: profile.id)
                )
            }
            return (profile, reason)
        }
    }
}

extension CredentialStanding.State {
    /// The cooldown or disabled state from failures that have it skipped until a time (Unix milliseconds).
    init(resting stats: UsageStats, until: Int64) {
        if until == stats.disabledUntil {
            self = .off(until: until, reason: stats.disabledReason)
        } else if until == stats.blockedUntil {
            self = .off(until: until, reason: stats.blockedReason)
        } else {
            self = .cooling(until: until)
        }
    }
}
