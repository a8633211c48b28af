internal import Credentials
internal import GatewayConfig
internal import JSON5

extension PlanDraft {
    /// What the plan means for agents that it is not about (ux rules 21, 28, 29), and what becomes visible for any.
    ///
    /// Agents without a store of their own read main's, and `auth` of the config is one for all, so a change for one
    /// agent can change which credential another one answers with.
    func effectsOnOtherAgents(_ answers: SetupAnswers, config: Value) -> [ProfileEffect] {
        guard hasChanges else { return [] }
        let named = Set(answers.agents)
        return snapshot.agents.filter(\.isConfigured).flatMap { agent in
            let isOther = !named.contains(agent.id)
            return revealed(for: agent.id, config) + (isOther ? answering(agent.id, config) : lost(agent.id, config))
        }
    }

    private func order(_ agent: String, _ root: Value, _ stores: [String: StoreContents]) -> [String] {
        ProfileOrder.resolve(
            config: root,
            store: snapshot.contents(readBy: agent, replacing: stores),
            provider: Provider.anthropic.id,
            now: snapshot.readAt
        )
    }

    /// Stored profiles that were passed over and are tried from now on, new ones apart.
    private func revealed(for agent: String, _ config: Value) -> [ProfileEffect] {
        let before = order(agent, snapshot.config.root, [:])
        let known = snapshot.contents(readBy: agent)
        return order(agent, config, contents).filter { id in
            // A replaced or cleared one is in the plan already.
            guard let old = known.profile(id), !before.contains(id) else { return false }
            return old == snapshot.contents(readBy: agent, replacing: contents).profile(id)
                && old.flaw(now: snapshot.readAt) == nil
        }.map { .reveals(profileID: $0, agent: agent) }
    }

    private func answering(_ agent: String, _ config: Value) -> [ProfileEffect] {
        let was = snapshot.winner(of: agent, config: snapshot.config.root)
        let willBe = snapshot.winner(of: agent, config: config, stores: contents)
        guard was?.id != willBe?.id else { return [] }
        var effects: [ProfileEffect] = lost(agent, config)
        if let was, let willBe { effects.append(.changesFirst(agent: agent, from: was.id, to: willBe.id)) }
        let payerWas = snapshot.payer(of: agent, config: snapshot.config.root)
        let payerNow = snapshot.payer(of: agent, config: config, stores: contents)
        if let payerWas, let payerNow, payerWas != payerNow {
            effects.append(.changesPayerOf(agent: agent, from: payerWas, to: payerNow))
        }
        return effects
    }

    private func lost(_ agent: String, _ config: Value) -> [ProfileEffect] {
        let had = snapshot.payer(of: agent, config: snapshot.config.root) != nil
        let has = snapshot.payer(of: agent, config: config, stores: contents) != nil
        return had && !has ? [.leavesWithout(agent: agent)] : []
    }
}
