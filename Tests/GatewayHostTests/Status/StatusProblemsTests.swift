import FileTransactions
import GatewayHost
import JSON5
import TestSupport
import Testing

/// Problems are reported, and the rest of the report is complete.
@Suite struct StatusProblemsTests {
    @Test func aConfigThatDoesNotParseIsTheVerdict() throws {
        let host = StatusHost(store: StoreText.of(StoreText.key("anthropic:a")), config: "{ nope")
        let report = try host.report()
        #expect(
            report.lines[0]
                == "~/.openclaw/openclaw.json cannot be read: line 1, column 7, expected a colon but found the end of the file."
        )
        #expect(report.verdict.canAnswer == nil)
        #expect(report.document["verdict"]?["state"] == "configUnreadable")
        #expect(report.document["problems"]?[0]?["code"] == "unparsable")
        #expect(report.document["auth"]?["providers"]?[0]?["profiles"]?["count"] == 1)
    }

    @Test func aStoreThatDoesNotParseIsNamedWithItsPlace() throws {
        let report = try StatusHost(store: "{ nope").report()
        #expect(report.lines[0] == "Agent main cannot answer: its credential store cannot be read.")
        #expect(
            report.lines[1].hasPrefix(
                "! ~/.openclaw/agents/main/agent/auth-profiles.json cannot be read: line 1, column 3,"
            )
        )
        #expect(report.document["problems"]?.arrayValue?.count == 1)
        #expect(report.checkExitCode == 1)
    }

    @Test func aBrokenStoreDoesNotHideAKeyInTheEnvironment() throws {
        let host = StatusHost(
            store: "{ nope",
            environment: ["ANTHROPIC_API_KEY": "sk-ant-api03-EEEEEEEEEEEEEEEEEEEEEEEE"]
        )
        let report = try host.report()
        #expect(report.lines[0] == "Agent main should answer. Not checked.")
        #expect(!report.problems.isEmpty)
    }

    @Test func aNewerStoreIsNotJudgedAndNamesTheNextCommand() throws {
        let header = "SQLite format 3\0" + String(repeating: "x", count: 84)
        let report = try StatusHost(["agents/main/agent/openclaw-agent.sqlite": header]).report()
        #expect(report.verdict.outcome == .notJudged(.newerStore))
        #expect(report.document["verdict"]?["canAnswer"] == .null)
        #expect(report.problems.first?.code == "newer-store")
        #expect(report.problems.first?.next != nil)
        #expect(report.problems.first?.details == [])
    }

    @Test(
        "a store that was lost is no host without a credential yet",
        arguments: [nil, #"{"version":1,"profiles":{}}"#]
    )
    func aLostStoreSaysSo(store: String?) throws {
        let listed = ["default", "work"].map { #""anthropic:\#($0)": { provider: "anthropic", mode: "api_key" }"# }
        let other = #""openai:default": { provider: "openai", mode: "api_key" }"#
        let config = "{ auth: { profiles: { \((listed + [other]).joined(separator: ", ")) } } }"
        let host = TestHost(config: config, store: store)
        let report = try StatusReport(host.snapshot(), host.live)
        #expect(
            report.lines[0]
                == "No credential is stored, though ~/.openclaw/openclaw.json lists 3 profiles: the credential store was lost or emptied."
        )
        #expect(report.document["verdict"]?["state"] == "nothingStored" && report.checkExitCode == 1)
        let fresh = TestHost(config: "{}")
        #expect(try StatusReport(fresh.snapshot(), fresh.live).lines[0] == "No Claude credential on this host yet.")
    }

    @Test func aStoreThatMayNotBeReadIsAProblem() throws {
        let host = StatusHost(store: StoreText.of(StoreText.key("anthropic:a")))
        host.files.setMode(of: host.state + "/agents/main/agent/auth-profiles.json", 0o000)
        let report = try host.report()
        #expect(report.problems.first?.code == "permission-denied")
        #expect(report.verdict.outcome == .storeUnreadable)
    }

    @Test func whatTheGatewayWouldRefuseIsNamedByKey() throws {
        let config =
            #"{ gateway: { mode: "near" }, agents: { defaults: { model: { primary: "anthropic/claude-haiku-4-5" } } } }"#
        let report = try StatusHost(store: StoreText.of(StoreText.key("anthropic:a")), config: config).report()
        #expect(report.problems.map(\.code) == ["invalid-config"])
        #expect(
            report.problems[0].message.hasPrefix(
                "~/.openclaw/openclaw.json is not valid for the gateway: gateway.mode: "
            )
        )
        #expect(report.plain == "anthropic/claude-haiku-4-5")
        #expect(report.lines[0] == "Agent main cannot answer: the gateway does not start with its openclaw.json.")
    }

    @Test func anEnvironmentFileThatMayNotBeReadIsAProblem() throws {
        let host = StatusHost([".env": "ANTHROPIC_API_KEY=sk-ant-api03-EEEEEEEEEEEEEEEEEEEEEEEE"])
        host.files.setMode(of: host.state + "/.env", 0o000)
        #expect(try host.report().problems.map(\.code) == ["permission-denied"])
    }

    @Test func aSecretInPlaceOfAnAgentIsNotRepeated() throws {
        let problem = #expect(throws: Problem.self) {
            try StatusHost().report(agent: "sk-ant-api03-SentinelSentinelSentinelSentinel")
        }
        #expect(problem?.message.contains("Sentinel") == false)
    }

    @Test func anInterruptedApplyIsReportedAndLeftAlone() throws {
        let host = StatusHost(store: StoreText.of(StoreText.key("anthropic:a")))
        try host.interruptAnApply()
        let before = host.files.tree()
        let report = try host.report()
        #expect(report.problems.map(\.code) == ["interrupted-apply"])
        #expect(report.lines[0] == "Agent main should answer. Not checked.")
        #expect(
            report.lines[1]
                == "! A change of 2026-02-02 02:40 UTC was interrupted; some of its files may be new and others old."
        )
        #expect(host.files.tree() == before)
    }
}

extension StatusHost {
    /// Kills an apply of two files between its renames.
    fileprivate func interruptAnApply() throws {
        var call = 1
        while true {
            files.restartCount()
            files.arm(.crash(call: call))
            let isDone = apply()
            let isWriting = try isJournalThere()
            files.reboot()
            files.arm(nil)
            if isWriting { return }
            try #require(!isDone, "no call leaves a journal")
            call += 1
        }
    }

    private func apply() -> Bool {
        do throws(FileError) {
            let folder = SetupFolder(stateFolder: state, files: files, clock: files.clock)
            var transaction = FileTransaction(folder, summary: "test")
            for (rank, name) in ["one.json", "two.json"].enumerated() {
                let snapshot = try FileSnapshot.read(state + "/" + name, files)
                try transaction.stage(snapshot, contents: Array("{}".utf8), rank: rank, lock: .none)
            }
            _ = try transaction.commit { _ in .wait }
            return true
        } catch {
            return false
        }
    }

    private func isJournalThere() throws -> Bool {
        files.reboot()
        files.arm(nil)
        let folder = SetupFolder(stateFolder: state, files: files, clock: files.clock)
        return try folder.interruptedCommit() != nil
    }
}
