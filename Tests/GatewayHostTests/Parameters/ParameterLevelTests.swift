import GatewayConfig
import GatewayHost
import JSON5
import TestSupport
import Testing

/// Values of one agent beside those of the model and of all models, by release.
@Suite struct ParameterLevelTests {
    private let opus = ParameterSheetTests.opus
    private let ops = AgentID("ops")

    private func host(_ release: String, entries: Bool = false, own: String = "temperature: 0.2") -> TestHost {
        let entry = entries ? "entries: { main: {}, ops: { params: { \(own) } } }" : list(own)
        return TestHost(
            config: """
                {
                  meta: { lastTouchedVersion: "\(release)" },
                  agents: {
                    defaults: {
                      params: { maxTokens: 900, temperature: 0.9 },
                      models: { "anthropic/claude-opus-4-6": { params: { temperature: 0.5 } } },
                    },
                    \(entry),
                  },
                }

                """
        )
    }

    private func list(_ own: String) -> String { "list: [{ id: 'main' }, { id: 'ops', params: { \(own) } }]" }

    private func line(_ name: String, _ host: TestHost, agent: AgentID? = nil) throws -> ParameterLine {
        let sheet = try ParameterSheet(host.snapshot(), agent: agent)
        return try #require(sheet.parameters(of: opus).lines.first { $0.name == name })
    }

    @Test("the agent's own value comes before the model's, and that before the one of all models")
    func innermostFirst() throws {
        let host = host("2026.4.2")
        #expect(try line("temperature", host, agent: ops).now.value == 0.2)
        #expect(try line("temperature", host).now.value == 0.5)
        #expect(try line("maxTokens", host).now.value == 900)
        guard case .outer(let pointer, .allModels) = try line("maxTokens", host, agent: ops).now.source else {
            Issue.record("not of all models")
            return
        }
        #expect(pointer.description == "agents.defaults.params.maxTokens")
        let inherited = try line("temperature", host, agent: AgentID("main"))
        #expect(inherited.now.value == 0.5 && !inherited.isWritten)
        guard case .outer(_, .model) = inherited.now.source else {
            Issue.record("not of the model")
            return
        }
    }

    @Test("for all agents, each agent with a value of its own is named") func named() throws {
        let own = try line("temperature", host("2026.3.13")).ofAgents
        #expect(own.map(\.agent) == [ops] && own.map(\.value) == [0.2])
        #expect(own.first?.pointer.description == "agents.list[1].params.temperature")
    }

    @Test("a release reads only the levels that it knows", arguments: [("2026.2.9", false), ("2026.3.13", true)])
    func levels(release: String, reads: Bool) throws {
        let host = host(release)
        let sheet = try ParameterSheet(host.snapshot())
        #expect(sheet.readsAgents == reads && sheet.agentParametersSince == "2026.3.13")
        #expect(try line("maxTokens", host).now.value == nil, "shared ones came later")
    }

    @Test("an edit goes into the agent's entry, in the list or by id", arguments: [false, true])
    func edited(entries: Bool) throws {
        let host = host(entries ? "2026.8.2" : "2026.4.2", entries: entries)
        let before = host.files.text(TestHost.config) ?? ""
        let sheet = try ParameterSheet(host.snapshot(), agent: ops)
        let edits = sheet.setting(0.75, of: "temperature", for: sheet.level(of: opus))
        #expect(try ParameterSheet(host.snapshot(), edits: edits, agent: ops).allowed.isEmpty, "no model is listed")
        let plan = try ConfigPlanner(snapshot: host.snapshot()).plan(edits)
        let text = String(decoding: try #require(plan.files.first?.contents), as: UTF8.self)
        #expect(text == before.replacingOccurrences("0.2", "0.75") && plan.effects.isEmpty)
        #expect(sheet.unsetting("maxTokens", for: .agent(ops)).isEmpty)
    }

    @Test("an unusable value of an agent is found, and not written") func unusable() throws {
        let host = host("2026.4.2", own: "cacheRetention: 'standard'")
        let line = try line("cacheRetention", host, agent: ops)
        #expect(line.now.value == "short" && line.now.written == "standard" && line.now.finding != nil)
        let sheet = try ParameterSheet(host.snapshot(), agent: ops)
        let edits = sheet.setting(2, of: "temperature", for: .agent(ops))
        #expect(throws: Problem.self) { try ConfigPlanner(snapshot: host.snapshot()).plan(edits) }
    }

    @Test("a value of an agent that is not sent hides the outer one") func hides() throws {
        let line = try line("temperature", host("2026.4.2", own: "temperature: 'hot'"), agent: ops)
        #expect(line.now.value == nil && line.now.written == "hot" && line.now.finding != nil)
    }

    @Test("what the gateway adds for an API key comes before a retention of all models") func addedFirst() throws {
        let config = """
            {
              meta: { lastTouchedVersion: "2026.4.2" },
              auth: { profiles: { "anthropic:default": { provider: "anthropic", mode: "api_key" } } },
              agents: { defaults: {
                model: { primary: "anthropic/claude-opus-4-6" },
                params: { cacheRetention: "long", temperature: "hot" },
              } },
            }

            """
        let host = TestHost(config: config)
        #expect(try line("cacheRetention", host).now.value == "short")
        let snapshot = host.snapshot()
        let found = ParameterFinding.all(in: snapshot.config, snapshot.models).map(\.pointer.description)
        #expect(found == ["agents.defaults.params.temperature"])
    }

    @Test("an edit for an agent that is gone meanwhile is dropped") func gone() throws {
        var edits = ParameterEdits()
        edits.set(0.1, of: "temperature", for: .agent(AgentID("nobody")))
        let sheet = try ParameterSheet(host("2026.4.2").snapshot(), edits: edits)
        #expect(sheet.neededEdits.isEmpty)
    }
}
