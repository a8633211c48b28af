internal import Credentials
internal import GatewayConfig
package import JSON5
internal import Secrets

extension ChangePlan {
    /// The plan as members of the `--json` document; without secrets.
    package func members(dryRun: Bool) -> Members {
        var members = outcome(dryRun: dryRun)
        if let credential = summary.credential {
            members["credential"] = credential.document
        }
        members["paidBy"] = .object([
            "was": Self.text(summary.payerWas?.word), "now": Self.text(summary.payerNow?.word),
        ])
        members["model"] = .object(["was": Self.text(summary.modelWas), "now": Self.text(summary.modelNow)])
        members["cacheRetention"] = .object([
            "was": Self.text(summary.cacheWas?.rawValue),
            "now": Self.text(summary.cacheNow?.rawValue),
            "hasEffect": .bool(!summary.cacheHasNoEffect),
        ])
        members["files"] = .array(files.map(\.document))
        members["effects"] = .array(effects.map(\.document))
        let warnings = summary.credential?.warnings ?? []
        if !warnings.isEmpty { members["warnings"] = .array(warnings.map { .string($0) }) }
        return members
    }

    /// Adds the settings after the apply under the keys of their fields, which are those of the gateway's
    /// `onboard --json`: those at the top of the document, or those in a section of it.
    package func addSettings(
        inSections: Bool,
        to members: inout Members,
        _ fields: [SetupField] = SetupField.all
    ) {
        for field in fields {
            let now = summary[field]?.now?.json
            let said: (key: Pointer, value: Value?)? =
                switch field.json {
                case .value(let key): (key, now ?? .null)
                case .valueIfSet(let key): (key, now)
                case .none, .told: nil
                }
            guard case (let key, let value?)? = said, (key.components.count > 1) == inSections else { continue }
            members.set(value, at: key)
        }
    }

    /// The members of every plan: whether it changes something, files, effects.
    package func editMembers(dryRun: Bool) -> Members {
        var members = outcome(dryRun: dryRun)
        members["files"] = .array(files.map(\.document))
        members["effects"] = .array(effects.map(\.document))
        return members
    }

    private func outcome(dryRun: Bool) -> Members {
        ["ok": true, "changed": .bool(!isEmpty && !dryRun), "dryRun": .bool(dryRun)]
    }

    private static func text(_ text: String?) -> Value {
        text.map { .string($0) } ?? .null
    }
}

extension PlannedFile {
    fileprivate var document: Value {
        let roleName =
            switch role {
            case .credentialStore: "credentials"
            case .config: "config"
            case .include: "include"
            case .setting: "setting"
            }
        var members: Members = [
            "path": .string(path),
            "role": .string(roleName),
            "action": .string(isRemoved ? "remove" : isNew ? "create" : "change"),
            "added": .integer(added),
            "changed": .integer(changed),
            "removed": .integer(removed),
        ]
        if let tightens { members["tightensMode"] = .string("0" + String(tightens, radix: 8)) }
        return .object(members)
    }
}

extension PlanSummary.StoredCredential {
    fileprivate var document: Value {
        var members: Members = [
            "profileId": .string(profileID),
            "type": .string(kind.rawValue),
            "agents": .array(agents.map { .string($0) }),
            "replaces": .bool(replaces),
            "verified": false,
        ]
        if isClaudeLogin {
            members["claudeLogin"] = true
            members["expires"] = expires.map { .integer($0) } ?? .null
        }
        return .object(members)
    }

    /// What is doubtful about it, as stable names: an odd length; Claude Code's own login, which lives for hours.
    fileprivate var warnings: [String] {
        (hasOddLength ? ["length"] : []) + (isClaudeLogin ? ["claudeLogin"] : [])
    }
}

extension PlanEffect {
    /// The effect as data: its stable code and its subjects.
    package var document: Value {
        var members: Members = ["code": .string(code)]
        for (name, value) in values.sorted(by: { $0.key < $1.key }) { members[name] = .string(value) }
        return .object(members)
    }

    /// The stable name, which is also the suffix of the text key `effect.…`.
    package var code: String {
        switch self {
        case .hidesProfile(_, _, let keptListed): keptListed ? "listsHiddenProfile" : "hidesProfile"
        case .createsAllowlist: "createsAllowlist"
        case .keepsModelsInUse: "keepsModelsInUse"
        case .shutsOutModels: "shutsOutModels"
        case .notAllowed: "notAllowed"
        case .modelNotKnown: "modelNotKnown"
        case .modelNewerThanGateway(_, _, let release):
            release == nil ? "modelNewerThanGateway.unknown" : "modelNewerThanGateway"
        case .modelOnlyOffered: "modelOnlyOffered"
        case .modelListIgnored: "modelListIgnored"
        case .makesGatewayToken: "makesGatewayToken"
        case .gatewayTokenNotMade: "gatewayTokenNotMade"
        case .joinsAllowlist: "joinsAllowlist"
        case .keepsAllModels: "keepsAllModels"
        case .changesPayer: "changesPayer"
        case .environmentKeyNotUsed: "environmentKeyNotUsed"
        case .storedInSeveralAgents: "storedInSeveralAgents"
        case .clearsFailures: "clearsFailures"
        case .otherProfileFirst: "otherProfileFirst"
        case .tightensMode: "tightensMode"
        case .usesOtherName: "usesOtherName"
        case .startsOwnStore: "startsOwnStore"
        case .configRefused: "configRefused"
        case .stillRefused: "stillRefused"
        case .leavesUnknownTTL: "leavesUnknownTTL"
        case .losesConfigReference(_, _, let isReplaced):
            isReplaced ? "replacesConfigReference" : "removesConfigReference"
        case .losesVariables(_, _, let isReplaced, _): isReplaced ? "replacesVariables" : "removesVariables"
        case .keepsRelease: "keepsRelease"
        case .forgetsRelease: "forgetsRelease"
        case .keepsLogin: "keepsLogin"
        case .leavesLoginOut: "leavesLoginOut"
        case .keepsMarks: "keepsMarks"
        case .profiles(let effect): effect.code
        }
    }

    /// The placeholder values of its text.
    package var values: [String: String] {
        switch self {
        case .hidesProfile(let id, let agent, _): ["profile": id, "agent": agent]
        case .createsAllowlist(let model), .joinsAllowlist(let model), .modelNotKnown(let model),
            .modelOnlyOffered(let model):
            ["model": model]
        case .modelNewerThanGateway(let model, let since, let release):
            ["model": model, "since": since, "release": release ?? ""]
        case .modelListIgnored(let reason): ["reason": reason]
        case .keepsModelsInUse(let model, let kept): ["model": model, "models": kept.joined(separator: ", ")]
        case .shutsOutModels(let models), .notAllowed(let models): ["models": models.joined(separator: ", ")]
        case .makesGatewayToken, .gatewayTokenNotMade: [:]
        case .changesPayer(let from, let to): ["from": from.word, "to": to.word]
        case .environmentKeyNotUsed(let variable, let layer): ["variable": variable, "place": layer]
        case .keepsAllModels(let count), .storedInSeveralAgents(let count): ["count": String(count)]
        case .clearsFailures(let id): ["profile": id]
        case .otherProfileFirst(let id, let agent): ["profile": id, "agent": agent]
        case .tightensMode(let path, let mode): ["path": path, "mode": "0" + String(mode, radix: 8)]
        case .usesOtherName(let id, let taken): ["profile": id, "taken": taken]
        case .startsOwnStore(let agent): ["agent": agent]
        case .configRefused(let reason), .stillRefused(let reason): ["reason": reason]
        case .leavesUnknownTTL(let keys): ["keys": keys.joined(separator: ", ")]
        case .losesConfigReference(let key, let reference, _): ["key": key].merging(reference.values) { $1 }
        case .losesVariables(let key, let names, _, _):
            ["key": key, "variables": names.map { Redaction.redact($0) }.joined(separator: ", ")]
        case .keepsRelease(let release, let path): ["release": release, "path": path]
        case .forgetsRelease(let path): ["path": path]
        case .keepsLogin(let id), .leavesLoginOut(let id): ["profile": id]
        case .keepsMarks: [:]
        case .profiles(let effect): effect.values
        }
    }
}
