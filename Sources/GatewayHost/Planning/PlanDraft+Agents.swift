internal import Credentials
internal import GatewayConfig
internal import JSON5

extension PlanDraft {
    /// Consequences for agents that the plan is not about, and profiles that become visible for any agent.
    ///
    /// An agent without its own store uses main's, and `auth` in the config applies to all agents. So a change for one
    /// agent can change which credential another one uses, hide its profiles or change its kind.
    func effectsOnOtherAgents(_ answers: SetupAnswers, config: Value) -> [ProfileEffect] {
        guard hasChanges else { return [] }
        let named = Set(answers.agents)
        var before = AgentViews(snapshot, config: snapshot.config.root)
        var after = AgentViews(snapshot, config: config, stores: contents)
        return snapshot.agents.filter(\.isConfigured).flatMap { agent in
            let change = Change(
                agent: agent.id,
                was: before[agent.id],
                willBe: after[agent.id],
                payerWas: before.payerOfAnswers(agent.id),
                payerWillBe: after.payerOfAnswers(agent.id)
            )
            let isOther = !named.contains(agent.id)
            return change.revealed(now: snapshot.readAt) + (isOther ? change.answering : change.lost)
        }
    }

    /// What one agent reads before and after.
    private struct Change {
        let agent: String
        let was: AgentViews.View
        let willBe: AgentViews.View
        /// Who pays for its answers.
        let payerWas: Payer?
        let payerWillBe: Payer?

        /// Stored profiles, other than new ones, that the gateway ignored and will try from now on.
        func revealed(now: Int64) -> [ProfileEffect] {
            let wasTried = was.order.isTried(in: was.contents)
            return willBe.order.places.compactMap { place in
                // The plan already mentions replaced and cleared profiles.
                let profile = willBe.contents.profiles[place]
                guard let known = was.contents.place(of: profile.id), !wasTried[known] else { return nil }
                let old = was.contents.profiles[known]
                guard old == profile, old.flaw(now: now) == nil else { return nil }
                return .reveals(profileID: profile.id, agent: agent)
            }
        }

        var answering: [ProfileEffect] {
            guard was.winner?.id != willBe.winner?.id else { return [] }
            var effects = lost
            if let first = was.winner, let next = willBe.winner {
                effects.append(.changesFirst(agent: agent, from: first.id, to: next.id))
            }
            if let payerWas, let payerWillBe, payerWas != payerWillBe {
                effects.append(.changesPayerOf(agent: agent, from: payerWas, to: payerWillBe))
            }
            return effects
        }

        var lost: [ProfileEffect] {
            was.payer != nil && willBe.payer == nil ? [.leavesWithout(agent: agent)] : []
        }
    }
}
