import CredentialStores
import Credentials
import FileTransactions
import GatewayConfig
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

/// Hosts with thousands of everything, and files made to be slow: the results are correct. (`.ci/benchmark growth`
/// measures the time.)
@Suite struct LargeHostTests {
    // MARK: - Limits

    @Test(
        arguments: [
            (["openclaw.json": "{ env: { $include: './a.json5' } }"], "include-limit", "b.json5:1:"),
            (
                ["openclaw.json": "{ env: { A: '\(String(repeating: "${LONG}", count: 40))' } }"], "too-much-put-in",
                "openclaw.json:1:"
            ),
        ] as [([String: String], String, String)]
    )
    func whatIsTooMuchIsToldAndNothingIsWritten(files: [String: String], code: String, place: String) throws {
        var files = files
        for (number, name) in ["a", "b", "c", "d", "e"].enumerated() {
            let next = ["b", "c", "d", "e", "f"][number]
            files[name + ".json5"] = "{ $include: [\(String(repeating: "'./\(next).json5',", count: 12))] }"
        }
        files["f.json5"] = "{ x: 1 }"
        files[".env"] = "LONG=" + String(repeating: "x", count: 1 << 20)
        files["agents/main/agent/auth-profiles.json"] = StoreText.of(StoreText.key("anthropic:a"))
        let host = StatusHost(files)
        let report = try host.report()
        let problem = try #require(report.problems.first)
        #expect(problem.code == code && problem.message.contains(place), "\(problem)")
        #expect(problem.next?.contains(place) == true && !problem.message.contains("Nothing was changed"))
        // Facts that do not depend on the config are still reported.
        #expect(report.document["auth"]?["providers"]?[0]?["profiles"]?["count"] == 1)
        let before = host.files.tree()
        let planner = ConfigPlanner(snapshot: host.snapshot)
        let refusal = #expect(throws: Problem.self) { try planner.plan(setting: 1, at: "gateway.port") }
        #expect(
            refusal?.code == code && refusal?.details == [Texts.english("file.nothingChanged")],
            "\(refusal as Any)"
        )
        #expect(host.files.tree() == before)
    }

    // MARK: - Many profiles

    @Test func firstListedProfileBringsThousandsAlong() throws {
        let ids = (0..<1500).map { "anthropic:p\($0)" }
        let host = TestHost(
            config: "{\n  // mine\n  gateway: {\n    mode: 'local',\n  },\n}\n",
            store: StoreText.of(ids.map { StoreText.key($0) }.joined(separator: ", "))
        )
        let plan = try host.apply(.apiKey())
        let config = try #require(host.files.text(TestHost.config))
        let listed = try Document(parsing: config).root["auth"]?["profiles"]?.objectValue
        #expect(listed?.keys == ["anthropic:default"] + ids)
        #expect(listed?["anthropic:p7"] == ["provider": "anthropic", "mode": "api_key"])
        #expect(config.hasPrefix("{\n  // mine\n  gateway: {\n    mode: 'local',\n  },\n  auth: {\n    profiles: {\n"))
        #expect(
            plan.effects.count { if case .hidesProfile(_, _, keptListed: true) = $0 { true } else { false } } == 1500
        )
        // The preview names each of them, and contains no secret.
        let added = plan.redactedDiff().filter { $0.kind == .added && $0.text.contains("'anthropic:p") }
        #expect(added.count == 1500)
        #expect(try host.plan(.apiKey()).isEmpty)
    }

    @Test func profileThatAnOrderNamesAgainAndAgainGoesEverywhere() throws {
        let order = (0..<400).map { $0 % 3 == 0 ? "'b'" : "'a'" }.joined(separator: ", ")
        let host = TestHost(
            config:
                "{ auth: { profiles: { a: { provider: 'anthropic', mode: 'api_key' } }, order: { anthropic: [\(order)] } } }",
            store: StoreText.of(
                StoreText.key("a"),
                StoreText.key("b"),
                order: "\"anthropic\": [\(order.replacing("'", with: "\""))]"
            )
        )
        let snapshot = host.snapshot()
        let plan = try ProfilePlanner(snapshot: snapshot).plan(.remove(id: "a", agents: ["main"]))
        _ = try host.live.apply(plan).get()
        let after = host.snapshot()
        let rest = [String](repeating: "b", count: 134)
        #expect(after.config.value(at: ["auth", "order", "anthropic"]) == .array(rest.map { .string($0) }))
        let store = after.agent("main")?.store as? AuthProfilesStore
        #expect(store?.text.document.value(at: ["order", "anthropic"]) == .array(rest.map { .string($0) }))
        #expect(after.config.value(at: ["auth", "profiles"]) == [:])
    }

    @Test func everyModelWithTheOlderNameIsMovedInOnePlan() throws {
        let models = (0..<300).map { "    'anthropic/m\($0)': { params: { cacheControlTtl: '1h' } }, // \($0)\n" }
            .joined()
        let host = TestHost(config: "{ agents: { defaults: { models: {\n\(models)  } } } }")
        let snapshot = host.snapshot()
        let plan = try ConfigPlanner(snapshot: snapshot).cacheMigration()
        _ = try host.live.apply(plan).get()
        let expected = models.replacing("cacheControlTtl: '1h'", with: "cacheRetention: 'long'")
        #expect(host.files.text(TestHost.config) == "{ agents: { defaults: { models: {\n\(expected)  } } } }")
    }

    // MARK: - Many agents

    @Test func agentsWithoutAStoreShareWhatMainHas() throws {
        let agents = (0..<300).map { "{ id: 'a\($0)' }" }.joined(separator: ", ")
        let host = TestHost(
            config: "{ agents: { list: [\(agents)] } }",
            store: StoreText.of(StoreText.key("anthropic:a"), StoreText.key("anthropic:b"))
        )
        let snapshot = host.snapshot()
        #expect(snapshot.agents.count == 301 && snapshot.agent("a299")?.id == "a299" && snapshot.agent("none") == nil)
        let plan = try ProfilePlanner(snapshot: snapshot).plan(.remove(id: "anthropic:a", agents: ["main"]))
        let changed = plan.effects.compactMap { effect -> String? in
            if case .profiles(.changesFirst(let agent, "anthropic:a", "anthropic:b")) = effect { agent } else { nil }
        }
        #expect(changed == (0..<300).map { "a\($0)" })
    }

    // MARK: - Differences

    @Test func fewChangesOfALongTextAreFewLines() throws {
        let old = (0..<6000).map { "line \($0)" }
        var new = old
        new[5000] = "changed"
        new.removeSubrange(3000..<3003)
        new.insert(contentsOf: ["new 1", "new 2"], at: 10)
        let lines = try difference(old, new)
        #expect(lines.filter { $0.kind == .added }.map(\.text) == ["new 1", "new 2", "changed"])
        // Each edit applies to the result of the previous one.
        #expect(lines.filter { $0.kind == .removed }.map(\.text) == Array(old[3000..<3003]) + [old[5000]])
    }

    @Test(arguments: [60, 900, 3000]) func differenceTurnsOneTextIntoTheOther(count: Int) throws {
        var state = UInt64(count)
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        for _ in 0..<5 {
            let old = (0..<count).map { _ in "\(next(count))" }
            var new = old
            for _ in 0..<next(60) { new.insert("new \(next(9))", at: next(new.count + 1)) }
            for _ in 0..<next(30) { new.remove(at: next(new.count)) }
            new.append("end")
            let lines = try difference(old, new)
            #expect(lines.filter { $0.kind != .added && $0.kind != .gap }.allSatisfy { old.contains($0.text) })
            #expect(lines.filter { $0.kind != .removed && $0.kind != .gap }.allSatisfy { new.contains($0.text) })
            let (added, removed) = (lines.count { $0.kind == .added }, lines.count { $0.kind == .removed })
            #expect(added - removed == new.count - old.count)
            #expect(added + removed <= 91, "\(added) and \(removed)")
        }
    }

    /// The preview of a plan that turns one text into another.
    private func difference(_ old: [String], _ new: [String]) throws -> [DiffLine] {
        let files = InMemoryFileSystem()
        files.addFile("/f", old.map { $0 + "\n" }.joined())
        let basis = try FileSnapshot.read("/f", files)
        var plan = ChangePlan(files: [], summary: PlanSummary(), effects: [])
        plan.files = [PlannedFile(role: .config, basedOn: basis, contents: Array(new.map { $0 + "\n" }.joined().utf8))]
        return Array(plan.redactedDiff().dropFirst())
    }
}
