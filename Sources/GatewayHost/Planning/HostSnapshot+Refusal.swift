package import Credentials
internal import FileTransactions
internal import GatewayConfig
internal import JSON5
internal import Secrets

// A configuration that the gateway does not start from: nothing is written into it but what may mend it.
extension HostSnapshot {
    /// What the gateway refuses in the configuration; nil where nothing is known that keeps it from starting.
    package var refusedConfig: Problem? {
        switch config.problem {
        case .unparsable, .include: configProblem
        case .unreadable, .tooMuchPutIn: nil
        case .missingVariables, nil: config.refusal.map { explain.refused($0, in: config) }
        }
    }

    /// Why onboarding stops before it asks anything.
    package var onboardingRefusal: Problem? {
        let refused = refusedConfig
        guard otherProblems.isEmpty, let problem = refused ?? undecodableConfig else { return nil }
        return Problem(
            code: problem.code,
            message: explain.withoutReassurance(problem.message),
            details: problem.details.filter { $0 != texts("file.nothingChanged") } + [texts("file.nothingAsked")],
            next: refused == nil ? problem.next : texts("config.refused.next.onboarding")
        )
    }

    /// A file of the configuration that the gateway reads, and that must not be written.
    private var undecodableConfig: Problem? { config.damage.first.map { explain.notUTF8($0.path, $0.position) } }

    /// What keeps a change of the credential stores from being planned: a configuration that cannot be understood does not,
    /// for the stores are files of their own.
    package var storeProblem: Problem? {
        if case .unreadable? = config.problem { return configProblem ?? otherProblems.first }
        return otherProblems.first
    }

    /// Why a profile cannot be listed in the configuration; nil where it can be, or is listed already.
    package func obstacle(toListing id: String, kind: CredentialKind) -> Problem? {
        let secret = Secret("")
        let credential: Credential = kind == .apiKey ? .apiKey(secret) : .token(secret, expires: nil)
        let profile = Profile(id: id, provider: Provider.anthropic.id, credential: credential)
        guard !AuthSection(config: config.root).edits(listing: profile).isEmpty else { return nil }
        guard var problem = refusedConfig ?? configProblem ?? undecodableConfig else { return nil }
        problem.next = texts("config.refused.next.storing")
        return problem
    }

    /// A plan for the stores, where the gateway refuses the configuration: with lines for that file it is refused as well,
    /// without them it says so.
    func weighed(_ plan: ChangePlan, isStoring: Bool) throws(Problem) -> ChangePlan {
        guard var refused = refusedConfig else { return plan }
        guard !plan.files.contains(where: \.isConfig) else {
            refused.next = texts(isStoring ? "config.refused.next.storing" : "config.refused.next")
            throw refused
        }
        guard !plan.isEmpty else { return plan }
        let reason = config.refusal.map { explain.stillRefused($0, in: config) }
        var told = plan
        told.effects.insert(.configRefused(reason: reason ?? explain.withoutReassurance(refused.message)), at: 0)
        return told
    }
}

extension AgentSnapshot {
    /// Why the store cannot be written: what an older version left would be lost, or what stands in it.
    func obstacle(_ explain: Explanation) -> Problem? {
        if case .impossible(let problem) = takeOver { return problem }
        return store?.damage.map { position in
            explain.notUTF8(storePath, position).with(details: [explain.texts("file.nothingAsked")])
        }
    }
}

extension PlannedFile {
    /// Whether it is a part of the configuration.
    var isConfig: Bool {
        switch role {
        case .config, .include: true
        case .credentialStore: false
        }
    }
}

extension Explanation {
    /// What the gateway refuses, the first in the sentence and with its place, the others below.
    func refused(_ refusal: ConfigRefusal, in config: ConfigSnapshot) -> Problem {
        let lines = refusal.issues.map { line($0, in: config) }
        return Problem(
            code: "config-refused",
            message: texts("config.refused", ["path": show(config.path), "issue": lines.first ?? ""]),
            details: lines.dropFirst().map { "  " + $0 } + [texts("file.nothingChanged")],
            next: texts("config.refused.next")
        )
    }

    /// What is still refused after an edit, in one sentence.
    func stillRefused(_ refusal: ConfigRefusal, in config: ConfigSnapshot) -> String {
        refusal.issues.map { line($0, in: config) }.joined(separator: "; ")
    }

    private func line(_ issue: ConfigIssue, in config: ConfigSnapshot) -> String {
        let values = [
            "key": issue.path.isEmpty ? "<root>" : issue.path, "message": issue.message,
            "line": config.place(of: issue).map { String($0.position.line) } ?? "1",
        ]
        return Redaction.redact(texts("config.refused.line", values))
    }

    /// A sentence of a problem without the words that nothing was changed, where something is.
    func withoutReassurance(_ message: String) -> String {
        let text = " " + texts("file.nothingChanged")
        return message.hasSuffix(text) ? String(message.dropLast(text.count)) : message
    }
}
