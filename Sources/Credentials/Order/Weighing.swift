internal import Secrets

/// The steps of evaluating what an agent could use for a provider; `CredentialStanding` is what comes out.
struct Weighing: Sendable {
    typealias Candidate = CredentialStanding.Candidate
    typealias Loss = CredentialStanding.Loss
    let resolver: KeyResolver
    let own: StoreContents?
    let ranking: ProfileRanking
    /// The first tried profile that is neither in a cooldown nor unusable; a profile chosen for the session may be in
    /// one.
    let winner: Int?

    init(
        resolver: KeyResolver,
        own: StoreContents?,
        provider: String,
        preferred: String?,
        for model: AskedModel
    ) {
        self.resolver = resolver
        self.own = own
        let ranking = ProfileRanking(
            resolver.store,
            resolver.listing,
            provider: provider,
            preferred: preferred,
            for: model,
            now: resolver.now
        )
        self.ranking = ranking
        winner = ranking.tried.first { index in
            let profile = ranking.profile(at: index)
            guard profile.isSpelled(in: resolver.listing),
                profile.loginFlaw(now: resolver.now, resolver.listing.rules) == nil
            else {
                return false
            }
            return ranking.rest(at: index) == nil || ranking.id(at: index) == preferred
        }
    }

    func candidate(at index: Int) -> Candidate {
        let profile = ranking.profile(at: index)
        let credential = profile.credential
        let state = state(at: index)
        let isFit =
            switch state {
            case .ready, .needsRefresh, .reference: true
            case .cooling, .off, .ineligible: false
            }
        return Candidate(
            source: .profile(id: profile.id, isOwn: own?.place(of: profile.id) != nil),
            file: nil,
            secret: credential.secret,
            kind: profile.kind,
            isShortLived: profile.isShortLived(now: resolver.now),
            payer: credential.payer(of: profile.provider),
            state: state,
            stop: ranking.modelStop(at: index),
            loss: index == winner ? nil : isFit ? .behindWinner : .state
        )
    }

    /// The state from the ranking, plus whether a spelling excludes the profile.
    func state(at index: Int) -> CredentialStanding.State {
        let state = ranking.state(at: index)
        switch state {
        case .cooling, .off, .ineligible: return state
        case .ready, .needsRefresh, .reference:
            guard !ranking.profile(at: index).isSpelled(in: resolver.listing) else { return state }
            return .ineligible(ranking.misspelling(of: ranking.id(at: index)))
        }
    }

    func environment() -> [Candidate] {
        let provider = ranking.provider
        let first = resolver.environment.keys(for: provider).first
        return resolver.environment.everyKey(for: provider).map { key in
            // A value of a lower layer is hidden by the same name above it; a second name by the first name that has a
            // value.
            let hiding = key.isInForce ? first : resolver.environment.inForce(key.name)
            let loss = !ranking.tried.isEmpty ? .profilesComeFirst : key == first ? nil : hiding.map(hidden)
            return outside(.environment(name: key.name, layer: key.layer), key.value.trimmed, loss, file: key.file)
        }
    }

    private func hidden(by key: EnvironmentKey) -> Loss {
        key.value.isBlank ? .hiddenByBlank(key.layer) : .hidden(by: .environment(name: key.name, layer: key.layer))
    }

    func config() -> [Candidate] {
        let provider = ranking.provider
        let reference = resolver.configReference(for: provider)
        guard let key = resolver.configKey(for: provider) ?? reference.map({ _ in Secret("") }) else { return [] }
        let first = resolver.environment.keys(for: provider).first
        let loss = ranking.tried.isEmpty ? first.map(hidden) : .profilesComeFirst
        guard let reference else { return [outside(.configKey, key, loss)] }
        let payer = Payer(of: key, provider: provider)
        return [
            Candidate(
                source: .configKey,
                file: nil,
                secret: nil,
                kind: nil,
                isShortLived: false,
                payer: payer,
                state: .reference(reference),
                stop: nil,
                loss: loss
            )
        ]
    }

    private func outside(
        _ source: CredentialStanding.Source,
        _ key: Secret,
        _ loss: Loss?,
        file: String? = nil
    ) -> Candidate {
        Candidate(
            source: source,
            file: file,
            secret: key,
            kind: nil,
            isShortLived: false,
            payer: Payer(of: key, provider: ranking.provider),
            state: .ready,
            stop: nil,
            loss: loss
        )
    }
}
