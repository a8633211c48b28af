internal import CredentialStores
internal import Credentials
internal import FileTransactions
internal import GatewayConfig
internal import JSON5
package import Secrets

// A config that the gateway refuses to start with: only edits that may correct it are written.
extension HostSnapshot {
    /// What the gateway refuses in the config; nil if no reason is known.
    package func refusedConfig(_ explain: Explanation) -> Problem? {
        switch config.problem {
        case .unparsable, .include: configProblem
        case .unreadable, .tooMuchPutIn: nil
        case nil: config.refusal.map { explain.refused($0, in: config) }
        }
    }

    /// Why onboarding stops before the first question.
    package func onboardingRefusal(_ explain: Explanation) -> Problem? {
        let texts = explain.texts
        let refused = refusedConfig(explain)
        guard otherProblems.isEmpty, let problem = refused ?? undecodableConfig(explain) else { return nil }
        return Problem(
            code: problem.code,
            message: explain.withoutReassurance(problem.message),
            details: problem.details.filter { $0 != texts("file.nothingChanged") } + [texts("file.nothingAsked")],
            next: refused == nil ? problem.next : texts("config.refused.next.onboarding")
        )
    }

    /// Why onboarding on a screen stops before the first question. Where the gateway's own program writes the stores, the
    /// settings can still be changed.
    package func wizardRefusal(_ explain: Explanation) -> Problem? {
        if let refusal = onboardingRefusal(explain) ?? problems.first { return refusal }
        guard hasDatabases else { return storeRefusals.first }
        // Where no credential can be read, what is wrong with the stores comes first.
        return agents.allSatisfy { contents(readBy: $0.id).profiles.isEmpty } ? notices.first : nil
    }

    /// A config file with invalid UTF-8: the gateway reads it, but it must not be written.
    private func undecodableConfig(_ explain: Explanation) -> Problem? {
        config.damage.first.map { explain.notUTF8($0.path, $0.position) }
    }

    /// Why the credential stores cannot be changed. An unreadable config is no reason, because the stores are separate
    /// files.
    package var storeProblem: Problem? { unreadableStore ?? storeRefusals.first }

    /// Why they cannot be read.
    package var unreadableStore: Problem? {
        if case .unreadable? = config.problem { return configProblem ?? otherProblems.first }
        return otherProblems.first
    }

    /// Why a profile cannot be listed in the config; nil if it can be or already is.
    package func obstacle(toListing id: String, kind: SecretKind, _ explain: Explanation) -> Problem? {
        let profile = Profile(id: id, provider: release.provider.id, credential: Credential(kind, Secret("")))
        guard !release.authSection(of: config.root).edits(listing: profile).isEmpty else { return nil }
        guard var problem = refusedConfig(explain) ?? configProblem ?? undecodableConfig(explain) else { return nil }
        problem.next = explain.texts("config.refused.next.storing")
        return problem
    }

    /// Adjusts a store plan for a config that the gateway refuses: if the plan also edits the config it is rejected,
    /// else it gets a warning.
    func weighed(
        _ plan: ChangePlan,
        isStoring: Bool,
        _ explain: Explanation
    ) throws(Problem) -> ChangePlan {
        guard var refused = refusedConfig(explain) else { return warned(plan, explain) }
        guard !plan.files.contains(where: \.isConfig) else {
            refused.next = explain.texts(isStoring ? "config.refused.next.storing" : "config.refused.next")
            throw refused
        }
        guard !plan.isEmpty else { return plan }
        let reason = config.refusal.map { explain.stillRefused($0, in: config) }
        var told = plan
        told.effects.insert(.configRefused(reason: reason ?? explain.withoutReassurance(refused.message)), at: 0)
        return told
    }
}

extension HostSnapshot {
    /// What a plan tells of a config with which the gateway still does not start once it is written.
    func refusalEffects(after result: ConfigSnapshot, _ explain: Explanation) -> [PlanEffect] {
        startRefusal(of: result).map { [.stillRefused(reason: explain.stillRefused($0, in: result))] } ?? []
    }

    /// The plan with that warning, unless it has it already. Its edits of the config list a profile or order some, which
    /// mends nothing.
    private func warned(_ plan: ChangePlan, _ explain: Explanation) -> ChangePlan {
        guard !plan.isEmpty, !plan.effects.contains(where: \.tellsOfRefusal) else { return plan }
        var told = plan
        told.effects += refusalEffects(after: config, explain)
        return told
    }
}

extension PlanEffect {
    /// Whether it says that the gateway does not start with the config that the plan leaves.
    fileprivate var tellsOfRefusal: Bool {
        if case .stillRefused = self { true } else { false }
    }
}

extension AgentSnapshot {
    /// Why the store cannot be written: it is unreadable, or credentials of an older version would be lost.
    func obstacle(_ explain: Explanation) -> Problem? {
        if case .impossible(let problem) = takeOver { return problem }
        return store?.obstacle.map { obstacle in
            explain.problem(obstacle, path: storePath).with(details: [explain.texts("file.nothingAsked")])
        }
    }
}

extension PlannedFile {
    /// Whether the file is part of the config.
    var isConfig: Bool {
        switch role {
        case .config, .include: true
        case .credentialStore, .setting: false
        }
    }
}

extension Explanation {
    /// What the gateway refuses: the first issue as the message, the others as details.
    func refused(_ refusal: ConfigRefusal, in config: ConfigSnapshot) -> Problem {
        let lines = refusal.issues.map { line($0, in: config) }
        return Problem(
            code: "config-refused",
            message: texts("config.refused", ["path": show(config.path), "issue": lines.first ?? ""]),
            details: lines.dropFirst().map { "  " + $0 } + [texts("file.nothingChanged")],
            next: texts("config.refused.next")
        )
    }

    /// What is still refused after an edit, as one sentence.
    func stillRefused(_ refusal: ConfigRefusal, in config: ConfigSnapshot) -> String {
        refusal.issues.map { line($0, in: config) }.joined(separator: "; ")
    }

    private func line(_ issue: ConfigIssue, in config: ConfigSnapshot) -> String {
        let values = [
            "key": issue.shownPath, "message": issue.message,
            "line": config.place(of: issue).map { String($0.position.line) } ?? "1",
        ]
        return Redaction.redact(texts("config.refused.line", values))
    }

    /// The message without the sentence that nothing was changed, for cases in which something was.
    func withoutReassurance(_ message: String) -> String {
        let text = " " + texts("file.nothingChanged")
        return message.hasSuffix(text) ? String(message.dropLast(text.count)) : message
    }
}
