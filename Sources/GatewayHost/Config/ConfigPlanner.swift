internal import Credentials
package import GatewayConfig
package import JSON5

/// Plans one edit of the config. Plan, apply, undo record and undo are the same as for onboarding.
///
///     let plan = try ConfigPlanner(snapshot: snapshot, explain: explain).plan(setting: 19001, at: "gateway.port")
///
/// The edited config is resolved again as the gateway would, before the plan is returned. Pure: it writes nothing.
package struct ConfigPlanner: Sendable {
    private let snapshot: HostSnapshot
    private let explain: Explanation
    private var texts: Texts { explain.texts }

    package init(snapshot: HostSnapshot, explain: Explanation) {
        self.snapshot = snapshot
        self.explain = explain
    }

    /// In a config that the gateway refuses, single values may be corrected, and the plan tells what is still wrong.
    /// Other edits are refused.
    private func requireAccepted() throws(Problem) {
        guard let refusal = snapshot.config.refusal else { return }
        throw explain.refused(refusal, in: snapshot.config)
    }

    /// Sets a value in the file that defines it.
    /// - Parameter reader: reads a file that the value includes; nil finds none.
    package func plan(
        setting value: Value,
        at path: String,
        reading reader: ConfigFileReader? = nil
    ) throws(Problem) -> ChangePlan {
        let pointer = try editablePointer(path)
        var draft = try PlanDraft(snapshot: snapshot, explain: explain)
        try draft.set(value, at: pointer)
        let result = try draft.checkedResult(reading: reader)
        guard let seen = result.value(at: pointer), seen.isSame(as: result.resolving(value)) else {
            throw hasNoEffect(pointer)
        }
        return try finish(draft, result)
    }

    /// Removes a value from every file that defines it.
    package func plan(unsetting path: String) throws(Problem) -> ChangePlan {
        let pointer = try editablePointer(path)
        var draft = try PlanDraft(snapshot: snapshot, explain: explain)
        guard snapshot.config.value(at: pointer) != nil else {
            throw snapshot.problem(of: pointer, explain)
        }
        try draft.apply([ValueEdit(pointer, .remove)])
        let result = try draft.checkedResult()
        guard result.value(at: pointer) == nil || pointer.endsInList(of: snapshot.config) else {
            throw hasNoEffect(pointer)
        }
        return try finish(draft, result)
    }

    /// Applies all parameter edits; an empty plan if they change nothing.
    package func plan(_ edits: ParameterEdits) throws(Problem) -> ChangePlan {
        try requireAccepted()
        var draft = try PlanDraft(snapshot: snapshot, explain: explain)
        let values = edits.valueEdits(in: snapshot.config, snapshot.models)
        try draft.apply(values)
        let result = try draft.checkedResult()
        for edit in values {
            guard case .set(let value) = edit.change else { continue }
            guard result.value(at: edit.pointer)?.isSame(as: value) == true else { throw hasNoEffect(edit.pointer) }
        }
        var plan = try finish(draft, result)
        if edits.keepsAllModels, edits.listsFirstModel(in: snapshot.config) {
            plan.effects.removeAll { if case .createsAllowlist = $0 { true } else { false } }
            let count = result.value(at: result.places.models)?.objectValue?.count ?? 0
            plan.effects.append(.keepsAllModels(count: count))
        }
        return plan
    }

    /// Migrates every `cacheControlTtl` to `cacheRetention`; an empty plan if there is none.
    package func cacheMigration() throws(Problem) -> ChangePlan {
        try requireAccepted()
        var draft = try PlanDraft(snapshot: snapshot, explain: explain)
        try draft.apply(CacheMigration.edits(snapshot.config.root, snapshot.config.places))
        var plan = try finish(draft, draft.checkedResult())
        let left = CacheMigration.unknownValues(snapshot.config.root, snapshot.config.places)
        if !left.isEmpty { plan.effects.append(.leavesUnknownTTL(keys: left.map(snapshot.shown))) }
        return plan
    }

    // MARK: - Parts

    private func editablePointer(_ path: String) throws(Problem) -> Pointer {
        let pointer = try snapshot.configPointer(path, explain)
        guard !pointer.components.contains(.key("$include")) else {
            throw Problem(
                code: "include-key",
                message: texts("config.includeKey"),
                next: texts("config.includeKey.next", ["path": snapshot.display(snapshot.config.path)])
            )
        }
        return pointer
    }

    private func finish(_ draft: PlanDraft, _ result: ConfigSnapshot) throws(Problem) -> ChangePlan {
        if let problem = parameterProblem(result) { throw problem }
        var plan = draft.plannedFiles()
        plan.effects += allowlistEffects(result)
        plan.effects += snapshot.refusalEffects(after: result, explain)
        return plan
    }

    /// An include overrides the edit, or the value is the whole of an included file.
    private func hasNoEffect(_ pointer: Pointer) -> Problem {
        Problem(
            code: "no-effect",
            message: texts("config.noEffect", ["key": snapshot.shown(pointer)]),
            next: texts("config.ownedBySeveral.next")
        )
    }

    /// A parameter that the edit would set to an unusable value, which the gateway silently ignores.
    private func parameterProblem(_ result: ConfigSnapshot) -> Problem? {
        for finding in ParameterFinding.all(in: result, snapshot.models) {
            guard snapshot.config.value(at: finding.pointer) != result.value(at: finding.pointer) else { continue }
            return Problem(
                code: "bad-parameter",
                message: texts(
                    "config.parameter",
                    ["key": snapshot.shown(finding.pointer), "reason": finding.reason(texts)]
                ),
                details: [texts("file.nothingChanged")],
                next: texts(
                    finding.isTaken ? "config.parameter.next" : "config.parameter.notTaken.next",
                    ["name": finding.name, "help": finding.help]
                )
            )
        }
        return nil
    }

    private func allowlistEffects(_ result: ConfigSnapshot) -> [PlanEffect] {
        let settings = ModelSettings(result.root, result.format)
        guard settings.isListAllowlist else {
            let was = ModelPolicy.shutOut(in: snapshot.config.root, snapshot.config.format)
            let shutOut = ModelPolicy.shutOut(in: result.root, result.format).filter { !was.contains($0) }
            return shutOut.isEmpty ? [] : [.notAllowed(models: shutOut.map(\.key))]
        }
        let before = snapshot.config.value(at: snapshot.config.places.models)?.objectValue ?? [:]
        let new = result.value(at: result.places.models)?.objectValue?.keys.filter { before[$0] == nil } ?? []
        guard before.isEmpty else { return new.map { .joinsAllowlist(model: $0) } }
        guard !new.isEmpty else { return [] }
        let shutOut = ModelsInUse.all(in: result.root, result.format).filter { !settings.isAllowed($0) }.map(\.key)
        // The default model stays allowed without an entry.
        let standard = settings.resolvedPrimary.key
        let allowed = (new.contains(standard) ? [] : [standard]) + new
        return [.createsAllowlist(model: allowed.joined(separator: ", "))]
            + (shutOut.isEmpty ? [] : [.shutsOutModels(shutOut)])
    }
}

extension Pointer {
    /// Whether the path is a list element: removing it renumbers the following ones.
    fileprivate func endsInList(of config: ConfigSnapshot) -> Bool {
        parent.flatMap(config.value)?.arrayValue != nil
    }
}
