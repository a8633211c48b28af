import GatewayHost
import JSON5
import TestSupport
import Testing

/// Plans are made of the snapshot alone: planning makes no file call.
@Suite struct PurePlanningTests {
    private static let config = """
        {
          gateway: { $include: './gateway.json5' },
          agents: {
            list: [{ id: 'main', default: true }, { id: 'ops' }],
            defaults: { models: { 'anthropic/claude-opus-4-6': { params: { cacheControlTtl: '1h' } } } },
          },
          auth: { profiles: { 'anthropic:key': { provider: 'anthropic', mode: 'api_key' } } },
        }

        """

    private func host() -> TestHost {
        let host = TestHost(config: Self.config, store: Stores.failing)
        host.files.addFile(TestHost.state + "/gateway.json5", "{ mode: 'local', port: 18789 }\n")
        return host
    }

    @Test func planningMakesNoFileCall() throws {
        var parameters = ParameterEdits()
        parameters.set(4096, of: "maxTokens", for: .model(ParameterSheetTests.opus))
        let edits: [HostEdit] = [
            .setup(.apiKey("N"), freshToken: nil), .profile(.replace(id: "anthropic:key", .apiKey("N"))),
            .profile(.remove(id: "anthropic:key", agents: ["main"])),
            .profile(.clearFailures(id: "anthropic:key", agent: "main")),
            .profile(.copy(id: "anthropic:key", from: "main", to: ["ops"])), .parameters(parameters),
            .setValue(19001, at: "gateway.port"), .unsetValue(at: "gateway.port"), .migrateCaching,
        ]
        for edit in edits {
            let host = host()
            let snapshot = host.snapshot()
            host.files.forgetCalls()
            let plan = try host.live.plan(edit, on: snapshot)
            #expect(!plan.isEmpty && host.files.calls.isEmpty, "\(edit): \(host.files.calls)")
        }
    }

    /// Only a value that includes another file needs a look at it, to tell that the file overrides it.
    @Test func aNewIncludeIsReadByTheLiveHost() throws {
        let host = host()
        host.files.addFile(TestHost.state + "/session.json5", "{ scope: 'per-sender' }\n")
        let edit = HostEdit.setValue(["$include": "./session.json5"], at: "session")
        let snapshot = host.snapshot()
        host.files.forgetCalls()
        #expect(throws: Problem.self) { try host.live.plan(edit, on: snapshot) }
        #expect(host.files.calls.contains { $0.path == TestHost.state + "/session.json5" })
        host.files.forgetCalls()
        #expect(throws: Problem.self) { try edit.plan(on: snapshot) }
        #expect(host.files.calls.isEmpty)
    }
}
