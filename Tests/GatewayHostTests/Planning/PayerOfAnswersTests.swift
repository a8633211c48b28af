import Credentials
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

/// Who pays is said of the model that answers, not of the credential that is stored.
@Suite struct PayerOfAnswersTests {
    private static let token = Secret("sk-ant-oat01-" + String(repeating: "T", count: 95))
    private static let key = "sk-ant-api03-" + String(repeating: "A", count: 24)
    private static let litellm = """
        { agents: { defaults: { model: { primary: "litellm/gpt-4o-mini" } } },
          models: { providers: { litellm: { baseUrl: "http://127.0.0.1:4000", apiKey: "x", models: [] } } } }
        """

    private func storing(on config: String, profiles: String = "") throws -> ChangePlan {
        let files = [
            "openclaw.json": config,
            "agents/main/agent/auth-profiles.json": #"{ "version": 1, "profiles": { \#(profiles) } }"#,
        ]
        var credential = NewCredential(Self.token, kind: .setupToken, agents: ["main"])
        credential.profileID = "anthropic:manual"
        return try ProfilePlanner(snapshot: StatusHost(files).snapshot).plan(.add(credential))
    }

    private func text(_ plan: ChangePlan) -> String {
        PlanText(texts: .english, display: { $0 }).preview(plan).joined(separator: "\n")
    }

    @Test func aCredentialThatNoModelUsesSaysSoAndHowToUseIt() throws {
        let plan = try storing(on: Self.litellm)
        let said = text(plan)
        #expect(said.contains("The model is litellm/gpt-4o-mini: no agent uses anthropic:manual yet."))
        #expect(
            said.contains("openclaw config set agents.defaults.model.primary anthropic/claude-opus-4-6"),
            "\(said)"
        )
        #expect(!said.contains("Claude plan"))
        let document = plan.members(dryRun: true)
        #expect(document["paidBy"] == ["was": "litellm", "now": "litellm"])
        #expect(document["effects"]?.arrayValue?.contains { $0["code"] == "notUsedYet" } == true)
    }

    @Test func aModelWrittenAsTextGetsACommandThatKeepsTheFileValid() throws {
        let plan = try storing(on: #"{ agents: { defaults: { model: "litellm/gpt-4o-mini" } } }"#)
        #expect(
            text(plan).contains(
                #"openclaw config set agents.defaults.model '{"primary":"anthropic/claude-opus-4-6"}'"#
            )
        )
    }

    @Test(arguments: [
        #"{ agents: { defaults: { model: { primary: "nvidia/x", fallbacks: ["anthropic/claude-opus-4-6"] } } } }"#,
        #"{ agents: { list: [{ id: "main", model: "anthropic/claude-opus-4-6" }], "#
            + #"defaults: { model: { primary: "nvidia/x" } } } }"#,
    ])
    func aFallbackOrAnotherAgentsModelCountsAsUse(config: String) throws {
        let plan = try storing(on: config)
        #expect(plan.members(dryRun: true)["effects"]?.arrayValue?.contains { $0["code"] == "notUsedYet" } == false)
    }

    /// Field case 62: the key of the primary model's provider answers before and after.
    @Test func aFallbacksPayerIsNotThePayer() throws {
        let plan = try storing(
            on:
                #"{ agents: { defaults: { model: { primary: "nvidia/x", fallbacks: ["anthropic/claude-opus-4-6"] } } } }"#,
            profiles: StoreText.key("nvidia:default", provider: "nvidia")
        )
        #expect(plan.members(dryRun: true)["paidBy"] == ["was": "nvidia", "now": "nvidia"])
        #expect(!plan.effects.contains { if case .changesPayer = $0 { true } else { false } })
    }

    @Test func theFallbackPaysWhereTheModelHasNothingToAnswerWith() throws {
        let plan = try storing(
            on:
                #"{ agents: { defaults: { model: { primary: "nvidia/x", fallbacks: ["anthropic/claude-opus-4-6"] } } } }"#
        )
        #expect(plan.members(dryRun: true)["paidBy"]?["now"] == "claudePlan")
    }

    @Test func actsOnOtherProvidersProfilesSayNothingOfPlans() throws {
        let login =
            #""google-antigravity:a": { "type": "oauth", "provider": "google-antigravity", "access": "x", "refresh": "y" }"#
        let store = StoreText.of(
            StoreText.token("anthropic:default"),
            login,
            stats: #""google-antigravity:a": { "errorCount": 1, "cooldownUntil": 1770000600000 }"#
        )
        let snapshot = StatusHost(store: store).snapshot
        let plan = try ProfilePlanner(snapshot: snapshot).plan(
            .clearFailures(id: "google-antigravity:a", agent: "main")
        )
        #expect(!plan.isEmpty)
        #expect(!text(plan).contains("Paid by"))
        #expect(plan.members(dryRun: true)["paidBy"] == ["was": .null, "now": .null])
    }

    // MARK: - Words

    @Test func onlyAnthropicsTokensAreSetupTokens() {
        #expect(Texts.english.kind(.token, of: "anthropic") == "setup-token")
        #expect(Texts.english.kind(.token, of: "github-copilot") == "token")
        #expect(Texts.english.kind(.oauth, of: "openai-codex") == "OAuth login")
    }

    @Test func aLoginHasAPlanAndNoSetupToken() throws {
        let login = #""anthropic:jo": { "type": "oauth", "provider": "anthropic", "access": "a", "refresh": "r" }"#
        let lines = try StatusHost(store: StoreText.of(login)).report().lines.joined(separator: "\n")
        #expect(lines.contains("no effect with a Claude plan"))
        #expect(!lines.contains("setup-token"))
    }
}
