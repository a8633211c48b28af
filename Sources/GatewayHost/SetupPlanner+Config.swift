internal import Credentials
internal import GatewayConfig
internal import JSON5

extension SetupPlanner {
    // MARK: - auth

    /// Lists the profile in `auth.profiles` and in an order that exists.
    ///
    /// `auth.profiles` holds one mode per name for all agents. As soon as it lists one profile of a provider, the gateway
    /// ignores stored ones that are not listed (reference 4.1 step 2), so the first entry brings the hidden ones along.
    func listProfile(
        _ id: String,
        kind: CredentialKind,
        answers: SetupAnswers,
        in draft: inout PlanDraft
    ) throws(Problem) {
        let listed: Pointer = ["auth", "profiles", .key(id)]
        let listsNone = !snapshot.listsProfiles(of: Self.provider)
        try draft.set(.string(Self.provider), at: listed.appending("provider"))
        try draft.set(.string(kind.rawValue), at: listed.appending("mode"))
        if listsNone, snapshot.configOrder(of: Self.provider) == nil {
            try listHidden(besides: id, answers: answers, in: &draft)
        }
        if var order = snapshot.configOrder(of: Self.provider), order.first != id {
            order.removeAll { $0 == id }
            let pointer = snapshot.configOrderPointer(of: Self.provider)
            try draft.set(.array(([id] + order).map { .string($0) }), at: pointer)
        }
    }

    private func listHidden(
        besides id: String,
        answers: SetupAnswers,
        in draft: inout PlanDraft
    ) throws(Problem) {
        var seen: Set<String> = [id]
        for hidden in snapshot.storedProfiles where hidden.profile.provider == Self.provider {
            guard snapshot.storeOrder(of: Self.provider, agent: hidden.agent) == nil else { continue }
            guard seen.insert(hidden.profile.id).inserted else { continue }
            draft.effects.append(
                .hidesProfile(
                    profileID: hidden.profile.id,
                    agent: hidden.agent,
                    keptListed: answers.keepsHiddenProfiles
                )
            )
            guard answers.keepsHiddenProfiles else { continue }
            let entry: Pointer = ["auth", "profiles", .key(hidden.profile.id)]
            try draft.set(.string(Self.provider), at: entry.appending("provider"))
            try draft.set(.string(hidden.profile.credential.kind.rawValue), at: entry.appending("mode"))
        }
    }

    // MARK: - Model and cache

    /// Writes only `primary`, as the gateway's onboarding does, and the retention of the model that will be in force.
    func setModel(_ answers: SetupAnswers, in draft: inout PlanDraft) throws(Problem) {
        let model: Pointer = ["agents", "defaults", "model"]
        if let wanted = answers.model, wanted != snapshot.configuredPrimary {
            if draft.value(at: model)?.stringValue != nil {
                // A bare string is read but not accepted by the schema; the object form is.
                try draft.set(["primary": .string(wanted)], at: model)
            } else {
                try draft.set(.string(wanted), at: model.appending("primary"))
            }
        }
        guard let retention = answers.cacheRetention else { return }
        let key = answers.model ?? snapshot.effectiveModel
        let models: Pointer = ["agents", "defaults", "models"]
        let entries = draft.value(at: models)?.objectValue
        if entries?[key] == nil {
            let isFirst = entries?.isEmpty ?? true
            draft.effects.append(isFirst ? .createsAllowlist(model: key) : .joinsAllowlist(model: key))
        }
        try draft.set(
            .string(retention.rawValue),
            at: models.appending(.key(key)).appending("params").appending("cacheRetention")
        )
    }

    // MARK: - Gateway

    /// `gateway.mode` and a random token, each only where it is missing; what is there is never rotated.
    func completeGateway(_ answers: SetupAnswers, in draft: inout PlanDraft) throws(Problem) {
        let gateway: Pointer = ["gateway"]
        let auth = gateway.appending("auth")
        if draft.value(at: gateway.appending("mode")) == nil {
            try draft.set("local", at: gateway.appending("mode"))
        }
        let usesPassword =
            draft.value(at: auth.appending("mode"))?.stringValue == "password"
            || (draft.value(at: auth.appending("mode")) == nil && draft.value(at: auth.appending("password")) != nil)
        guard !usesPassword, draft.value(at: auth.appending("token")) == nil else { return }
        // Clients of this host already use the token in the environment; one in the file would win over it.
        guard !snapshot.environmentHas("OPENCLAW_GATEWAY_TOKEN") else { return }
        if draft.value(at: auth.appending("mode")) == nil { try draft.set("token", at: auth.appending("mode")) }
        try draft.set(.string(snapshot.freshGatewayToken), at: auth.appending("token"))
        draft.makesGatewayToken = true
    }

    // MARK: - Metadata

    /// `wizard.*` names the run, but only beside another change of the same file: it never counts as one.
    func recordRun(_ answers: SetupAnswers, in draft: inout PlanDraft) throws(Problem) {
        guard answers.gateway != nil, draft.changesConfig else { return }
        let wizard: Pointer = ["wizard"]
        try draft.set(.string(Timestamp.iso8601(snapshot.readAt)), at: wizard.appending("lastRunAt"))
        try draft.set(.string(HostSnapshot.gatewayVersion), at: wizard.appending("lastRunVersion"))
        try draft.set(.string(Self.command), at: wizard.appending("lastRunCommand"))
        try draft.set("local", at: wizard.appending("lastRunMode"))
    }
}
