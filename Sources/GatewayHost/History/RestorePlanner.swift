internal import CredentialStores
internal import FileTransactions
internal import GatewayConfig
internal import JSON5

/// Plans to put a copy of one file back. Plan, preview, apply, record and undo are the same as for any other change.
struct RestorePlanner {
    private let snapshot: HostSnapshot
    private let explain: Explanation

    init(_ snapshot: HostSnapshot, _ explain: Explanation) {
        (self.snapshot, self.explain) = (snapshot, explain)
    }

    /// An empty plan if the file is like the copy already.
    func plan(_ restored: RestoredFile, reading reader: ConfigFileReader?) -> ChangePlan {
        var plan = restored.store.map { store($0, restored.copy) } ?? file(restored.copy, reader)
        plan.command = ApplyWords.restoreCommand
        plan.basis = snapshot.basis(of: restored.copy.current)
        return plan
    }

    private func store(_ restoring: StoreRestoring, _ copy: KeptCopy) -> ChangePlan {
        guard !restoring.change.isEmpty else { return nothing }
        let agent = snapshot.agentOfStore(at: copy.file.path) ?? AgentID.main.text
        let file = PlannedFile(restoring.change, agent: agent)
        var effects = [file.tighteningEffect].compactMap(\.self)
        effects += restoring.keptLogins.map { .keepsLogin(profileID: $0) }
        effects += restoring.leftOutLogins.map { .leavesLoginOut(profileID: $0) }
        if restoring.keepsMarks { effects.append(.keepsMarks) }
        return ChangePlan(files: [file], summary: PlanSummary(), effects: effects)
    }

    private func file(_ copy: KeptCopy, _ reader: ConfigFileReader?) -> ChangePlan {
        guard copy.current.contents != copy.contents else { return nothing }
        let role = role(of: copy.file.path)
        let format = role == .setting ? nil : snapshot.config.format
        var file = PlannedFile(role: role, basedOn: copy.current, contents: copy.contents, format: format)
        let (now, then) = (Self.root(of: copy.current.contents), Self.root(of: copy.contents))
        file.count(from: now, to: then)
        // Of a file that cannot be read one change is counted: that it can be read again.
        if then == nil || now == nil && !file.isNew { (file.added, file.changed, file.removed) = (0, 1, 0) }
        var effects = [file.tighteningEffect].compactMap(\.self)
        if role == .config, let reader { effects += refusals(copy, reader) }
        return ChangePlan(files: [file], summary: PlanSummary(), effects: effects)
    }

    private var nothing: ChangePlan { ChangePlan(files: [], summary: PlanSummary(), effects: []) }

    private func role(of path: String) -> PlannedFile.Role {
        if path == snapshot.paths.configPath { return .config }
        return path == snapshot.gateway.chosen.path ? .setting : .include
    }

    private static func root(of bytes: [UInt8]?) -> Value? {
        bytes.flatMap { try? Document(parsing: $0, dialect: .json5).root }
    }

    /// What the gateway refuses in the config as it was.
    private func refusals(_ copy: KeptCopy, _ reader: @escaping ConfigFileReader) -> [PlanEffect] {
        let config = snapshot.config
        let result = ConfigSnapshot.read(config.paths, config.outerEnvironment, config.format) {
            (path) throws(FileError) in
            path == copy.file.path ? ConfigFile(path: path, contents: copy.contents) : try reader(path)
        }
        return snapshot.refusalEffects(after: result, explain)
    }
}
