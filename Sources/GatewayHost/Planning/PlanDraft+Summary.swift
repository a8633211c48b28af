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
        summary.payerWas = snapshot.payer(of: agent, config: snapshot.config.root)
        summary.payerNow = snapshot.payer(of: agent, config: result.root, stores: contents)
        summary.modelWas = snapshot.configuredPrimary
        summary.modelNow = answers.model ?? snapshot.configuredPrimary
        let model = answers.model ?? snapshot.effectiveModel
        summary.cacheWas = snapshot.configuredRetention(of: model)
        summary.cacheNow = answers.cacheRetention ?? summary.cacheWas
        summary.cacheHasNoEffect = summary.payerNow == .claudePlan
        summary.makesGatewayToken = makesGatewayToken
        for field in fields {
            guard let pointer = field.pointer(in: snapshot.release.places) else { continue }
            summary[field] = .init(was: field.value(value(at: pointer)), now: field.value(result.value(at: pointer)))
        }
        // Without a port in the config, the gateway listens on the one of a variable or on its default.
        if summary[.gatewayPort]?.now == nil { summary.gatewayPort = snapshot.gatewayPort }
        return summary
    }

    /// Which profile is first afterwards if it is not the new one, and which environment keys stay unused.
    func consequences(_ answers: SetupAnswers, config: Value) -> [PlanEffect] {
        guard let stored else { return [] }
        var effects: [PlanEffect] = []
        var views = AgentViews(snapshot, config: config, stores: contents)
        for agent in stored.agents {
            guard let winner = views[agent].winner else { continue }
            if winner.id != stored.profileID {
                effects.append(.otherProfileFirst(profileID: winner.id, agent: agent))
            }
        }
        effects += snapshot.config.environment.credentialCandidates(of: snapshot.release.provider).map {
            .environmentKeyNotUsed(variable: $0.variable, layer: snapshot.describe($0.source))
        }
        return effects
    }
}
