import GatewayHost
import JSON5
import TestSupport
import Testing

/// The first lines of status: whether an agent can answer, with which credential, and who pays.
@Suite struct StatusVerdictTests {
    private let minute: Int64 = 60_000
    private let now = StatusHost.now

    /// Everything before the gateway's lines.
    private func opening(_ host: StatusHost, agent: String? = nil) throws -> [String] {
        Array(try host.report(agent: agent).lines.prefix { $0 != "" })
    }

    @Test func aFreshHostIsToldHowToBegin() throws {
        #expect(
            try opening(StatusHost()) == [
                "No Claude credential on this host yet.",
                "Looked in: auth-profiles.json of main (not there), environment, .env, openclaw.json (not there).",
                "Set one up: openclaw onboard",
            ]
        )
    }

    @Test func theWinnerAndWhoPaysComeBeforeAnyTable() throws {
        let host = StatusHost(
            store: StoreText.of(StoreText.key("anthropic:work"), StoreText.token("anthropic:default")),
            environment: ["ANTHROPIC_API_KEY": "sk-ant-api03-EEEEEEEEEEEEEEEEEEEEEEEE"]
        )
        #expect(
            try opening(host) == [
                "Agent main should answer. Not checked.",
                "  Credential: anthropic:default, setup-token, paid by your Claude plan, not checked",
                "  Why first: logins come before tokens, tokens before API keys",
                "  Then: anthropic:work, API key, paid by API credits",
                "  Model: anthropic/claude-opus-4-6",
                "  Cache: no effect with a setup-token",
                "! ANTHROPIC_API_KEY (environment) is not used: profiles come first.",
            ]
        )
    }

    @Test func aVariableAnswersWhereNothingIsStored() throws {
        let host = StatusHost(environment: ["ANTHROPIC_OAUTH_TOKEN": "sk-ant-oat01-EEEEEEEEEEEEEEEEEEEEEEEE"])
        let report = try host.report()
        #expect(report.lines[0] == "Agent main should answer. Not checked.")
        #expect(
            report.lines[1]
                == "  Credential: ANTHROPIC_OAUTH_TOKEN, setup-token, paid by your Claude plan, not checked"
        )
        let winner = report.document["auth"]?["providers"]?[0]?["winner"]
        #expect(winner?["source"] == "environment")
        #expect(winner?["variable"] == "ANTHROPIC_OAUTH_TOKEN")
        #expect(winner?["payer"] == "claudePlan")
    }

    @Test func restingProfilesGiveATimeAndNoPayer() throws {
        let host = StatusHost(
            store: StoreText.of(
                StoreText.key("anthropic:a"),
                StoreText.key("anthropic:b"),
                stats: #""anthropic:a": { "cooldownUntil": \#(now + 4 * minute) }, "#
                    + #""anthropic:b": { "disabledUntil": \#(now + 300 * minute), "disabledReason": "billing" }"#
            ),
            environment: ["ANTHROPIC_API_KEY": "sk-ant-api03-EEEEEEEEEEEEEEEEEEEEEEEE"]
        )
        let report = try host.report()
        #expect(report.lines[0] == "Agent main cannot answer until 02:44 UTC (4 min).")
        #expect(report.lines[1] == "Both profiles are cooling down or disabled.")
        #expect(report.verdict.canAnswer == false)
        #expect(report.document["verdict"]?["until"] == .integer(now + 4 * minute))
        #expect(report.document["verdict"]?["payer"] == .null)
        // Cooldowns do not count for --check.
        #expect(report.checkExitCode == 0)
    }

    @Test func profilesThatNoneCanUseSayWhatIsWrongWithTheFirst() throws {
        let expired = StatusHost(store: StoreText.of(StoreText.token("anthropic:t", expires: now - 1)))
        #expect(try opening(expired)[0] == "Agent main cannot answer: anthropic:t expired on 2026-02-02.")
        #expect(try expired.report().checkExitCode == 1)
        let listed = StatusHost(
            store: StoreText.of(StoreText.key("anthropic:a")),
            config: #"{ auth: { profiles: { "anthropic:a": { provider: "anthropic", mode: "token" } } } }"#
        )
        #expect(
            try opening(listed)[0] == "Agent main cannot answer: anthropic:a is listed as token and stored as api_key."
        )
    }

    @Test func aFallbackOfAnotherProviderAnswersForTheDefaultModel() throws {
        let host = StatusHost(
            store: StoreText.of(StoreText.key("anthropic:a")),
            config: """
                { agents: { defaults: { model: {
                  primary: "openai/gpt-5.2", fallbacks: ["anthropic/claude-sonnet-4-5"] } } } }
                """
        )
        let report = try host.report()
        #expect(
            report.lines[0] == "Agent main should answer, with its fallback anthropic/claude-sonnet-4-5. Not checked."
        )
        #expect(report.lines[2] == "  Model: anthropic/claude-sonnet-4-5")
        #expect(report.document["verdict"]?["answeringModel"] == "anthropic/claude-sonnet-4-5")
        #expect(report.checkExitCode == 1)
    }

    @Test func anotherProvidersModelIsJudgedByItsOwnKeys() throws {
        let config = #"{ agents: { defaults: { model: { primary: "xai/grok-4" } } } }"#
        let store = StoreText.of(StoreText.key("anthropic:a"))
        let without = try StatusHost(store: store, config: config).report()
        #expect(without.lines[0] == "Agent main cannot answer: there is no credential for xai.")
        let with = try StatusHost(store: store, config: config, environment: ["XAI_API_KEY": "xai-AAAAAAAAAAAAAAAAAA"])
            .report()
        #expect(with.lines[0] == "Agent main should answer. Not checked.")
        #expect(with.document["verdict"]?["payer"] == "xai")
    }

    @Test func theDefaultAgentIsJudgedWhenNobodyAsksForOne() throws {
        let host = StatusHost([
            "openclaw.json": #"{ agents: { list: [ { id: "desk", default: true }, { id: "main" } ] } }"#,
            "agents/desk/agent/auth-profiles.json": StoreText.of(StoreText.token("anthropic:w")),
        ])
        let report = try host.report()
        #expect(report.lines[0] == "Agent desk should answer. Not checked.")
        #expect(report.notes == [.defaultAgentIsAnother(agent: "desk")])
        #expect(report.agentFolder.shown == "~/.openclaw/agents/main/agent")
        #expect(try host.report(agent: "main").lines[0] == "Agent main cannot answer: it has no Claude credential.")
    }

    @Test func anAgentWithoutAStoreOfItsOwnIsSaidToUseMains() throws {
        let host = StatusHost([
            "openclaw.json": #"{ agents: { list: [ { id: "main" }, { id: "ops" } ] } }"#,
            "agents/main/agent/auth-profiles.json": StoreText.of(StoreText.key("anthropic:a")),
        ])
        let report = try host.report(agent: " OPS ")
        #expect(report.lines[0] == "Agent ops should answer. Not checked.")
        #expect(report.lines.contains("! Agent ops has no profile of its own; this gateway version uses main's."))
        #expect(report.document["auth"]?["providers"]?[0]?["winner"]?["store"] == "main")
    }

    @Test func anUnknownAgentIsTheGatewaysErrorAndNamesTheKnownOnes() throws {
        let host = StatusHost(["openclaw.json": #"{ agents: { list: [ { id: "main" }, { id: "ops" } ] } }"#])
        let problem = #expect(throws: Problem.self) { try host.report(agent: "nobody") }
        #expect(
            problem?.message == #"Unknown agent id "nobody". Use "openclaw agents list" to see configured agents."#
        )
        #expect(problem?.next?.contains("main, ops") == true)
    }
}
