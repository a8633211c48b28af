import FileTransactions
import GatewayHost
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
}

extension Substring {
    fileprivate var trimmedEnd: String { String(self.reversed().drop(while: \.isWhitespace).reversed()) }
}
