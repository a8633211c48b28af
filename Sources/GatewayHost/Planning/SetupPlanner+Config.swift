internal import Credentials
internal import GatewayConfig
internal import JSON5

extension SetupPlanner {
    // MARK: - auth

    /// Lists the profile in `auth.profiles`, and in an explicit order if there is one.
    ///
    /// `auth.profiles` stores one mode per id for all agents. As soon as it lists one profile of a provider, the
    /// gateway ignores stored ones that are not listed (src/agents/auth-profiles/order.ts), so the first entry also
    /// lists the existing ones.
    func listProfile(_ profile: Profile, answers: SetupAnswers, in draft: inout PlanDraft) throws(Problem) {
        let before = snapshot.config.root
        let release = snapshot.release
        let section = release.authSection(of: before)
        let edits =
            answers.intent.isNewInOrder ? section.edits(listing: profile) : section.edits(keepingVisible: [profile])
        try draft.apply(edits)
        let after: Value
        do {
            after = try before.applying(edits)
        } catch {
            throw explain.problem(error, path: snapshot.config.path)
        }
        let agents = readers(of: draft.contents)
        let effects = AgentEffect.all(
            from: release.listing(of: before),
            to: release.listing(of: after),
            agents: agents,
            provider: profile.provider,
            now: snapshot.readAt
        )
        let keepable = answers.keepsHiddenProfiles ? AgentEffect.keepable(in: effects) : []
        try draft.apply(release.authSection(of: after).edits(keepingVisible: keepable))
        let kept = Set(keepable.map(\.id))
        var named: Set<String> = []
        for effect in effects {
            for hidden in effect.hidden where named.insert(hidden.profile.id).inserted {
                if case .modeDiffers = hidden.reason {
                    draft.note(.breaks(profileID: hidden.profile.id, agent: effect.agent))
                    continue
                }
                draft.effects.append(
                    .hidesProfile(
                        profileID: hidden.profile.id,
                        agent: effect.agent,
                        keptListed: kept.contains(hidden.profile.id)
                    )
                )
            }
        }
    }

    /// The stores that agents read; agents that read main's store are represented once.
    private func readers(of stores: [String: StoreContents]) -> [(id: String, store: StoreContents)] {
        let views = AgentViews(snapshot, config: snapshot.config.root, stores: stores)
        let first = snapshot.agents.first { views.readsMain($0.id) }?.id
        return snapshot.agents.filter { $0.id == first || !views.readsMain($0.id) }.map { agent in
            (id: agent.id, store: snapshot.contents(readBy: agent.id, replacing: stores))
        }
    }

    // MARK: - Model and cache

    /// Writes only `primary`, as the gateway's onboarding does, and the cache retention of the effective model.
    func setModel(_ answers: SetupAnswers, in draft: inout PlanDraft) throws(Problem) {
        let places = snapshot.release.places
        let settings = ModelSettings(snapshot.config.root, snapshot.release.format)
        if let wanted = answers.model, wanted != snapshot.configuredPrimary {
            draft.effects += knowledge(of: wanted)
            if let reference = ModelReference(wanted), settings.policy?.allows(reference) == false {
                draft.effects.append(.notAllowed(models: [wanted]))
            }
            if draft.value(at: places.model)?.stringValue != nil {
                // The gateway reads a plain string here, but its schema accepts only the object form.
                try draft.set(["primary": .string(wanted)], at: places.model)
            } else {
                try draft.set(.string(wanted), at: places.primaryModel)
            }
        }
        guard let retention = answers.cacheRetention else { return }
        let key = answers.model ?? snapshot.effectiveModel
        let entries = draft.value(at: places.models)?.objectValue
        try draft.set(
            .string(retention.rawValue),
            at: places.cacheRetention(ofKey: key)
        )
        guard entries?[key] == nil, settings.isListAllowlist else { return }
        guard entries?.isEmpty ?? true else { return draft.effects.append(.joinsAllowlist(model: key)) }
        let kept = ModelsInUse.all(in: snapshot.config.root, snapshot.release.format, primary: answers.model)
            .filter { $0.key != key }
        try draft.apply(kept.map { ValueEdit(places.entry(of: $0), .set([:])) })
        draft.effects.append(
            kept.isEmpty ? .createsAllowlist(model: key) : .keepsModelsInUse(model: key, kept: kept.map(\.key))
        )
    }

    /// What is to be said of a model that this gateway may not know; nothing is known of other providers' models.
    private func knowledge(of model: String) -> [PlanEffect] {
        guard let reference = ModelReference(model), reference.provider == snapshot.release.provider.id,
            snapshot.release.catalog.model(reference) == nil, !isDefined(reference)
        else { return [] }
        let models = snapshot.models
        let warning = snapshot.modelsWarning(explain.texts).map { PlanEffect.modelListIgnored(reason: $0) }
        let ignored = [warning].compactMap(\.self)
        return switch models.standing(of: reference) {
        case .known: []
        case .newer(let since):
            ignored + [.modelNewerThanGateway(model: model, since: since, release: models.release)]
        case .onlyOffered: ignored + [.modelOnlyOffered(model: model)]
        case .unknown: ignored + [.modelNotKnown(model: model)]
        }
    }

    /// Whether the config has an entry for the model, which the gateway then knows by it.
    private func isDefined(_ reference: ModelReference) -> Bool {
        ProviderSettings.all(in: snapshot.config.root, snapshot.release.places).contains { provider in
            ProviderName.normalized(provider.id) == reference.provider
                && provider.models.contains { $0.id == reference.model }
        }
    }

    // MARK: - Metadata

    /// Writes `wizard.*`, the metadata of the last run, but only together with another change of the same file.
    func recordRun(_ answers: SetupAnswers, in draft: inout PlanDraft) throws(Problem) {
        guard answers.gateway != nil, draft.changesConfig else { return }
        let places = snapshot.release.places
        try draft.set(.string(Timestamp.iso8601(snapshot.readAt)), at: places.lastRunAt)
        try draft.set(.string(snapshot.release.version), at: places.lastRunVersion)
        try draft.set(.string(Self.command), at: places.lastRunCommand)
        try draft.set("local", at: places.lastRunMode)
    }
}
