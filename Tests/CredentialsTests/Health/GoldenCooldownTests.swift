import CredentialStores
import Credentials
import JSON5
import Secrets
import TestSupport
import Testing

/// Sequences of failures, successes and edits, with the files after each step: `cooldown/`.
@Suite struct GoldenCooldownTests {
    @Test func backoffTable() throws {
        var tally = GoldenTally("cooldown/backoff-table", .current)
        for golden in try GoldenFolder.current.cases("cooldown/backoff-table.json") {
            let count = golden["errorCount"]?.doubleValue ?? 0
            let ours = CooldownSettings().cooldown(errorCount: count)
            tally.compare("\(count)", golden, at: "ms", ours, golden["ms"]?.intValue)
        }
        tally.report()
    }

    @Test func steps() throws {
        try Self.steps(in: .current).report()
    }

    static func steps(in folder: GoldenFolder) throws -> GoldenTally {
        var tally = GoldenTally("cooldown", folder)
        for file in try folder.files(in: "cooldown") where file != "backoff-table.json" {
            for golden in try folder.cases("cooldown/" + file) {
                tally.compare(golden.text("name") ?? "?", golden, differences(golden))
            }
        }
        return tally
    }

    private static func differences(_ golden: Value) -> [GoldenDifference] {
        let folder = golden.text("agentDir") ?? ""
        let path = folder + "/auth-profiles.json"
        var world = GoldenWorld()
        for (name, file) in golden["before"]?.objectValue ?? [:] { world.files[name] = GoldenWorld.text(file) }
        let existed = world.files[path] != nil
        let main = folder == "agents/main/agent" ? nil : world.store(in: "agents/main/agent")
        guard var store = existed ? world.store(in: folder) : try? JSONCredentialStore() else {
            // Ours refuses; so does the gateway where it leaves the file as it is.
            let left = (golden["steps"]?.arrayValue ?? []).map { GoldenWorld.text($0["files"]?[path]) }
            return left.allSatisfy { $0 == world.files[path] } ? [] : [GoldenDifference("store", "not readable")]
        }
        var found: [GoldenDifference] = []
        for (index, step) in (golden["steps"]?.arrayValue ?? []).enumerated() {
            do throws(StoreError) {
                try apply(step["op"] ?? [:], to: &store, config: golden.present("config"))
            } catch {
                found.append(GoldenDifference("steps.\(index)", "\(error)"))
            }
            let isWritten = existed || step["files"]?[path] != nil
            found += differences(step, store, main: main, path: isWritten ? path : nil, golden).map {
                GoldenDifference("steps.\(index).\($0.place)", $0.text)
            }
        }
        return found
    }

    private static func apply(_ op: Value, to store: inout JSONCredentialStore, config: Value?) throws(StoreError) {
        let id = op.text("profileId") ?? ""
        let now = op["at"]?.intValue ?? 0
        switch op.text("op") {
        case "failure":
            let provider = store.contents.profile(id)?.provider ?? ""
            let settings = CooldownSettings(config: config, provider: provider)
            let reason = op.text("reason").flatMap(FailureReason.init(rawValue:)) ?? .unknown
            try store.markFailure(id, reason, settings: settings, now: now)
        case "used": try store.markUsed(id, now: now)
        case "good": try store.markGood(id, for: op.text("provider") ?? "")
        case "clear-cooldown": try store.clearFailures(of: id)
        case "order":
            let ids = op.present("order") == nil ? nil : op.strings("order")
            try store.setOrder(ids, for: op.text("provider") ?? "")
        case "upsert":
            let decoded = try StoreContents(decoding: ["profiles": .object([id: op["credential"] ?? [:]])])
            if let profile = decoded.profiles.first { try store.upsert(profile) }
        default: Issue.record("unknown step \(op.json())")
        }
    }

    private static func differences(
        _ step: Value,
        _ store: JSONCredentialStore,
        main: JSONCredentialStore?,
        path: String?,
        _ golden: Value
    ) -> [GoldenDifference] {
        let now = step["op"]?["at"]?.intValue ?? 0
        let seen = main.map { store.contents.reading(through: $0.contents) } ?? store.contents
        let order = ProfileOrder.resolve(config: golden.present("config"), store: seen, provider: "anthropic", now: now)
        var found = GoldenDifference.between("order", order, step.strings("order"))
        for (id, expected) in step["inCooldown"]?.objectValue ?? [:] {
            let isUnusable = seen.stats(of: id).isUnusable(at: now)
            found += GoldenDifference.between("inCooldown.\(id)", isUnusable, expected.boolValue)
        }
        for (id, expected) in step["unusableUntil"]?.objectValue ?? [:] {
            let until = seen.stats(of: id).unusableUntil
            found += GoldenDifference.between("unusableUntil.\(id)", until, expected.intValue)
        }
        if let path {
            let text = GoldenWorld.text(step["files"]?[path]) ?? ""
            let expected = try? Document(parsing: text, dialect: .json).root
            found += Value.differences(at: "file", ours: store.document.root, gateways: expected)
        }
        return found
    }
}
