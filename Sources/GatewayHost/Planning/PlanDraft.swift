internal import CredentialStores
internal import Credentials
internal import GatewayConfig
internal import JSON5
internal import Secrets

/// A plan under construction: edited stores, edited config, and effects.
struct PlanDraft {
    let snapshot: HostSnapshot
    let explain: Explanation
    /// Nil if the config cannot be edited; stores still can.
    private(set) var editor: ConfigEditor?
    /// Changes of stores, by agent.
    private(set) var changes: [String: StoreChange] = [:]
    /// Agents whose older credentials are imported although nothing else in their stores changes.
    private(set) var imports: Set<String> = []
    /// Those imports that the plan already reports in another way.
    private var toldImports: Set<String> = []
    var effects: [PlanEffect] = []
    var stored: PlanSummary.StoredCredential?
    var makesGatewayToken: Bool { effects.contains(.makesGatewayToken) }
    private var noted: Set<ProfileEffect> = []

    init(snapshot: HostSnapshot, explain: Explanation) throws(Problem) {
        self.snapshot = snapshot
        self.explain = explain
        switch snapshot.config.problem {
        case .unparsable, .include, .tooMuchPutIn: editor = nil
        case .unreadable, nil: editor = try Self.editor(snapshot, explain)
        }
    }

    static func editor(_ snapshot: HostSnapshot, _ explain: Explanation) throws(Problem) -> ConfigEditor {
        do throws(ConfigEditError) {
            return try ConfigEditor(snapshot.config)
        } catch {
            throw explain.problem(error, in: snapshot.config)
        }
    }

    // MARK: - Config

    mutating func set(_ value: Value, at pointer: Pointer) throws(Problem) {
        try apply([ValueEdit(pointer, .set(value))])
    }

    /// Makes the edits, each in the file that defines its value.
    mutating func apply(_ edits: [ValueEdit]) throws(Problem) {
        guard !edits.isEmpty else { return }
        var edited: ConfigEditor
        if let editor { edited = editor } else { edited = try Self.editor(snapshot, explain) }
        do throws(ConfigEditError) {
            try edited.apply(edits)
            editor = edited
            noteReferences(in: edits)
        } catch {
            throw explain.problem(error, in: snapshot.config)
        }
    }

    /// Notes references to secrets and mentions of variables that the edits take away, each once.
    private mutating func noteReferences(in edits: [ValueEdit]) {
        let unset = Set(snapshot.config.unset.map(\.name))
        for edit in edits {
            let lost = LostReferences(edit, in: snapshot.config, unset: unset)
            var isReplaced = false
            if case .set = edit.change { isReplaced = true }
            var new = lost.references.map { pointer, reference in
                PlanEffect.losesConfigReference(key: snapshot.shown(pointer), reference, isReplaced: isReplaced)
            }
            if !lost.variables.isEmpty {
                let key = snapshot.shown(edit.pointer)
                new.append(
                    .losesVariables(
                        key: key,
                        names: lost.variables,
                        isReplaced: isReplaced,
                        isSecret: lost.takesSecret
                    )
                )
            }
            effects += new.filter { !effects.contains($0) }
        }
    }

    /// A value as the gateway read it before the plan.
    func value(at pointer: Pointer) -> Value? { snapshot.config.value(at: pointer) }

    var changesConfig: Bool { editor?.changes.isEmpty == false }

    /// Whether the plan writes anything.
    var hasChanges: Bool { changesConfig || !storeChanges.isEmpty }

    /// Adds a profile effect once.
    mutating func note(_ effect: ProfileEffect) {
        if noted.insert(effect).inserted { effects.append(.profiles(effect)) }
    }

    // MARK: - Stores

    /// An agent's store as edited so far; without one, the import of an older version's credentials, or an empty store.
    func store(of agent: String) throws(Problem) -> any CredentialStore {
        if let change = changes[agent] { return change.after }
        guard let found = snapshot.agent(agent) else { throw snapshot.unknownAgent(agent, explain) }
        if let store = found.store { return store }
        if case .impossible(let problem) = found.takeOver { throw problem }
        // A folder that cannot be read is a problem of the snapshot.
        guard let place = found.found else { throw snapshot.problems.first ?? snapshot.unknownAgent(agent, explain) }
        do throws(StoreError) {
            return try place.empty.make()
        } catch {
            throw explain.problem(error, path: found.storePath)
        }
    }

    /// Edits an agent's store; returns the change with all edits so far.
    @discardableResult
    mutating func edit(_ agent: String, _ edits: [StoreEdit]) throws(Problem) -> StoreChange {
        let store = try store(of: agent)
        do throws(StoreError) {
            let change = try store.change(edits)
            changes[agent] = change
            return change
        } catch {
            throw explain.problem(error, path: snapshot.agent(agent)?.storePath ?? "")
        }
    }

    /// Imports pending older credentials of other agents now: as soon as main has a profile, the gateway gives an agent
    /// without a store a copy of main's and never imports those files.
    mutating func takeOverForOthers() throws(Problem) {
        let main = AgentID.main.text
        let had = snapshot.agent(main)?.contents?.profiles.isEmpty == false
        guard !had, changes[main]?.after.contents.profiles.isEmpty == false else { return }
        for agent in snapshot.agents where agent.takeOver.due != nil { try takeOver(of: agent.id) }
    }

    /// The effects that report imported credentials.
    var takenOver: [PlanEffect] {
        snapshot.agents.flatMap { agent -> [PlanEffect] in
            guard let found = agent.takeOver.due, !toldImports.contains(agent.id), let change = changes[agent.id],
                isWritten(agent, change)
            else { return [] }
            return found.files.map { file in
                .profiles(.takesOver(profileIDs: file.profileIDs, path: file.path, agent: agent.id))
            }
        }
    }

    /// Creates an agent's store from older credentials, even if nothing else in it changes.
    mutating func takeOver(of agent: String, isTold: Bool = false) throws(Problem) {
        try edit(agent, [])
        imports.insert(agent)
        if isTold { toldImports.insert(agent) }
    }

    /// The contents of all changed stores, by agent.
    var contents: [String: StoreContents] { changes.mapValues(\.after.contents) }
}
