internal import Credentials
internal import GatewayConfig
internal import Secrets

/// The credentials that the gateway would try for a model, one after another, and what is known against each.
///
/// The gateway itself learns that a credential is refused only by trying it; it then goes on to the next one.
struct CredentialLine {
    enum Reason: Equatable {
        /// The text is none that a provider hands out.
        case placeholder
        /// The last conclusive check of this very secret failed, at a time in Unix milliseconds.
        case refused(code: String, at: Int64)
    }

    struct Trouble {
        let candidate: CredentialStanding.Candidate
        let reason: Reason
    }

    /// Those before `credential` that cannot answer.
    private(set) var troubles: [Trouble] = []
    /// The first one with nothing against it; if there is none, the first one.
    private(set) var credential: CredentialStanding.Candidate?
    /// The one that is tried after `credential`.
    private(set) var next: CredentialStanding.Candidate?
    /// Whether there is nothing against `credential`.
    private(set) var isOpen = false
    /// When the provider accepted `credential`, in Unix milliseconds; nil if it was not checked.
    private(set) var verifiedAt: Int64?

    /// Whether it is unknown if `credential` has a secret, because the gateway takes it from elsewhere.
    var isReference: Bool { reference != nil }
    var reference: SecretReference? {
        if case .reference(let reference)? = credential?.state { reference } else { nil }
    }

    /// - Parameter hasUnknownKey: whether the key in the config mentions a variable without a value here: it is unknown,
    ///   and no placeholder.
    init(
        _ standing: CredentialStanding,
        _ model: ModelReference,
        _ checks: [String: CheckState],
        _ refusals: ModelRefusals,
        hasUnknownKey: Bool = false
    ) {
        guard let winner = standing.winner else { return }
        (credential, next) = (winner, standing.runnerUp)
        let reason = { Self.reason(against: $0, model, checks, refusals, hasUnknownKey: hasUnknownKey) }
        if let against = reason(winner) {
            troubles = [Trouble(candidate: winner, reason: against)]
            readOn(standing, reason)
        } else {
            isOpen = true
        }
        guard isOpen, let credential, case .verified(let at, _, _) = checks[credential.source.checkKey] else { return }
        verifiedAt = at
    }

    /// Looks for the first credential after the winner that can answer.
    private mutating func readOn(
        _ standing: CredentialStanding,
        _ reason: (CredentialStanding.Candidate) -> Reason?
    ) {
        for candidate in standing.candidates where candidate.loss == .behindWinner {
            guard !isOpen else {
                next = candidate
                return
            }
            if let reason = reason(candidate) {
                troubles.append(Trouble(candidate: candidate, reason: reason))
            } else {
                (credential, next, isOpen) = (candidate, nil, true)
            }
        }
    }

    private static func reason(
        against candidate: CredentialStanding.Candidate,
        _ model: ModelReference,
        _ checks: [String: CheckState],
        _ refusals: ModelRefusals,
        hasUnknownKey: Bool
    ) -> Reason? {
        if case .configKey = candidate.source, hasUnknownKey { return nil }
        if candidate.secret?.trimmed.isPlaceholder == true { return .placeholder }
        if let known = refusals.refusal(of: model.model, for: candidate.source.checkKey) {
            return .refused(code: known.code, at: known.at)
        }
        guard let check = checks[candidate.source.checkKey], check.isRefusal, case .failed(let failure) = check else {
            return nil
        }
        return .refused(code: failure.code, at: failure.at)
    }
}
