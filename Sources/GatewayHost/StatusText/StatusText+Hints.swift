internal import Credentials
internal import GatewayConfig
internal import JSON5

// Recovery hints: a heading that the gateway's troubleshooting page uses, then the commands for this host.
extension StatusText {
    /// A problem under the name that people search for, and the commands that fix it.
    struct Hint {
        let trouble: Trouble
        let steps: [String]
    }

    /// Nil if an agent can answer, or if something else has to be fixed first.
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
            // No gateway that writes its store itself has a command for it, and marks in a file beside the store are not
            // written here.
            let clearing =
                report.storeWords != nil || !report.marksAreWritten
                ? []
                : report.resting.filter { $0.provider == provider }.prefix(3).map { profile in
                    // Trying a secret again that was refused for good only fails again.
                    profile.storedReason == "auth_permanent"
                        ? next(profile.recovery, profile: profile.profileID, provider: provider)
                        : texts("hint.allResting.clear", values(profile.profileID))
                }
            return Hint(
                trouble: .allResting(provider: provider, until: until),
                steps: steps("allResting", ["time": moments.clock(until)]) + clearing
            )
        case .refused(let code, _):
            guard let winner = verdict.winner, isSupported(provider) else { return nil }
            let next = CheckWords(texts).next(code: code, kind: winner.payer.secretKind)
            return Hint(trouble: .refused, steps: [next].compactMap(\.self) + replacing(winner))
        case .placeholder:
            guard let winner = verdict.winner else { return nil }
            return Hint(trouble: .noKey(provider: provider), steps: replacing(winner))
        case .answers, .answersWithFallback, .answersInService, .configRefused, .storeUnreadable, .migrationRequired,
            .storeTooNew, .notJudged:
            return nil
        }
    }

    /// An expired login that is in use and that the gateway renews, and what to do if it cannot.
    package var renewal: (profileID: String, lines: [String])? {
        let verdict = report.verdict
        guard verdict.canAnswer == true, let winner = verdict.winner, winner.state == .needsRefresh,
            case .profile(let id, _) = winner.source
        else { return nil }
        let ended = report.health.first { $0.profileID == id }?.expiresAt?.time
        let values = self.values(id).merging(
            ["time": ended.map { moments.remaining(TimeRange.milliseconds(from: $0, to: report.readAt)) } ?? ""]
        ) { $1 }
        var lines = [texts(ended == nil ? "status.renewal.undated" : "status.renewal", values)]
        if isSupported(verdict.provider) {
            lines.append(texts("error.next", ["next": own("hint.refresh", values)]))
        }
        return (id, lines)
    }

    /// How to put another secret in the place of this one.
    private func replacing(_ candidate: ProviderStatus.Candidate) -> [String] {
        switch candidate.source {
        case .profile(let id, isOwn: true): [own("hint.replace", values(id).merging(word(candidate)) { $1 })]
        case .profile(let id, isOwn: false):
            [
                own(
                    "hint.replace",
                    values(id).merging(word(candidate)) { $1 }.merging(["flag": "", "agent": "main"]) { $1 }
                )
            ]
        case .environment(let name, _): [texts("hint.replace.variable", values("").merging(["name": name]) { $1 })]
        case .configKey: [own("hint.replace.configKey", values(""))]
        }
    }

    /// The command of the gateway's program that stores this kind.
    private func word(_ candidate: ProviderStatus.Candidate) -> [String: String] {
        ["word": candidate.kind == .apiKey ? "paste-api-key" : "paste-token"]
    }

    private func steps(_ key: String, _ more: [String: String] = [:]) -> [String] {
        guard isSupported(report.verdict.provider) else { return [texts("hint.otherProvider", values(""))] }
        return [own("hint." + key, values("").merging(more) { $1 })]
    }

    /// Placeholders: the agent flag if it is not main, its store, the profile.
    private func values(_ profile: String) -> [String: String] {
        [
            "agent": report.verdict.agent, "provider": report.verdict.provider, "profile": profile,
            "flag": agentFlag, "path": report.verdictStore.shown,
        ]
    }

    var agentFlag: String { ShellWord.agentFlag(report.verdict.agent) }

    /// The hint as lines; empty if there is none.
    var hintLines: [String] {
        guard let hint else { return [] }
        return ["", hint.trouble.phrase] + hint.steps.map { "    " + texts("error.next", ["next": $0]) }
    }

    /// The hint for `--json`.
    var hintDocument: Value {
        guard let hint else { return .null }
        return [
            "phrase": .string(hint.trouble.phrase),
            "next": .array(hint.steps.map { .string($0) }),
        ]
    }
}
