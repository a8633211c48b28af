internal import CredentialStores
internal import Credentials
internal import FileTransactions
internal import GatewayConfig
internal import JSON5

// The finished plan: its files, and the config as it will be read.
extension PlanDraft {
    /// The finished plan, stores before config; the edited config was resolved again as the gateway would.
    mutating func finish(_ answers: SetupAnswers, _ fields: [SetupField] = SetupField.all) throws(Problem) -> ChangePlan
    {
        try takeOverForOthers()
        effects = takenOver + effects
        // An unchanged config needs no check: it is as valid as before.
        let result = changesConfig ? try checkedResult() : snapshot.config
        var plan = plannedFiles(summary(answers, fields, result: result))
        plan.basis = snapshot.wholeBasis
        if let was = plan.summary.payerWas, let now = plan.summary.payerNow, was != now {
            plan.effects.append(.changesPayer(from: was, to: now))
        }
        plan.effects += lostLogins.map(PlanEffect.profiles)
        plan.effects += consequences(answers, config: result.root)
        plan.effects += effectsOnOtherAgents(answers, config: result.root).map(PlanEffect.profiles)
        if !plan.isEmpty { plan.effects += snapshot.refusalEffects(after: result, explain) }
        return plan
    }

    /// Logins that the plan replaces or removes. An undo would restore a refresh token that may be spent, so it refuses.
    private var lostLogins: [ProfileEffect] {
        storeChanges.flatMap { agent, change -> [ProfileEffect] in
            let (before, after) = (snapshot.agent(agent)?.contents, change.after.contents)
            let lost = (before?.profiles ?? []).filter { $0.kind == .oauth && after.profile($0.id) != $0 }
            return lost.map { .losesLogin(profileID: $0.id, agent: agent) }
        }
    }

    /// The files of the plan with their effects.
    func plannedFiles(_ summary: PlanSummary = PlanSummary()) -> ChangePlan {
        let files = storeChanges.map { PlannedFile($0.change, agent: $0.agent) } + configFiles()
        var plan = ChangePlan(
            files: files,
            summary: summary,
            effects: effects + files.compactMap(\.tighteningEffect)
        )
        plan.basis = snapshot.configBasis
        return plan
    }

    var storeChanges: [(agent: String, change: StoreChange)] {
        snapshot.agents.compactMap { agent in
            guard let change = changes[agent.id], isWritten(agent, change) else { return nil }
            return (agent.id, change)
        }
    }

    /// Whether a store has changed. If there was none, an empty one is not created, because it would keep the gateway
    /// from importing older credentials.
    func isWritten(_ agent: AgentSnapshot, _ change: StoreChange) -> Bool {
        if imports.contains(agent.id) { return true }
        guard let start = agent.store else { return !change.after.contents.isEmpty }
        return !change.after.isSame(as: start)
    }

    private func configFiles() -> [PlannedFile] {
        let changes = editor?.changes ?? []
        let documents = Dictionary(snapshot.config.sources.map { ($0.path, $0.document) }) { first, _ in first }
        return changes.compactMap { change in
            guard let onDisk = change.before.onDisk else { return nil }
            let isMain = change.before.path == snapshot.config.path
            var file = PlannedFile(
                role: isMain ? .config : .include,
                basedOn: onDisk,
                contents: change.bytes,
                format: snapshot.release.format
            )
            file.count(from: documents[change.before.path]?.root, to: try? Document(parsing: change.bytes).root)
            return file
        }
    }

    /// The config as the gateway would read it after the plan; throws if the plan causes a problem.
    ///
    /// Existing findings are ignored, and so are variables that had no value before.
    /// - Parameter reader: reads files that the snapshot does not contain, for an edit that adds an include; nil finds
    ///   none.
    func checkedResult(reading reader: ConfigFileReader? = nil) throws(Problem) -> ConfigSnapshot {
        let editor: ConfigEditor
        if let made = self.editor { editor = made } else { editor = try Self.editor(snapshot, explain) }
        let result = if let reader { editor.result(reader) } else { editor.result(Self.noFile) }
        if let problem = result.problem { throw explain.problem(problem, in: result) }
        let unset = result.unset(besides: snapshot.config)
        if !unset.isEmpty { throw explain.unset(unset, in: result, nextKey: "config.unset.next.edit") }
        // What a later gateway than the schema's accepts may be written, unless this host's is known to be older.
        let findings = result.issues.isEmpty ? [] : snapshot.acceptance(of: result).refused
        let known = findings.isEmpty ? [] : Set(snapshot.config.issues)
        if let issue = findings.first(where: { !known.contains($0) }) {
            throw explain.invalidResult(issue)
        }
        return result
    }

    private static func noFile(_ path: String) throws(FileError) -> ConfigFile { ConfigFile(path: path, contents: nil) }
}

extension PlannedFile {
    /// Counts the changed values and records a mode that is too wide.
    mutating func count(from old: Value?, to new: Value?) {
        let counts = ValueChanges.count(from: old ?? .object([:]), to: new ?? .object([:]))
        (added, changed, removed) = (counts.added, counts.changed, counts.removed)
        tightens = basedOn?.widerMode
    }
}
