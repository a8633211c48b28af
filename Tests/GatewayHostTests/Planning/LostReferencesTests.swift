import GatewayConfig
import GatewayHost
import JSON5
import TestSupport
import Testing

/// What an edit of the config takes away that points elsewhere is named, and what stands for a secret asks.
@Suite struct LostReferencesTests {
    private static let config = """
        {
          gateway: { port: 18789, bind: "${GW_BIND}", auth: { token: { source: "exec", provider: "vault", id: "gw/token" } } },
          models: { providers: { zai: { baseUrl: "https://z", apiKey: "${ZAI_API_KEY}", models: [] } } },
          channels: { telegram: { botToken: "${TELEGRAM_BOT_TOKEN}" } },
        }

        """
    private let host = TestHost(
        config: Self.config,
        environment: ["GW_BIND": "loopback", "ZAI_API_KEY": "z-key", "TELEGRAM_BOT_TOKEN": "1:x"]
    )

    private func effects(_ plan: ChangePlan) -> [Value] { plan.editMembers(dryRun: true)["effects"]?.arrayValue ?? [] }

    private var planner: ConfigPlanner { ConfigPlanner(snapshot: host.snapshot()) }

    @Test(arguments: [
        ("models.providers.zai.apiKey", "replacesVariables", "ZAI_API_KEY", true),
        ("channels.telegram.botToken", "replacesVariables", "TELEGRAM_BOT_TOKEN", true),
    ])
    func aValueOverAVariableIsNamed(path: String, code: String, variable: String, asks: Bool) throws {
        let plan = try planner.plan(setting: "literal", at: path)
        let effect = try #require(effects(plan).first { $0["code"] == .string(code) })
        #expect(effect["key"] == .string(path) && effect["variables"] == .string(variable))
        #expect(plan.replacesReference == asks)
    }

    @Test func aVariableThatIsNoSecretIsNamedAndDoesNotAsk() throws {
        let plan = try planner.plan(setting: "lan", at: "gateway.bind")
        #expect(effects(plan).contains { $0["code"] == "replacesVariables" && $0["variables"] == "GW_BIND" })
        #expect(!plan.replacesReference)
    }

    @Test func aSectionWithReferencesInItNamesEach() throws {
        let plan = try planner.plan(unsetting: "gateway")
        #expect(effects(plan).map { $0["code"] } == ["removesConfigReference", "removesVariables"])
        #expect(effects(plan)[0]["key"] == "gateway.auth.token" && effects(plan)[0]["id"] == "gw/token")
        #expect(plan.replacesReference)
        let text = PlanText(texts: .english, display: { $0 }).effects(plan).joined(separator: "\n")
        #expect(text.contains("gateway.auth.token (exec vault:gw/token) goes away.") && !text.contains("stands"))
    }

    @Test func aPartOfAReferenceIsThatReference() throws {
        let plan = try planner.plan(setting: "gw/other", at: "gateway.auth.token.id")
        #expect(effects(plan).contains { $0["code"] == "replacesConfigReference" && $0["key"] == "gateway.auth.token" })
    }

    @Test func whatStaysIsNotNamed() throws {
        let same: Value = ["source": "exec", "provider": "vault", "id": "gw/token"]
        let kept = try planner.plan(setting: ["token": same, "mode": "token"], at: "gateway.auth")
        #expect(!kept.isEmpty && !kept.replacesReference, "\(effects(kept))")
        let renamed = try planner.plan(setting: "${ZAI_API_KEY}", at: "models.providers.zai.apiKey")
        #expect(renamed.isEmpty && effects(renamed).isEmpty)
        let other = try planner.plan(setting: 19_001, at: "gateway.port")
        #expect(effects(other).isEmpty)
    }

    @Test func aVariableWithoutAValueHereIsMendedWithoutAsking() throws {
        let host = TestHost(config: #"{ gateway: { auth: { token: "${GW_TOKEN}" } } }"#)
        let plan = try ConfigPlanner(snapshot: host.snapshot()).plan(setting: "literal", at: "gateway.auth.token")
        #expect(effects(plan).contains { $0["variables"] == "GW_TOKEN" } && !plan.replacesReference)
    }

    @Test func onboardingNamesItToo() throws {
        let host = TestHost(
            config: #"{ agents: { defaults: { model: { primary: "${MY_MODEL}" } } } }"#,
            environment: ["MY_MODEL": "zai/glm-4.7"]
        )
        var answers = SetupAnswers.apiKey()
        answers.model = "anthropic/claude-opus-4-6"
        let plan = try host.plan(answers)
        #expect(
            plan.members(dryRun: true)["effects"]?.arrayValue?.contains {
                $0["code"] == "replacesVariables" && $0["variables"] == "MY_MODEL"
            } == true
        )
    }
}
