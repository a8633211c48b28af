import CredentialStores
import Credentials
import JSON5
import Secrets
import Testing

@Suite struct CredentialStandingTests {
    private func standing(
        _ store: JSONCredentialStore,
        own: JSONCredentialStore? = nil,
        config: Value? = nil,
        environment: [EnvironmentKey] = []
    ) -> CredentialStanding {
        let resolver = KeyResolver(
            config: config,
            store: store.contents,
            environment: EnvironmentKeys(environment),
            agentDir: "/s/agents/main/agent",
            now: Fake.now
        )
        return CredentialStanding(resolver, own: (own ?? store).contents, provider: "anthropic")
    }

    private let environmentKey = EnvironmentKey(name: "ANTHROPIC_API_KEY", value: Fake.key("E"), layer: .stateFolder)

    @Test func aTokenWinsOverAKeyAndThePlanPays() throws {
        let found = standing(try Fake.store(Fake.keyProfile("anthropic:a"), Fake.tokenProfile("anthropic:t")))
        #expect(found.winner?.source == .profile(id: "anthropic:t", isOwn: true))
        #expect(found.winner?.payer == .claudePlan)
        #expect(found.candidates.map(\.loss) == [nil, .behindWinner])
        #expect(found.order == .automatic)
    }

    @Test func environmentKeysAreNotTriedWhileProfilesExistEvenIfAllRest() throws {
        var store = try Fake.store(Fake.keyProfile("anthropic:a"), Fake.keyProfile("anthropic:b"))
        try store.markFailure("anthropic:a", .billing, settings: CooldownSettings(), now: Fake.now)
        try store.markFailure("anthropic:b", .rateLimit, settings: CooldownSettings(), now: Fake.now)
        let found = standing(store, environment: [environmentKey])
        #expect(found.winner == nil)
        #expect(found.answersAgainAt == Fake.now + 60_000)
        #expect(
            found.candidates.map(\.state) == [
                .cooling(until: Fake.now + 60_000), .off(until: Fake.now + 18_000_000, reason: "billing"), .ready,
            ]
        )
        #expect(found.candidates.map(\.loss) == [.state, .state, .profilesComeFirst])
    }

    @Test func withoutProfilesTheFirstVariableWinsAndHidesTheOthers() throws {
        let token = EnvironmentKey(name: "ANTHROPIC_OAUTH_TOKEN", value: Fake.token(), layer: .workingFolder)
        let config: Value = ["models": ["providers": ["anthropic": ["apiKey": "sk-ant-api03-CCCCCCCCCCCCCCCC"]]]]
        let found = standing(try JSONCredentialStore(), config: config, environment: [environmentKey, token])
        let winner = CredentialStanding.Source.environment(name: "ANTHROPIC_OAUTH_TOKEN", layer: .workingFolder)
        #expect(found.winner?.source == winner)
        #expect(found.winner?.payer == .claudePlan)
        #expect(found.candidates.map(\.loss) == [nil, .hidden(by: winner), .hidden(by: winner)])
        #expect(standing(try JSONCredentialStore(), config: config).winner?.source == .configKey)
        #expect(standing(try JSONCredentialStore()).winner == nil)
    }

    @Test func anEarlierLayerHidesTheSameNameOfALaterOne() {
        let keys = EnvironmentKeys([
            environmentKey, EnvironmentKey(name: "ANTHROPIC_API_KEY", value: Fake.key("P"), layer: .process),
            EnvironmentKey(name: "ANTHROPIC_API_KEY", value: Secret("  "), layer: .process),
        ])
        #expect(keys["ANTHROPIC_API_KEY"]?.value == Fake.key("P"))
    }

    @Test func whatIsNotUsedSaysWhy() throws {
        let store = try Fake.store(
            Fake.keyProfile("anthropic:listed"),
            Fake.keyProfile("anthropic:other"),
            Fake.tokenProfile("anthropic:mode"),
            Fake.profile("anthropic:blank", .apiKey(Secret(" "))),
            Fake.profile("anthropic:old", .token(Fake.token(), expires: 5))
        )
        let entry: (String) -> Value = { ["provider": "anthropic", "mode": .string($0)] }
        let config: Value = [
            "auth": [
                "profiles": [
                    "anthropic:listed": entry("api_key"), "anthropic:mode": entry("api_key"),
                    "anthropic:blank": entry("api_key"), "anthropic:old": entry("oauth"),
                ]
            ]
        ]
        let states = standing(store, config: config).candidates.map(\.state)
        #expect(
            states == [
                .ready, .ineligible(.notListed), .ineligible(.modeDiffers(config: "api_key", stored: .token)),
                .ineligible(.empty), .ineligible(.expired(at: 5)),
            ]
        )
    }

    @Test func inheritedProfilesAreMarkedAsNotOwn() throws {
        let main = try Fake.store(Fake.keyProfile("anthropic:a"))
        let found = standing(main, own: try JSONCredentialStore())
        #expect(found.winner?.source == .profile(id: "anthropic:a", isOwn: false))
    }

    @Test func aTokenStoredAsAKeyIsPaidByThePlanAndReported() throws {
        let profile = Fake.profile("anthropic:a", .apiKey(Fake.token()))
        #expect(profile.isMislabelled)
        #expect(!Fake.keyProfile("a").isMislabelled)
        #expect(Fake.profile("a", .token(Fake.key(), expires: nil)).isMislabelled)
        #expect(standing(try Fake.store(profile)).winner?.payer == .claudePlan)
    }

    @Test func anExpiredLoginIsTriedBecauseTheGatewayRefreshesIt() throws {
        let login = Credential.oauth(access: Fake.token(), refresh: Secret("r"), expires: 5)
        let found = standing(try Fake.store(Fake.profile("anthropic:me", login), Fake.keyProfile("anthropic:a")))
        #expect(found.winner?.state == .needsRefresh)
    }

    @Test func whatIsWrongIsNamedAsThePageNamesIt() throws {
        #expect(standing(try JSONCredentialStore()).trouble == .noKey(provider: "anthropic"))
        let blank = try Fake.store(Fake.profile("anthropic:default", .apiKey(Secret(" "))))
        #expect(standing(blank).trouble?.phrase == "No credentials found for profile `anthropic:default`")
        var resting = try Fake.store(Fake.keyProfile("anthropic:a"))
        #expect(standing(resting).trouble == nil)
        try resting.markFailure("anthropic:a", .auth, settings: CooldownSettings(), now: Fake.now)
        let trouble = standing(resting).trouble
        #expect(trouble == .allResting(provider: "anthropic", until: Fake.now + 60_000))
        #expect(trouble?.gatewayText == "No available auth profile for anthropic (all in cooldown or unavailable).")
    }

    @Test func whatIsLeftOutIsToldWithTheReasonAndComesLast() throws {
        let store = try Fake.store(
            Fake.keyProfile("anthropic:listed"),
            Fake.keyProfile("anthropic:other"),
            Profile(id: "anthropic:blank", provider: "anthropic", credential: .apiKey(Secret(" ")))
        )
        let config: Value = [
            "auth": ["profiles": ["anthropic:listed": ["provider": "anthropic", "mode": "api_key"]]]
        ]
        let found = standing(store, config: config)
        #expect(found.ids == ["anthropic:listed"])
        #expect(found.leftOut.map(\.profile.id) == ["anthropic:other", "anthropic:blank"])
        #expect(found.leftOut.map(\.reason) == [.notListed, .empty])
        #expect(found.candidates.map(\.state) == [.ready, .ineligible(.notListed), .ineligible(.empty)])
        #expect(found.runnerUp == nil)
    }
}
