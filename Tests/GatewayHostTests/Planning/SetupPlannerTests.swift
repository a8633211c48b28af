import CredentialStores
import Credentials
import FileTransactions
import GatewayConfig
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

@Suite struct SetupPlannerTests {
    @Test func aFreshHostGetsAStoreAndAConfig() throws {
        let host = TestHost()
        var answers = SetupAnswers.apiKey()
        answers.model = "anthropic/claude-opus-4-6"
        answers.gateway = GatewayAnswers()
        let plan = try host.apply(answers)
        #expect(plan.files.map(\.path) == [TestHost.store, TestHost.config])
        #expect(plan.summary.payerNow == .apiCredits)
        #expect(
            host.files.text(TestHost.store) == """
                {
                  "version": 1,
                  "profiles": {
                    "anthropic:default": {
                      "type": "api_key",
                      "provider": "anthropic",
                      "key": "\(Fake.text(Fake.apiKey()))"
                    }
                  }
                }

                """
        )
        let config = try #require(host.files.text(TestHost.config))
        #expect(config.contains(#""mode": "local""#))
        #expect(config.contains(#""primary": "anthropic/claude-opus-4-6""#))
        #expect(config.contains(String(repeating: "ab", count: 24)))
        #expect(config.contains(#""lastRunAt": "2026-02-02T02:40:00.000Z""#))
    }

    @Test func applyingTwiceGivesAnEmptySecondPlan() throws {
        let host = TestHost()
        var answers = SetupAnswers.token()
        answers.model = "anthropic/claude-sonnet-4-5"
        answers.cacheRetention = .long
        answers.gateway = GatewayAnswers()
        #expect(try !host.apply(answers).isEmpty)
        #expect(try host.plan(answers).isEmpty)
    }

    @Test func onlyTheAskedValuesOfAHandWrittenConfigChange() throws {
        let text = """
            // mine
            {
              // the model
              agents: { defaults: { model: { primary: 'anthropic/claude-opus-4-6', fallbacks: [] } } },
              gateway: { auth: { token: "${TOKEN}" }, mode: 'local' },   // keep
              env: { vars: { A: "1" } },
            }

            """
        let host = TestHost(config: text, environment: ["TOKEN": "t"])
        var answers = SetupAnswers(agents: ["main"], intent: .settingsOnly)
        answers.model = "anthropic/claude-sonnet-4-5"
        try host.apply(answers)
        #expect(
            host.files.text(TestHost.config)
                == text.replacingOccurrences("anthropic/claude-opus-4-6", "anthropic/claude-sonnet-4-5")
        )
    }

    @Test func anExistingGatewayTokenIsNeverRotated() throws {
        let host = TestHost(config: #"{ "gateway": { "mode": "local", "auth": { "token": "keep" } } }"#)
        var answers = SetupAnswers.apiKey()
        answers.gateway = GatewayAnswers()
        let plan = try host.apply(answers)
        #expect(!plan.summary.makesGatewayToken)
        #expect(try #require(host.files.text(TestHost.config)).contains(#""token": "keep""#))
    }

    @Test func aGatewayTokenIsMadeWhereNoGatewayWasSetUpAndThatIsSaid() throws {
        let host = TestHost(config: "{ agents: {} }")
        var answers = SetupAnswers.apiKey()
        answers.gateway = GatewayAnswers()
        let plan = try host.plan(answers)
        #expect(plan.summary.makesGatewayToken && plan.effects.contains(.makesGatewayToken))
        let codes = plan.members(dryRun: true)["effects"]?.arrayValue?.map { $0["code"] }
        #expect(codes?.contains("makesGatewayToken") == true)
    }

    @Test(arguments: [
        #"{ mode: "local", auth: { mode: "token" } }"#, #"{ port: 18789 }"#, #"{ auth: {} }"#,
    ])
    func noTokenIsMadeWhereTheGatewayMayHaveOneFromItsEnvironment(gateway: String) throws {
        let host = TestHost(config: "{ gateway: \(gateway) }")
        var answers = SetupAnswers.apiKey()
        answers.gateway = GatewayAnswers()
        answers.gateway?.fillsAll = true
        let plan = try host.apply(answers)
        #expect(!plan.summary.makesGatewayToken && plan.effects.contains(.gatewayTokenNotMade))
        #expect(host.files.text(TestHost.config)?.contains("abab") == false)
    }

    @Test func anAskedForTokenModeOfAPasswordHostGetsAToken() throws {
        let host = TestHost(config: #"{ gateway: { auth: { mode: "password", password: "p" } } }"#)
        var answers = SetupAnswers.apiKey()
        answers.gateway = GatewayAnswers()
        answers.gateway?.authMode = "token"
        #expect(try host.plan(answers).effects.contains(.makesGatewayToken))
    }

    @Test func metadataAloneIsNoChange() throws {
        let host = TestHost(config: #"{ "gateway": { "mode": "local", "auth": { "token": "keep" } } }"#)
        var answers = SetupAnswers(agents: ["main"], intent: .skip)
        answers.gateway = GatewayAnswers()
        #expect(try host.plan(answers).isEmpty)
    }

    @Test("rule 21: another kind under the default name gets a new name")
    func anotherKindUnderTheDefaultNameGetsANewName() throws {
        let host = TestHost()
        try host.apply(.apiKey())
        let plan = try host.apply(.token())
        #expect(plan.summary.credential?.profileID == "anthropic:token")
        #expect(plan.effects.contains(.usesOtherName(profileID: "anthropic:token", taken: "anthropic:default")))
        #expect(plan.summary.payerWas == .apiCredits)
        #expect(plan.summary.payerNow == .claudePlan)
        #expect(plan.effects.contains(.changesPayer(from: .apiCredits, to: .claudePlan)))
    }

    @Test func aReplacedSecretLosesTheFailureMarksOfTheOldOne() throws {
        let host = TestHost(
            store: """
                { "version": 1, "profiles": {
                  "anthropic:default": { "type": "api_key", "provider": "anthropic", "key": "sk-ant-api03-OOOOOOOOOOOOOOOOOO", "note": 1 },
                  "anthropic:other": { "type": "api_key", "provider": "anthropic", "key": "sk-ant-api03-PPPPPPPPPPPPPPPPPP" } },
                  "usageStats": {
                    "anthropic:default": { "lastUsed": 5, "cooldownUntil": 1870000000000, "errorCount": 3 },
                    "anthropic:other": { "cooldownUntil": 1870000000000, "errorCount": 1 } } }

                """
        )
        var answers = SetupAnswers.apiKey("N")
        answers.intent = .replace(profileID: "anthropic:default")
        let plan = try host.apply(answers)
        #expect(plan.effects.contains(.clearsFailures(profileID: "anthropic:default")))
        let text = try #require(host.files.text(TestHost.store))
        #expect(text.contains(#""anthropic:default": { "lastUsed": 5 }"#))
        #expect(text.contains(#""anthropic:other": { "cooldownUntil": 1870000000000, "errorCount": 1 }"#))
        #expect(text.contains(#""note": 1"#))
    }

    @Test("rule 29: profiles that the new entry would hide are listed too")
    func profilesThatTheNewEntryWouldHideAreListedToo() throws {
        let store = """
            { "version": 1, "profiles": {
              "anthropic:ops": { "type": "api_key", "provider": "anthropic", "key": "sk-ant-api03-OOOOOOOOOOOOOOOOOO" } } }

            """
        let host = TestHost(store: store)
        let plan = try host.apply(.apiKey())
        #expect(
            plan.effects.contains(.hidesProfile(profileID: "anthropic:ops", agent: "main", keptListed: true))
        )
        #expect(try #require(host.files.text(TestHost.config)).contains("anthropic:ops"))

        var alone = SetupAnswers.apiKey()
        alone.keepsHiddenProfiles = false
        let other = TestHost(store: store)
        #expect(
            try other.apply(alone).effects
                .contains(.hidesProfile(profileID: "anthropic:ops", agent: "main", keptListed: false))
        )
        #expect(try !#require(other.files.text(TestHost.config)).contains("anthropic:ops"))
    }

    @Test func aFixedOrderGetsTheProfileInFront() throws {
        let host = TestHost(config: #"{ auth: { order: { anthropic: ["anthropic:x"] } } }"#)
        try host.apply(.apiKey())
        #expect(
            try #require(host.files.text(TestHost.config))
                .contains(#"order: { anthropic: ["anthropic:default", "anthropic:x"] }"#)
        )
    }

    @Test func theFirstModelEntryIsAnnouncedAsAnAllowlist() throws {
        let host = TestHost()
        var answers = SetupAnswers(agents: ["main"], intent: .settingsOnly)
        answers.cacheRetention = .long
        let plan = try host.plan(answers)
        #expect(plan.effects.contains(.createsAllowlist(model: "anthropic/claude-opus-4-6")))
    }

    @Test func aModelThatTheCatalogDoesNotKnowIsWrittenAsAskedAndThatIsSaid() throws {
        for (model, isKnown) in [
            ("anthropic/claude-nova-9", false), ("anthropic/claude-sonnet-4-5", true), ("ollama/qwen3", true),
        ] {
            let host = TestHost()
            var answers = SetupAnswers(agents: ["main"], intent: .settingsOnly)
            answers.model = model
            let plan = try host.apply(answers)
            #expect(plan.effects.contains(.modelNotKnown(model: model)) != isKnown)
            #expect(host.snapshot().configuredPrimary == model)
        }
    }

    @Test func modelsInUseStayAllowedByTheFirstModelEntry() throws {
        let host = TestHost(
            config: """
                {
                  agents: {
                    defaults: {
                      model: { primary: "google/x", fallbacks: ["zai/a", "zai/b"] },
                      imageModel: { primary: "google/y" },
                      heartbeat: { model: "zai/a" },
                    },
                    list: [{ id: "ops", model: { primary: "nvidia/n", fallbacks: ["${ELSE}"] }, heartbeat: { model: "h/h" } }],
                  },
                }

                """
        )
        var answers = SetupAnswers(agents: ["main"], intent: .settingsOnly)
        answers.model = "anthropic/claude-sonnet-4-5"
        answers.cacheRetention = .long
        let plan = try host.apply(answers)
        let kept = ["zai/a", "zai/b", "google/y", "nvidia/n", "h/h"]
        #expect(plan.effects.contains(.keepsModelsInUse(model: "anthropic/claude-sonnet-4-5", kept: kept)))
        let models = host.snapshot().config.value(at: ["agents", "defaults", "models"])?.objectValue
        #expect(models?.keys == ["anthropic/claude-sonnet-4-5"] + kept)
    }

    @Test func anEntrySetByHandNamesTheModelsThatItShutsOut() throws {
        let host = TestHost(
            config: #"{ agents: { defaults: { model: { primary: "google/x", fallbacks: ["zai/a"] } } } }"#
        )
        let plan = try ConfigPlanner(snapshot: host.snapshot())
            .plan(setting: "A", at: #"agents.defaults.models["google/x"].alias"#)
        #expect(plan.effects == [.createsAllowlist(model: "google/x"), .shutsOutModels(["zai/a"])])
    }

    @Test func parametersKeepTheModelsInUseAllowed() throws {
        let host = TestHost(
            config: #"{ agents: { defaults: { model: { primary: "google/x", fallbacks: ["zai/a"] } } } }"#
        )
        var edits = ParameterEdits()
        edits.set(0.5, of: "temperature", for: .model(try #require(ModelReference("anthropic/claude-sonnet-4-5"))))
        let plan = try ConfigPlanner(snapshot: host.snapshot()).plan(edits)
        #expect(plan.effects == [.createsAllowlist(model: "google/x, anthropic/claude-sonnet-4-5, zai/a")])
    }

    @Test func aValueOfAnIncludeIsEditedInThatFileAndUndoneWithTheRest() throws {
        let main = "{ auth: { $include: './auth.json5' }, } // main\n"
        let auth = "{ profiles: {}, } // mine\n"
        let host = TestHost(config: main)
        host.files.addFile(TestHost.state + "/auth.json5", auth)
        let plan = try host.apply(.apiKey())
        #expect(plan.files.map(\.path) == [TestHost.store, TestHost.state + "/auth.json5"])
        #expect(plan.files.map(\.role) == [.credentialStore(agent: "main"), .include])
        #expect(plan.redactedDiff().contains { $0.kind == .added && $0.text.contains("anthropic:default") })
        #expect(host.files.text(TestHost.config) == main)
        let written = try #require(host.files.text(TestHost.state + "/auth.json5"))
        #expect(written.contains("anthropic:default") && written.hasSuffix("// mine\n"))
        try #require(try HostUndo.latest(on: host.host)).run()
        #expect(host.files.text(TestHost.state + "/auth.json5") == auth)
        #expect(host.files.text(TestHost.store) == nil)
    }

    @Test func anIncludeThatChangedMeanwhileStopsTheWholeApply() throws {
        let host = TestHost(config: "{ auth: { $include: './auth.json5' } }")
        host.files.addFile(TestHost.state + "/auth.json5", "{ profiles: {} }")
        let snapshot = host.snapshot()
        let plan = try SetupPlanner(snapshot: snapshot).plan(.apiKey())
        host.files.addFile(TestHost.state + "/auth.json5", "{ profiles: { other: 1 } }")
        let failure = host.live.apply(plan)
        #expect(throws: ApplyFailure.self) { try failure.get() }
        #expect(host.files.text(TestHost.store) == nil)
    }

    @Test func anIncludeThatCannotBeWrittenIsFoundBeforeAnythingIsAsked() throws {
        let host = TestHost(config: "{ auth: { $include: './auth.json5' } }")
        host.files.addFile(TestHost.state + "/auth.json5", "{ profiles: {} }", mode: FileMode(bits: 0o400))
        let obstacles = try host.live.obstacles(on: host.snapshot(), for: ["main"])
        #expect(obstacles.contains { $0.message.contains("auth.json5") })
    }

    @Test func anIncludeFromElsewhereIsRefusedWithItsPath() throws {
        let host = TestHost(config: #"{ "$include": "../shared/auth.json5" }"#)
        host.files.addFolder("/home/jo/shared")
        host.files.addFile("/home/jo/shared/auth.json5", "{ auth: { profiles: {} } }")
        let problem = #expect(throws: Problem.self) { try host.plan(.apiKey()) }
        #expect(problem?.code == "out-of-reach")
        #expect(problem?.message.contains("~/shared/auth.json5") == true)
    }

    @Test func severalAgentsGetTheSecretEach() throws {
        let host = TestHost(config: #"{ agents: { list: [ { id: "main", default: true }, { id: "ops" } ] } }"#)
        let plan = try host.apply(.apiKey(agents: ["main", "ops"]))
        #expect(plan.effects.contains(.storedInSeveralAgents(count: 2)))
        #expect(host.files.text(TestHost.store(of: "ops")) == host.files.text(TestHost.store))
    }

    @Test func flagsAndAnswersThatMeanTheSameGiveEqualPlans() throws {
        let host = TestHost()
        var request = OnboardRequest()
        request.apiKey = Fake.apiKey()
        request[.model] = .text("opus-4.6")
        request[.cacheRetention] = .text("short")
        let snapshot = host.snapshot()
        let token = try host.live.freshToken()
        let fromFlags = try SetupPlanner(snapshot: snapshot, freshToken: token).plan(request.answers(for: snapshot))
        var answers = SetupAnswers.apiKey()
        answers.model = "anthropic/claude-opus-4-6"
        answers.cacheRetention = .short
        answers.gateway = GatewayAnswers()
        answers.gateway?.fillsAll = true
        #expect(try fromFlags == SetupPlanner(snapshot: snapshot, freshToken: token).plan(answers))
    }
}

extension String {
    func replacingOccurrences(_ old: String, _ new: String) -> String {
        split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    }
}
