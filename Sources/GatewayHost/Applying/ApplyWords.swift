internal import CredentialStores
internal import Credentials
internal import FileTransactions
internal import GatewayConfig
internal import JSON5
internal import Secrets

/// Says what one apply changed, in a few words, from the files before and after it.
///
/// After it they are as they are now, or as the next apply copied them; where neither is left, the command is told.
struct ApplyWords {
    /// The command of an apply that put a copy back.
    static let restoreCommand = "restore"

    /// Larger files are not compared: only the command is told.
    static let limit = 256 << 10

    /// What was changed.
    private(set) var what = ""
    /// The same, as what a copy was made before.
    private(set) var before = ""
    /// The agents whose stores were changed.
    private(set) var agents: [String] = []

    private let snapshot: HostSnapshot
    private let explain: Explanation

    /// A change as a text key with its values.
    private struct Phrase {
        var key: String
        var values: [String: String] = [:]
    }

    init(
        _ record: ApplyRecord,
        _ plan: Result<UndoPlan, Problem>,
        _ copies: [Digest: [UInt8]],
        _ snapshot: HostSnapshot,
        _ explain: Explanation,
        _ formats: StoreFormats
    ) {
        (self.snapshot, self.explain) = (snapshot, explain)
        var phrases: [Phrase] = []
        if case .success(let plan) = plan {
            for file in plan.files {
                let format = formats.format(of: .file(file.recorded))
                if format != nil, let agent = snapshot.agentOfStore(at: file.recorded.path) { agents.append(agent) }
                let (old, new) = (file.old, file.recorded.after.flatMap { copies[$0] })
                guard old.map({ $0.count <= Self.limit }) != false, new != nil || file.recorded.after == nil else {
                    continue
                }
                phrases += format.map { store(file.recorded, from: old, to: new, $0) } ?? config(old, new)
            }
        }
        tell(record, phrases)
    }

    /// What an apply changed, as far as its copies and the files now tell.
    init(_ plan: UndoPlan, _ snapshot: HostSnapshot, _ explain: Explanation, _ formats: StoreFormats) {
        var copies: [Digest: [UInt8]] = [:]
        copies.remember(plan)
        self.init(plan.record, .success(plan), copies, snapshot, explain, formats)
    }

    private mutating func tell(_ record: ApplyRecord, _ phrases: [Phrase]) {
        let texts = explain.texts
        let command = Phrase(key: "command", values: ["command": record.summary])
        var first = phrases.first ?? command
        if record.undoes != nil { first = Phrase(key: "undo") }
        if record.summary == Self.restoreCommand, let file = record.files.first {
            first = Phrase(key: "restored", values: ["file": file.path.splitPath.name])
        }
        if record.files.contains(where: { $0.path == snapshot.paths.configPath && $0.before == nil && $0.after != nil })
        {
            first = Phrase(key: "first")
        }
        what = texts("history.did." + first.key, first.values)
        before = texts("history.before." + first.key, first.values)
        let isAlone = ["undo", "restored", "first"].contains(first.key)
        if phrases.count > 1, !isAlone {
            what = texts("history.did.several", ["what": what, "count": String(phrases.count - 1)])
        }
    }

    // MARK: - Stores

    private func store(
        _ file: ApplyRecord.File,
        from old: [UInt8]?,
        to new: [UInt8]?,
        _ format: any StoreFormat
    ) -> [Phrase] {
        let (was, now) = (contents(old, format), contents(new, format))
        let agent = snapshot.agentOfStore(at: file.path) ?? ""
        var phrases: [Phrase] = []
        func phrase(_ key: String, _ profile: String = "") {
            phrases.append(Phrase(key: key, values: ["profile": profile, "agent": agent]))
        }
        for profile in now.profiles {
            switch was.profile(profile.id) {
            case nil: phrase("added", profile.id)
            case profile?: break
            case .some: phrase("replaced", profile.id)
            }
        }
        for profile in was.profiles where now.profile(profile.id) == nil { phrase("removed", profile.id) }
        guard phrases.isEmpty else { return phrases }
        if was.order != now.order { phrase("order") }
        let marked = Set(was.usageStats.keys).union(now.usageStats.keys)
        for id in marked.sorted() where was.usageStats[id] != now.usageStats[id] { phrase("marks", id) }
        if phrases.isEmpty { phrase("store") }
        return phrases
    }

    private func contents(_ bytes: [UInt8]?, _ format: any StoreFormat) -> StoreContents {
        guard let bytes, let contents = try? format.contents(ofCopy: bytes) else {
            return StoreContents()
        }
        return contents
    }

    // MARK: - Configs

    private func config(_ old: [UInt8]?, _ new: [UInt8]?) -> [Phrase] {
        guard let was = root(of: old), let now = root(of: new) else { return [] }
        let shown = RedactedValue(snapshot.config)
        var phrases: [Phrase] = []
        for difference in ValueDifference.all(from: was, to: now) {
            guard let value = difference.new else {
                phrases.append(phrase(difference.place, nil))
                continue
            }
            phrases += shown.leaves(of: value, at: difference.place).map { phrase($0.pointer, $0.value) }
        }
        // What lists a profile follows from the profile, which is told of its store.
        return phrases.filter { $0.key != "listing" }
    }

    private func root(of bytes: [UInt8]?) -> Value? {
        guard let bytes else { return .object([:]) }
        return try? Document(parsing: bytes, dialect: .json5).root
    }

    /// - Parameter value: the new value, redacted; nil if it was removed.
    private func phrase(_ pointer: Pointer, _ value: Value?) -> Phrase {
        let places = snapshot.config.places
        if ["auth", "meta", "wizard"].contains(pointer.components.first?.key) { return Phrase(key: "listing") }
        let text = value.map { $0.stringValue ?? $0.json() } ?? ""
        if pointer == places.primaryModel || pointer == places.model {
            return Phrase(key: value == nil ? "modelRemoved" : "model", values: ["value": withoutProvider(text)])
        }
        let rest = pointer.components.dropFirst(places.models.components.count).map(\.key)
        if places.models.contains(pointer), rest.count == 3, rest[1] == "params" {
            let values = ["model": withoutProvider(rest[0]), "name": Redaction.redact(rest[2]), "value": text]
            return Phrase(key: value == nil ? "parameterRemoved" : "parameter", values: values)
        }
        let key = Redaction.redact(pointer.description)
        if text == "{}" || text == "[]" { return Phrase(key: "changed", values: ["key": key]) }
        return Phrase(key: value == nil ? "unset" : "set", values: ["key": key, "value": text])
    }

    private func withoutProvider(_ model: String) -> String {
        let shared = ModelReference.defaultProvider + "/"
        return Redaction.redact(model.hasPrefix(shared) ? String(model.dropFirst(shared.count)) : model)
    }
}

extension [Digest: [UInt8]] {
    /// Adds the copies of an apply and its files as they are now: what one apply wrote, the next one has copied.
    mutating func remember(_ plan: UndoPlan) {
        for file in plan.files {
            for bytes in [file.old, file.current.contents].compactMap(\.self) where bytes.count <= ApplyWords.limit {
                self[Digest(of: bytes)] = bytes
            }
        }
    }
}
