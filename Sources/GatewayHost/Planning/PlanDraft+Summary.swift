internal import Credentials
internal import GatewayConfig
internal import JSON5
internal import Secrets

extension PlanDraft {
    /// The settings before and after, for the first chosen agent.
    func summary(_ answers: SetupAnswers, _ fields: [SetupField], result: ConfigSnapshot) -> PlanSummary {
        var summary = PlanSummary()
        let agent = answers.agents.first ?? AgentID.main.text
        summary.credential = stored
        summary.payerWas = snapshot.payerOfAnswers(of: agent, config: snapshot.config.root)
        summary.payerNow = snapshot.payerOfAnswers(of: agent, config: result.root, stores: contents)
        summary.modelWas = snapshot.configuredPrimary
        summary.modelNow = answers.model ?? snapshot.configuredPrimary
        let model = answers.model ?? snapshot.effectiveModel
        summary.cacheWas = snapshot.configuredRetention(of: model)
        summary.cacheNow = answers.cacheRetention ?? summary.cacheWas
        // The cache is a setting of the provider's own models, whichever model answers.
        summary.cacheHasNoEffect = snapshot.payer(of: agent, config: result.root, stores: contents) == .claudePlan
        summary.makesGatewayToken = makesGatewayToken
        for field in fields {
            guard let pointer = field.pointer(in: snapshot.release.places) else { continue }
            summary[field] = .init(was: field.value(value(at: pointer)), now: field.value(result.value(at: pointer)))
        }
        // Without a port in the config, the gateway listens on the one of a variable or on its default.
        if summary[.gatewayPort]?.now == nil { summary.gatewayPort = snapshot.gatewayPort }
        return summary
    }

    /// Whether no agent has a model that the stored credential is for, and the command that gives them one.
    private func unused(_ stored: PlanSummary.StoredCredential, config: Value) -> [PlanEffect] {
        let release = snapshot.release
        guard snapshot.config.problem == nil,
            !AnsweringRoute.providersInUse(config: config, snapshot).contains(release.provider.id)
        else { return [] }
        let wanted = release.format.defaultModel.key
        let isText = config.value(at: release.places.model)?.stringValue != nil
        let place = isText ? release.places.model : release.places.primaryModel
        let value = isText ? "'{\"primary\":\"\(wanted)\"}'" : wanted
        let model = ModelSettings(config, release.format).resolvedPrimary.key
        return [
            .profiles(
                .notUsedYet(
                    profileID: stored.profileID,
                    model: model,
                    command: explain.texts.command("config set \(snapshot.shown(place)) \(value)")
                )
            )
        ]
    }

    /// Which profile is first afterwards if it is not the new one, and which environment keys stay unused.
    func consequences(_ answers: SetupAnswers, config: Value) -> [PlanEffect] {
        guard let stored else { return [] }
        var effects = unused(stored, config: config)
        var views = AgentViews(snapshot, config: config, stores: contents)
        for agent in stored.agents {
            guard let winner = views[agent].winner else { continue }
            if winner.id != stored.profileID {
                effects.append(.otherProfileFirst(profileID: winner.id, agent: agent))
            }
        }
        effects += snapshot.config.environment.credentialCandidates(of: snapshot.release.provider).map {
            .environmentKeyNotUsed(variable: $0.variable, layer: snapshot.describe($0.source, explain))
        }
        return effects
    }
}
