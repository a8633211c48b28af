internal import CredentialStores
internal import Credentials
internal import FileTransactions
internal import GatewayConfig
internal import JSON5
package import Secrets

/// Plans onboarding from answers and a snapshot. Pure: no reads, no writes, no clock.
///
///     let plan = try SetupPlanner(snapshot: snapshot, explain: explain).plan(answers)
///
/// Stores come before the config, because a running gateway must never see a profile id without its credential.
package struct SetupPlanner: Sendable {
    /// The value of `wizard.lastRunCommand` in the metadata.
    package static let command = "onboard"

    let snapshot: HostSnapshot
    let explain: Explanation
    /// The gateway token that a plan writes if the answers set the gateway and it has none.
    let freshToken: Secret?
    let fields: [SetupField]

    /// - Parameter freshToken: a random token; nil if the answers do not set the gateway.
    package init(
        snapshot: HostSnapshot,
        explain: Explanation,
        freshToken: Secret? = nil,
        fields: [SetupField] = SetupField.all
    ) {
        self.snapshot = snapshot
        self.explain = explain
        self.freshToken = freshToken
        self.fields = fields
    }

    /// The plan for the answers; empty if nothing changes. Throws if the gateway refuses the config, because onboarding
    /// must not write into it then.
    package func plan(_ answers: SetupAnswers) throws(Problem) -> ChangePlan {
        if let problem = snapshot.onboardingRefusal(explain) { throw problem }
        return try makePlan(answers)
    }

    /// The same without checking whether the gateway refuses the config.
    func makePlan(_ answers: SetupAnswers) throws(Problem) -> ChangePlan {
        var draft = try PlanDraft(snapshot: snapshot, explain: explain)
        if answers.storesCredential {
            try requireStores(answers)
            try storeCredential(answers, in: &draft)
        }
        try setModel(answers, in: &draft)
        if let gateway = answers.gateway { try setGateway(gateway, in: &draft) }
        try setSurroundings(answers, in: &draft)
        try recordRun(answers, in: &draft)
        return try draft.finish(answers, fields)
    }
}

// MARK: - Credential

extension SetupPlanner {
    /// Throws where only the gateway's own program writes the stores.
    private func requireStores(_ answers: SetupAnswers) throws(Problem) {
        guard !snapshot.storeRefusals.isEmpty else { return }
        let kind =
            secret(of: answers).map { snapshot.release.provider.kind(of: $0, asked: answers.kind) } ?? answers.kind
        let id = profileName(answers, kind: kind.map { CredentialKind($0) } ?? .apiKey).id
        try snapshot.require(.store(kind, id: id), agents: answers.agents, explain)
    }

    private func storeCredential(_ answers: SetupAnswers, in draft: inout PlanDraft) throws(Problem) {
        guard let secret = secret(of: answers) else { throw explain.missingCredential }
        // The text of the secret determines its kind; for unknown texts the answer does.
        let kind = snapshot.release.provider.kind(of: secret, asked: answers.kind)
        let name = profileName(answers, kind: CredentialKind(kind))
        if let taken = name.taken { draft.effects.append(.usesOtherName(profileID: name.id, taken: taken)) }
        let expires = answers.loginExpires.map(TimeRange.clamped) ?? answers.expires
        let profile = Profile(
            id: name.id,
            provider: snapshot.release.provider.id,
            credential: Credential(kind, secret, expires: expires)
        )
        if let expires, let asked = answers.expires, asked != expires {
            draft.note(.endsAsLogin(profileID: name.id, expires: expires))
        }
        for agent in answers.agents { try store(profile, agent: agent, answers.intent, in: &draft) }
        draft.stored = .init(
            kind: CredentialKind(kind),
            count: secret.count,
            ending: secret.ending,
            profileID: name.id,
            agents: answers.agents,
            replaces: answers.agents.contains { snapshot.profile(name.id, agent: $0) != nil },
            hasOddLength: TokenLength.isOdd(secret)
        )
        draft.stored?.isClaudeLogin = answers.isClaudeLogin
        draft.stored?.expires = kind == .setupToken ? expires : nil
        if answers.agents.count > 1 { draft.effects.append(.storedInSeveralAgents(count: answers.agents.count)) }
        if answers.listsProfile {
            try listProfile(profile, answers: answers, in: &draft)
        } else {
            storeAlone(profile, answers.agents, in: &draft)
        }
    }

    /// Reports that a profile is not listed and whether the gateway tries it anyway.
    private func storeAlone(_ profile: Profile, _ agents: [String], in draft: inout PlanDraft) {
        let listing = snapshot.release.listing(of: snapshot.config.root)
        guard listing.entry(profile.id) == nil else { return }
        let isTried = agents.allSatisfy { agent in
            ProfileOrder(
                listing: listing,
                store: snapshot.contents(readBy: agent, replacing: draft.contents),
                provider: profile.provider,
                now: snapshot.readAt
            ).ids.contains(profile.id)
        }
        draft.note(.storedAlone(profileID: profile.id, isTried: isTried))
        draft.note(
            .listedByHand(profileID: profile.id, provider: profile.provider, mode: profile.kind.rawValue)
        )
    }

    private func secret(of answers: SetupAnswers) -> Secret? {
        if case .environment(let variable) = answers.method { return snapshot.environmentSecret(variable) }
        return answers.secret
    }

    /// The profile id: the requested one, the replaced one, or a default that no agent uses for another kind.
    private func profileName(_ answers: SetupAnswers, kind: CredentialKind) -> (id: String, taken: String?) {
        if case .replace(let id) = answers.intent { return (id, nil) }
        if let id = answers.profileID { return (id, nil) }
        let name = ProfileNaming.newProfileID(
            kind: kind,
            provider: snapshot.release.provider.id,
            existing: snapshot.kindsByProfile
        )
        let standard = snapshot.release.provider.id + ":default"
        return (name, name == standard ? nil : standard)
    }

    /// Stores the profile for one agent and clears the failure marks of a replaced secret.
    private func store(
        _ profile: Profile,
        agent: String,
        _ intent: SetupAnswers.Intent,
        in draft: inout PlanDraft
    ) throws(Problem) {
        let contents = try draft.store(of: agent).contents
        let old = contents.profile(profile.id)
        if let old, !isReplaceable(old) {
            throw snapshot.otherProvider(old, wanted: profile.provider, explain)
        }
        if old == nil, snapshot.readsMainOnly(agent) { draft.effects.append(.startsOwnStore(agent: agent)) }
        var edits: [StoreEdit] = []
        if old.map({ $0.credential != profile.credential || $0.provider != profile.provider }) ?? true {
            edits.append(.upsert(profile))
            if let reference = old?.storedReference {
                draft.note(.replacesReference(profileID: profile.id, agent: agent, reference))
            }
        }
        if let old, old.credential.secret != profile.credential.secret, contents.stats(of: profile.id).hasFailures {
            // The marks belong to the old secret and would block the new one until they expire.
            edits.append(.clearFailures(profile.id))
            draft.effects.append(.clearsFailures(profileID: profile.id))
        }
        if intent.isNewInOrder, let order = contents.order[profile.provider], !order.contains(profile.id) {
            edits.append(.setOrder([profile.id] + order, provider: profile.provider))
        }
        try draft.edit(agent, edits)
    }

    /// Whether a stored profile may get a secret of the supported provider.
    ///
    /// One of another provider would be taken from that provider's models, unless it holds a secret of Claude all the
    /// same: then only its provider was wrong.
    private func isReplaceable(_ old: Profile) -> Bool {
        ProviderName.isSame(old.provider, snapshot.release.provider.id) || old.holdsClaude
    }
}
