internal import Credentials
internal import GatewayConfig
internal import JSON5

// The recovery hints: headed by the phrases that the gateway's page on troubleshooting uses, followed by what to do on
// this very host.
extension StatusText {
    /// What is wrong under the name that people search for, and the commands that mend it.
    struct Hint {
        let trouble: Trouble
        let steps: [String]
    }

    /// Nil when an agent can answer, or when something else is broken first.
    var hint: Hint? {
        let verdict = report.verdict
        let provider = verdict.provider
        switch verdict.outcome {
        case .nothingStored, .noCredential:
            return Hint(trouble: .noKey(provider: provider), steps: steps("noKey"))
        case .noneFit(let profile):
            let act = next(profile.recovery, profile: profile.profileID, provider: provider)
            return Hint(
                trouble: .noCredentials(profileID: profile.profileID, profile.reason),
                steps: [act] + steps("noCredentials")
            )
        case .rests(let until, _):
            let clearing = report.resting.filter { $0.provider == provider }.prefix(3).map { profile in
                texts("hint.allResting.clear", values(profile.profileID))
            }
            return Hint(
                trouble: .allResting(provider: provider, until: until),
                steps: steps("allResting", ["time": moments.clock(until)]) + clearing
            )
        case .answers, .answersWithFallback:
            guard let winner = verdict.winner, winner.state == .needsRefresh, case .profile(let id, _) = winner.source
            else { return nil }
            return Hint(
                trouble: .refreshFailed(provider: provider, profileID: id),
                steps: [texts("hint.refresh", values(id))]
            )
        case .storeUnreadable, .notJudged: return nil
        }
    }

    /// The profile that answers with a login that has run out, and what to do when the gateway cannot renew it.
    package var renewal: (profileID: String, lines: [String])? {
        guard let hint, case .refreshFailed(_, let id) = hint.trouble else { return nil }
        return (id, [hint.trouble.phrase] + hint.steps.map { texts("error.next", ["next": $0]) })
    }

    private func steps(_ key: String, _ more: [String: String] = [:]) -> [String] {
        guard report.verdict.provider == "anthropic" else { return [texts("hint.otherProvider", values(""))] }
        return [texts("hint." + key, values("").merging(more) { $1 })]
    }

    /// The agent's flag where it is not main, its store, the profile.
    private func values(_ profile: String) -> [String: String] {
        [
            "agent": report.verdict.agent, "provider": report.verdict.provider, "profile": profile,
            "flag": agentFlag, "path": report.verdictStore.shown,
        ]
    }

    /// ` --agent ops`; nothing for main, whom the commands mean.
    var agentFlag: String {
        let agent = report.verdict.agent
        return agent == AgentID.main.text ? "" : " --agent " + agent
    }

    /// The hint as lines; none where there is nothing to mend.
    var hintLines: [String] {
        guard let hint else { return [] }
        return ["", hint.trouble.phrase] + hint.steps.map { "    " + texts("error.next", ["next": $0]) }
    }

    /// The hint for scripts.
    var hintDocument: Value {
        guard let hint else { return .null }
        return [
            "phrase": .string(hint.trouble.phrase),
            "next": .array(hint.steps.map { .string($0) }),
        ]
    }
}
