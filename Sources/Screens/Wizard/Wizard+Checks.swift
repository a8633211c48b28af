internal import Anthropic
internal import Credentials
internal import GatewayHost
internal import Secrets
internal import TerminalUI

// The background check of the credential.
//
// It starts when the credential is known, after the page that names the provider's host was visible and answered, with
// the model that is marked to begin with; another model is asked about anew. The rail shows how far it is, Review the
// result. Leaving these pages or changing the credential cancels it.
extension Wizard {
    /// Called after every event: starts or cancels the check.
    mutating func followCheck() -> [Effect] {
        var effects = check.want(wantedCheck, at: time)
        if !effects.isEmpty { retell() }
        if current != .model { effects += modelsAsk.stop() }
        guard showsSeconds, !setup.isSpoken, !isTicking else { return effects }
        isTicking = true
        return effects + [.wake(afterMilliseconds: Int(pace.milliseconds))]
    }

    /// Whether the page or the rail beside it shows the elapsed seconds of a request.
    private var showsSeconds: Bool {
        let hasRail = !FrameLayout.isNarrow(size)
        return check.isRunning && (hasRail || current == .review) || current == .model && modelsAsk.isRunning
    }

    /// The pages on which the check may run.
    private var mayCheck: Bool { flow.mayCheck(on: current) }

    private var wantedCheck: BackgroundCheck.Subject? {
        guard mayCheck, let checks = host.checks, checks.obstacle == nil, let subject = checkSubject else { return nil }
        if check.subject == subject { return subject }
        return checks.isAutomatic && announced == subject.credential ? subject : nil
    }

    // MARK: - Credential and model

    /// The credential and model that the answers result in.
    var checkSubject: BackgroundCheck.Subject? {
        guard host.checks != nil, let credential = checkedCredential, let model = checkedModel else { return nil }
        return BackgroundCheck.Subject(credential: credential, model: model)
    }

    var checkedCredential: CheckRequest.Credential? {
        if answers.storesCredential {
            if case .environment(let variable) = answers.method { return .environment(variable: variable) }
            return answers.secret.map { .pasted($0) }
        }
        guard answers.intent == .keep else { return nil }
        return checkableProfile.map { .stored(profileID: $0.id, agent: $0.agent) }
    }

    /// Whether the credential that stays is a reference: there is no secret here to check.
    private var keepsReference: Bool {
        !answers.storesCredential && answers.intent == .keep && keptProfile?.reference != nil
    }

    /// The stored profile that is first in the order, if its secret is here.
    var checkableProfile: SetupFacts.StoredProfile? { keptProfile?.reference == nil ? keptProfile : nil }

    /// The stored profile that is first in the order.
    var keptProfile: SetupFacts.StoredProfile? {
        host.facts.winner(of: answers.agents)
    }

    /// Without the provider prefix. A model of another provider cannot test this credential, so the default one is
    /// used.
    private var checkedModel: String? {
        let chosen = answers.model ?? host.facts.primaryModel
        if let chosen, chosen.withoutDefaultProvider != chosen { return chosen.withoutDefaultProvider }
        return setup.models().first(where: \.isDefault)?.reference.withoutDefaultProvider
    }

    /// The kind of the checked secret: what was chosen, or what is stored.
    var checkedKind: SecretKind {
        (answers.storesCredential ? answers.kind : keptProfile?.kind.secretKind) ?? .apiKey
    }

    // MARK: - Announcing

    /// Remembers the credential whose check the visible page announces: only that one is sent automatically.
    mutating func noteAnnouncement() {
        guard host.checks?.isAutomatic == true, overlays.isEmpty, !FrameLayout(size: size).isTooSmall else { return }
        switch current {
        case .credential:
            if let secret = steps.credential.announced { announced = .pasted(secret) }
        case .method:
            if let variable = steps.method.markedVariable { announced = .environment(variable: variable) }
        case .existing where steps.existing.marksKeeping:
            announced = checkableProfile.map { .stored(profileID: $0.id, agent: $0.agent) }
        default: break
        }
    }

    // MARK: - What is shown

    var checkView: CheckView {
        if keepsReference, host.checks != nil, mayCheck || current == .done { return .impossible("reference") }
        guard mayCheck || current == .done, let checks = host.checks, let subject = checkSubject else { return .none }
        if let obstacle = checks.obstacle { return .impossible(obstacle) }
        guard subject == check.subject else { return .open(host: checks.host, isAutomatic: checks.isAutomatic) }
        switch check.state {
        case .none: return .open(host: checks.host, isAutomatic: checks.isAutomatic)
        case .running(let since): return runningView(since)
        case .ended(let verification): return .ended(verification)
        }
    }

    private func runningView(_ since: Int64) -> CheckView {
        setup.isSpoken
            ? .running(seconds: max(0, time - since) / 1000, spinner: "") : pace.view(since: since, now: time)
    }

    /// Advances the elapsed time; nil if no check is shown.
    mutating func tick(at now: Int64) -> Int64? {
        guard isTicking, showsSeconds else {
            isTicking = false
            return nil
        }
        pace.ticked(at: now)
        retell()
        return pace.milliseconds
    }

    // MARK: - Result

    mutating func checked(_ verification: Verification, id: Int) -> [Effect] {
        if let effects = takeModels(verification, id: id) { return effects }
        let asked = check.subject
        guard check.take(verification, id: id) else { return [] }
        if setup.isSpoken { message = nil }
        var effects: [Effect] = []
        if case .stored(let profileID, _) = asked?.credential {
            effects.append(.record(checkID: id, profileID: profileID))
        }
        guard current == .review else { return effects }
        let waits = steps.review.state == .awaitingCheck
        if waits, verification.isVerified, case .success(let plan) = steps.review.plan { return effects + apply(plan) }
        if waits { steps.review.state = .ready }
        // The rows changed: a key already in the input queue was meant for the old ones.
        isShown = false
        settling = nil
        retell()
        return effects
    }

    /// Starts a check because its row was chosen, even if a result is known.
    mutating func startCheck() -> [Effect] {
        guard let subject = checkSubject, host.checks?.obstacle == nil else { return [] }
        announced = subject.credential
        let effects = check.start(subject, at: time)
        isShown = false
        retell()
        return effects
    }

    /// Updates the state of the check on Review.
    private mutating func retell() {
        if current == .review { steps.review.retell(context) }
    }

    /// Whether the checked model is the one the gateway will use.
    var checksChosenModel: Bool {
        check.subject?.model == (answers.model ?? host.facts.primaryModel)?.withoutDefaultProvider
    }

    /// The effects that store the result of the check after the credential was stored.
    mutating func recordOfCheck() -> [Effect] {
        guard check.verification(of: checkSubject) != nil, case .success(let plan) = steps.review.plan,
            let stored = plan.summary.credential
        else { return [] }
        return [.record(checkID: check.id, profileID: stored.profileID)]
    }
}
