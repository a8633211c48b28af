import Anthropic
import Credentials
import GatewayConfig
import JSON5
import Secrets
import TestSupport
import Testing

@testable import FileTransactions
@testable import GatewayHost

/// One pipeline for every change: files that change between plan and apply are never written over, and the change is
/// planned again on what is there now.
@Suite struct PipelineTests {
    /// What somebody else adds while the change is on its way: a comment in the config, a member in main's store.
    private static let comment = "// by somebody else\n"
    private static let member = #""other": 1"#

    private static let config = """
        {
          gateway: { mode: 'local', port: 18789 },
          agents: {
            list: [{ id: 'main', default: true }, { id: 'ops' }],
            defaults: { models: { 'anthropic/claude-opus-4-6': { params: { cacheControlTtl: '1h' } } } },
          },
          auth: { profiles: { 'anthropic:key': { provider: 'anthropic', mode: 'api_key' } } },
        }

        """

    private static func host() -> TestHost {
        let host = TestHost(config: config, store: Stores.failing)
        host.files.addFile(
            TestHost.state + "/agents/ops/agent/auth.json",
            #"{ "openai": { "type": "api_key", "provider": "openai", "key": "OOOOOOOOOOOOOOOOOOOOOOOOO" } }"#
        )
        return host
    }

    private static func disturb(_ host: TestHost) {
        if let text = host.files.text(TestHost.config) { host.files.addFile(TestHost.config, comment + text) }
        if let text = host.files.text(TestHost.store) {
            let more = "\"version\": 1, \(member),"
            host.files.addFile(TestHost.store, text.replacingOccurrences("\"version\": 1,", more))
        }
    }

    /// One thing that can be asked of a host.
    struct Asked: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var edit: @Sendable (HostSnapshot, LiveHost) throws(Problem) -> HostEdit

        init(_ name: String, _ edit: @escaping @Sendable (HostSnapshot, LiveHost) throws(Problem) -> HostEdit) {
            testDescription = name
            self.edit = edit
        }
    }

    static let everything: [Asked] = [
        Asked("onboarding") { _, _ in .setup(.apiKey("N"), freshToken: nil) },
        Asked("add") { _, _ in .profile(.add(.apiKey("N", id: "anthropic:new"))) },
        Asked("rotate") { _, _ in .profile(.replace(id: "anthropic:key", .apiKey("N"))) },
        Asked("logout") { _, _ in .profile(.remove(id: "anthropic:key", agents: ["main"])) },
        Asked("order set") { _, _ in
            .profile(
                .fixOrder(["anthropic:token"], OrderScope(provider: "anthropic", agent: "main", place: .store))
            )
        },
        Asked("order set --all-agents") { _, _ in
            .profile(
                .fixOrder(["anthropic:token"], OrderScope(provider: "anthropic", agent: "main", place: .config))
            )
        },
        Asked("clear-cooldown") { _, _ in .profile(.clearFailures(id: "anthropic:key", agent: "main")) },
        Asked("include") { _, _ in .profile(.include(id: "anthropic:token", agent: "main")) },
        Asked("copy") { _, _ in .profile(.copy(id: "anthropic:key", from: "main", to: ["ops"])) },
        Asked("import") { snapshot, live throws(Problem) in
            .profile(.importLegacy(try LegacyCredentials.read(snapshot, live, agent: "ops")))
        },
        Asked("--record") { _, _ in
            let answer = Verification(.verified, model: "claude-opus-4-6", host: "api.anthropic.com", milliseconds: 1)
            return .profile(
                .recordChecks([CheckMark(answer, profileID: "anthropic:token")].compactMap(\.self), agent: "main")
            )
        },
        Asked("params") { _, _ in
            var edits = ParameterEdits()
            edits.set(4096, of: "maxTokens", for: .model(ParameterSheetTests.opus))
            return .parameters(edits)
        },
        Asked("config set") { _, _ in .setValue(19001, at: "gateway.port") },
        Asked("config unset") { _, _ in .unsetValue(at: "gateway.port") },
        Asked("config migrate") { _, _ in .migrateCaching },
    ]

    private func change(_ asked: Asked, _ live: LiveHost) -> HostChange {
        HostChange(command: "test", requirement: .everything, obstacles: .ofPlan) { snapshot throws(Problem) in
            try asked.edit(snapshot, live)
        }
    }

    @Test(arguments: everything) func isPlannedAgainWhenFilesChanged(asked: Asked) throws {
        let host = Self.host()
        var (plans, writes) = (0, 0)
        var change = change(asked, host.live)
        change.confirm = { planned, isAgain in
            #expect(isAgain == (plans > 0) && !planned.isEmpty)
            plans += 1
            return .goOn
        }
        change.holding = { write in
            writes += 1
            if writes == 1 { Self.disturb(host) }
            return write()
        }
        guard case .applied(let planned, _) = try host.live.apply(retrying: change, on: host.snapshot()) else {
            Issue.record("it was not applied")
            return
        }
        #expect(writes == 2)
        #expect(host.files.text(TestHost.config)?.hasPrefix(Self.comment) == true, "the other's edit stays")
        #expect(host.files.text(TestHost.store)?.contains(Self.member) == true, "the other's edit stays")
        for file in planned.plan.files {
            let written = try #require(file.participant(rank: 0) as? FileParticipant).change?.contents
            #expect(host.files.text(file.path).map { Array($0.utf8) } == written, "\(file.path)")
        }
        #expect(try host.live.plannedUndo() != nil)
    }

    /// The screens apply once and show the new plan.
    @Test(arguments: everything) func oneAttemptIsRefusedAndChangesNothing(asked: Asked) throws {
        let host = Self.host()
        let snapshot = host.snapshot()
        let plan = try host.live.plan(try asked.edit(snapshot, host.live), on: snapshot)
        Self.disturb(host)
        let before = host.files.tree().without(TestHost.state + "/setup").withoutTimes
        let result = host.live.apply(plan)
        guard case .failure(.changedMeanwhile(let paths)) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(!paths.isEmpty && paths.allSatisfy { $0.hasPrefix("~/.openclaw/") })
        let after = host.files.tree().without(TestHost.state + "/setup").withoutTimes
        #expect(after == before, "\(before.difference(to: after))")
    }

    // MARK: - What a person confirmed

    @Test func whatDoesTheSameIsNotAskedAgain() throws {
        let host = Self.host()
        var (asked, writes) = (0, 0)
        var change = change(Asked("") { _, _ in .profile(.remove(id: "anthropic:key", agents: ["main"])) }, host.live)
        change.confirm = { _, _ in
            asked += 1
            return .goOn
        }
        change.holding = { write in
            writes += 1
            // The gateway notes a use of another profile.
            if writes == 1 { Self.disturb(host) }
            return write()
        }
        _ = try host.live.apply(retrying: change, on: host.snapshot())
        #expect(asked == 1 && writes == 2)
        #expect(host.files.text(TestHost.store)?.contains("anthropic:key\": {") == false)
    }

    @Test func whatDoesSomethingElseIsShownAndAskedAgain() throws {
        let host = Self.host()
        var shown: [PlannedChange] = []
        var change = change(Asked("") { _, _ in .profile(.remove(id: "anthropic:key", agents: ["main"])) }, host.live)
        change.confirm = { planned, isAgain in
            shown.append(planned)
            return isAgain ? .stop(code: 7) : .goOn
        }
        change.holding = { write in
            // The secret to be removed is another one by now.
            let text = host.files.text(TestHost.store) ?? ""
            host.files.addFile(
                TestHost.store,
                text.replacingOccurrences(Fake.text(Fake.apiKey()), Fake.text(Fake.apiKey("O")))
            )
            return write()
        }
        let outcome = try host.live.apply(retrying: change, on: host.snapshot())
        guard case .stopped(code: 7) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(shown.count == 2 && !shown[0].doesTheSame(as: shown[1]))
        #expect(host.files.text(TestHost.store)?.contains(Fake.text(Fake.apiKey("O"))) == true)
    }

    @Test func whatAnotherDidMeanwhileIsNothingToDo() throws {
        let host = Self.host()
        var change = change(Asked("") { _, _ in .setValue(19001, at: "gateway.port") }, host.live)
        change.holding = { write in
            host.files.addFile(TestHost.config, Self.config.replacingOccurrences("18789", "19001"))
            return write()
        }
        guard case .nothing = try host.live.apply(retrying: change, on: host.snapshot()) else {
            Issue.record("it was applied")
            return
        }
        #expect(try host.live.plannedUndo() == nil)
    }

    @Test(arguments: [PipelineTurns.ofAPerson, PipelineTurns.ofAScript]) func filesThatNeverRestAreGivenUp(
        turns: Int
    ) throws {
        let host = Self.host()
        var writes = 0
        var change = change(Asked("") { _, _ in .setValue(19001, at: "gateway.port") }, host.live)
        change.turns = turns
        change.holding = { write in
            writes += 1
            host.files.addFile(TestHost.config, "// \(writes)\n" + Self.config)
            return write()
        }
        let problem = #expect(throws: Problem.self) {
            _ = try host.live.apply(retrying: change, on: host.snapshot())
        }
        #expect(writes == turns && problem?.code == "changed-meanwhile")
        #expect(problem?.details == ["  ~/.openclaw/openclaw.json", "Nothing was changed."])
        #expect(host.files.text(TestHost.config)?.hasPrefix("// \(turns)\n") == true)
    }

    // MARK: - Undo

    @Test func anUndoIsPlannedAgainWhenTheGatewayWroteMarks() throws {
        let host = Self.host()
        try host.apply(.replace(id: "anthropic:key", .apiKey("N")))
        var writes = 0
        let undo = try #require(try host.live.plannedUndo())
        let outcome = try host.live.undo(
            retrying: undo,
            holding: { write in
                writes += 1
                if writes == 1, let text = host.files.text(TestHost.store) {
                    let more = text.replacingOccurrences("\"errorCount\": 1", "\"errorCount\": 3")
                    host.files.addFile(TestHost.store, more)
                }
                return write()
            }
        )
        guard case .applied(let done, _) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(writes == 2 && done.preview.joined().contains("usage marks stay"))
        let text = try #require(host.files.text(TestHost.store))
        #expect(text.contains("\"errorCount\": 3") && text.contains(Fake.text(Fake.apiKey())))
    }

    @Test func anUndoNeverTakesBackAnApplyThatCameMeanwhile() throws {
        let host = Self.host()
        try host.apply(.replace(id: "anthropic:key", .apiKey("N")))
        let undo = try #require(try host.live.plannedUndo())
        let problem = #expect(throws: Problem.self) {
            _ = try host.live.undo(
                retrying: undo,
                holding: { write in
                    _ = try? host.apply(.add(.apiKey("M", id: "anthropic:more")))
                    return write()
                }
            )
        }
        #expect(problem?.code == "changed-since")
        let text = try #require(host.files.text(TestHost.store))
        #expect(text.contains(Fake.text(Fake.apiKey("N"))) && text.contains(Fake.text(Fake.apiKey("M"))))
    }
}
