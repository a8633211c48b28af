import FileTransactions
import GatewayHost
import JSON5
import TestSupport
import Testing

@Suite struct HostUndoTests {
    @Test func takesBackEveryByteAndEveryFileThatWasMade() throws {
        let config = "{ // mine\n  gateway: { mode: 'local' }\n}\n"
        let host = TestHost(config: config)
        let before = host.files.tree().without(TestHost.state + "/setup").withoutTimes
        try host.apply(.apiKey())
        #expect(!host.files.exists(TestHost.state + "/nothing"))
        let undo = try #require(try HostUndo.latest(on: host.host))
        try undo.run()
        let after = host.files.tree().without(TestHost.state + "/setup").withoutTimes
        #expect(after == before, "\(before.difference(to: after))")
        #expect(try HostUndo.latest(on: host.host) == nil)
    }

    @Test("rule 26: the gateway's usage marks stay")
    func theGatewaysUsageMarksStay() throws {
        let host = TestHost(
            store: """
                {
                  "version": 1,
                  "profiles": {
                    "anthropic:old": { "type": "api_key", "provider": "anthropic", "key": "sk-ant-api03-OOOOOOOOOOOOOOOOOO" }
                  }
                }

                """
        )
        try host.apply(.apiKey())
        let applied = try #require(host.files.text(TestHost.store))
        let marks = #"  "lastGood": { "anthropic": "anthropic:old" }"#
        let marked = applied.dropLast(2).trimmedEnd + ",\n" + marks + "\n}\n"
        host.files.overwrite(TestHost.store, marked)
        let undo = try #require(try HostUndo.latest(on: host.host))
        #expect(undo.preview.joined().contains("usage marks stay"))
        try undo.run()
        let text = try #require(host.files.text(TestHost.store))
        #expect(text.contains("lastGood"))
        #expect(!text.contains("anthropic:default"))
    }

    @Test func aFileEditedSinceIsNamedAndNothingIsWritten() throws {
        let host = TestHost()
        try host.apply(.apiKey())
        host.files.overwrite(TestHost.config, "{ edited: true }\n")
        let before = host.files.tree()
        let undo = try #require(try HostUndo.latest(on: host.host))
        let problem = #expect(throws: Problem.self) { try undo.run() }
        #expect(problem?.code == "changed-since")
        #expect(problem?.details.contains("  ~/.openclaw/openclaw.json") == true)
        #expect(host.files.tree() == before)
    }

    @Test func anOAuthLoginIsNeverRestored() throws {
        let host = TestHost(
            store: """
                { "version": 1, "profiles": { "anthropic:default": { "type": "oauth", "provider": "anthropic",
                  "access": "sk-ant-oat01-AAAAAAAAAAAAAAAAAAAA", "refresh": "sk-ant-ort01-AAAAAAAAAAAAAAAAAAAA", "expires": 1 } } }

                """
        )
        var answers = SetupAnswers.apiKey()
        answers.intent = .replace(profileID: "anthropic:default")
        try host.apply(answers)
        let undo = try #require(try HostUndo.latest(on: host.host))
        let problem = #expect(throws: Problem.self) { try undo.run() }
        #expect(problem?.code == "restores-login")
    }

    // MARK: - What it says

    @Test func eachFileIsNamedWithWhatHappensToItAndThenWithWhatHappened() throws {
        let host = TestHost(config: "{ gateway: { mode: 'local' } }\n")
        host.files.setMode(of: TestHost.config, 0o644)
        try host.apply(.apiKey())
        let undo = try #require(try HostUndo.latest(on: host.host))
        #expect(
            undo.preview.dropFirst() == [
                "  ~/.openclaw/agents/main/agent/auth-profiles.json   removed: it was not there before",
                "  ~/.openclaw/openclaw.json   back to what it was (mode stays 0600; it was 0644)",
            ]
        )
        #expect(actions(undo.members(done: false)) == ["remove", "restore"])
        try undo.run()
        #expect(
            undo.outcome == [
                "Undone.", "  ~/.openclaw/agents/main/agent/auth-profiles.json   removed",
                "  ~/.openclaw/openclaw.json   as it was (mode stays 0600; it was 0644)",
            ]
        )
        #expect(undo.members(done: true)["changed"] == true)
    }

    @Test func whatIsBackAlreadyAndWhatWasWrittenSinceIsNamed() throws {
        let config = "{ gateway: { mode: 'local' } }\n"
        let host = TestHost(config: config)
        try host.apply(.apiKey())
        host.files.overwrite(TestHost.config, config)
        host.files.overwrite(TestHost.store, #"{ "version": 1, "profiles": { "anthropic:x": {} } }"#)
        let undo = try #require(try HostUndo.latest(on: host.host))
        #expect(actions(undo.members(done: false)) == ["changed", "already"])
        #expect(undo.preview.last == "  ~/.openclaw/openclaw.json   is already as before")
        #expect(undo.obstacle?.details == ["  ~/.openclaw/agents/main/agent/auth-profiles.json"])
    }

    private func actions(_ members: Members) -> [String] {
        members["files"]?.arrayValue?.compactMap { $0["action"]?.stringValue } ?? []
    }

    // MARK: - Screens

    @Test func aScreenIsToldThatThereIsNothingToTakeBack() throws {
        #expect(try TestHost().live.takeBack().get() == ["Nothing to undo."])
    }

    @Test func aScreenIsToldWhatWasTakenBackOrWhyNot() throws {
        let host = TestHost()
        try host.apply(.apiKey())
        let lines = try InMemoryFileSystem(copying: host.files).live(host).takeBack().get()
        #expect(lines.first == "Undone." && lines.count == 3)
        host.files.overwrite(TestHost.config, "{ edited: true }\n")
        guard case .failure(let problem) = host.live.takeBack() else {
            Issue.record("it was taken back")
            return
        }
        #expect(problem.code == "changed-since")
    }

    // MARK: - Failures

    /// Whatever call fails, either all is taken back or nothing, and the next command goes on with what is left.
    @Test func aDiskThatFailsAtAnyCallLeavesAllOrNothingTakenBack() throws {
        let host = TestHost(config: "{ gateway: { mode: 'local' } }\n", store: Stores.keyAndToken)
        let before = host.files.gatewaysTree
        try host.apply(.add(.apiKey("N", id: "anthropic:new")))
        let applied = host.files.gatewaysTree
        let trial = InMemoryFileSystem(copying: host.files)
        trial.restartCount()
        _ = try trial.live(host).takeBack().get()
        #expect(trial.gatewaysTree == before && trial.callNumber > 50)
        for call in 1...trial.callNumber {
            let files = InMemoryFileSystem(copying: host.files)
            files.restartCount()
            files.arm(.fail(call: call, errno: 5))
            let result = files.live(host).takeBack()
            files.arm(nil)
            _ = try files.live(host).settle()
            switch result {
            case .success(let lines):
                #expect(files.gatewaysTree == before, "call \(call): \(lines)")
                #expect(lines.first == "Undone.", "call \(call)")
            case .failure(let problem):
                #expect(files.gatewaysTree == applied, "call \(call): \(problem)")
                #expect(!problem.message.isEmpty && files.live(host).isUndoable, "call \(call): \(problem)")
            }
        }
    }
}

extension InMemoryFileSystem {
    /// The files of the gateway without their times.
    fileprivate var gatewaysTree: FileTree { tree().without(TestHost.state + "/setup").withoutTimes }

    /// Another host with this disk.
    fileprivate func live(_ host: TestHost) -> LiveHost {
        LiveHost(Host.inMemory(self, environment: host.environment))
    }
}

extension LiveHost {
    fileprivate var isUndoable: Bool { (try? plannedUndo()) != nil }
}

extension Substring {
    fileprivate var trimmedEnd: String { String(self.reversed().drop(while: \.isWhitespace).reversed()) }
}
