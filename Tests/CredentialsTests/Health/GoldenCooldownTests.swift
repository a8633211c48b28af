import Credentials
import JSON5
import Secrets
import TestSupport
import Testing

/// Sequences of failures, successes and edits, with the files after each step: `cooldown/`.
@Suite struct GoldenCooldownTests {
    @Test func backoffTable() throws {
        var tally = try GoldenTally("cooldown/backoff-table")
        for golden in try GoldenFolder.cases("cooldown/backoff-table.json") {
            let count = golden["errorCount"]?.doubleValue ?? 0
            tally.compare("\(count)", CooldownMath.cooldown(errorCount: count), golden["ms"]?.intValue)
        }
        tally.report()
    }

    @Test func steps() throws {
        var tally = try GoldenTally("cooldown")
        for file in try GoldenFolder.files(in: "cooldown") where file != "backoff-table.json" {
            for golden in try GoldenFolder.cases("cooldown/" + file) {
                let problems = differences(golden)
                tally.compare(golden.text("name") ?? "?", matches: problems.isEmpty, "\(problems)")
            }
        }
        tally.report()
    }

    private func differences(_ golden: Value) -> [String] {
        let folder = golden.text("agentDir") ?? ""
        let path = folder + "/auth-profiles.json"
        var world = GoldenWorld()
        for (name, file) in golden["before"]?.objectValue ?? [:] { world.files[name] = GoldenWorld.text(file) }
        let existed = world.files[path] != nil
        let main = folder == "agents/main/agent" ? nil : world.store(in: "agents/main/agent")
        guard var store = existed ? world.store(in: folder) : try? JSONCredentialStore() else {
            return ["not readable"]
        }
        var problems: [String] = []
        for (index, step) in (golden["steps"]?.arrayValue ?? []).enumerated() {
            do throws(StoreError) {
                try apply(step["op"] ?? [:], to: &store, config: golden.present("config"))
            } catch {
                problems.append("step \(index): \(error)")
            }
            let isWritten = existed || step["files"]?[path] != nil
            let found = differences(step, store, main: main, path: isWritten ? path : nil, golden)
            problems += found.map { "step \(index): \($0)" }
        }
        return problems
    }

    private func apply(_ op: Value, to store: inout JSONCredentialStore, config: Value?) throws(StoreError) {
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

    private func differences(
        _ step: Value,
        _ store: JSONCredentialStore,
        main: JSONCredentialStore?,
        path: String?,
        _ golden: Value
    ) -> [String] {
        let now = step["op"]?["at"]?.intValue ?? 0
        let seen = main.map { store.contents.reading(through: $0.contents) } ?? store.contents
        var problems: [String] = []
        let order = ProfileOrder.resolve(config: golden.present("config"), store: seen, provider: "anthropic", now: now)
        if order != step.strings("order") { problems.append("order \(order)") }
        for (id, expected) in step["inCooldown"]?.objectValue ?? [:]
        where seen.stats(of: id).isUnusable(at: now) != expected.boolValue { problems.append("cooldown of \(id)") }
        for (id, expected) in step["unusableUntil"]?.objectValue ?? [:]
        where seen.stats(of: id).unusableUntil != expected.intValue { problems.append("end of \(id)") }
        if let path {
            let text = GoldenWorld.text(step["files"]?[path]) ?? ""
            let expected = try? Document(parsing: text, dialect: .json).root
            if expected?.isSame(as: store.document.root) != true {
                problems.append("file \(store.document.root.json())")
            }
        }
        return problems
    }
}
