import CredentialStores
import Credentials
import GatewayConfig
import GatewayHost
import JSON5
import Secrets
import Testing

@Suite struct AuthSectionTests {
    private func after(_ edits: [ValueEdit], _ config: Value?) throws -> String {
        try (config ?? [:]).applying(edits).json(indent: 0)
    }

    @Test func listingAddsTheModeAndMakesNoOrder() throws {
        let edits = AuthSection(config: nil).edits(listing: Fake.keyProfile("anthropic:default"))
        #expect(
            try after(edits, nil)
                == #"{"auth":{"profiles":{"anthropic:default":{"provider":"anthropic","mode":"api_key"}}}}"#
        )
    }

    @Test func listingAgainChangesNothing() throws {
        let config: Value = ["auth": ["profiles": ["a": ["provider": "anthropic", "mode": "token", "email": "e"]]]]
        #expect(AuthSection(config: config).edits(listing: Fake.tokenProfile("a")).isEmpty)
        let edits = AuthSection(config: config).edits(listing: Fake.keyProfile("a"))
        #expect(edits == [ValueEdit(["auth", "profiles", "a", "mode"], .set("api_key"))])
    }

    @Test func anExistingOrderGetsTheProfileInFront() throws {
        let config: Value = ["auth": ["order": ["Anthropic": ["b", "a"], "openai": ["x"]]]]
        let edits = AuthSection(config: config).edits(listing: Fake.tokenProfile("a"))
        #expect(try config.applying(edits)["auth"]?["order"]?["Anthropic"] == ["a", "b"])
        let new = AuthSection(config: config).edits(listing: Fake.tokenProfile("c"))
        #expect(try config.applying(new)["auth"]?["order"]?["Anthropic"] == ["c", "b", "a"])
        #expect(try config.applying(new)["auth"]?["order"]?["openai"] == ["x"])
    }

    @Test func removingLeavesNoEmptyOrderBehind() throws {
        let config: Value = [
            "auth": ["profiles": ["a": [:], "b": [:]], "order": ["anthropic": ["a"], "zai": ["b", "a", "c", "a"]]]
        ]
        let edits = AuthSection(config: config).edits(removing: "a")
        #expect(try after(edits, config) == #"{"auth":{"profiles":{"b":{}},"order":{"zai":["b","c"]}}}"#)
        #expect(AuthSection(config: nil).edits(removing: "a").isEmpty)
    }

    @Test func theOrderIsFixedForAllAgentsAndGivenBack() throws {
        let config: Value = ["auth": ["order": ["ANTHROPIC": ["a", "b"]]]]
        let section = AuthSection(config: config)
        #expect(section.edits(settingOrder: ["a", "b"], for: "anthropic").isEmpty)
        #expect(
            section.edits(settingOrder: ["b", "a"], for: "anthropic")
                == [ValueEdit(["auth", "order", "ANTHROPIC"], .set(["b", "a"]))]
        )
        #expect(
            section.edits(settingOrder: nil, for: "anthropic") == [ValueEdit(["auth", "order", "ANTHROPIC"], .remove)]
        )
    }
}

@Suite struct AgentEffectTests {
    @Test func listingOneProfileHidesTheStoredOnesThatAreNotListed() throws {
        let main = try Fake.store(Fake.keyProfile("anthropic:default")).contents
        let ops = try Fake.store(Fake.keyProfile("anthropic:ops")).contents
        let after = try Value.object([:]).applying(
            AuthSection(config: nil).edits(listing: Fake.keyProfile("anthropic:default"))
        )
        let effects = AgentEffect.all(
            from: nil,
            to: after,
            agents: [("main", main), ("ops", ops)],
            provider: "anthropic",
            now: Fake.now
        )
        #expect(effects.map(\.agent) == ["ops"])
        #expect(effects.first?.hidden.map(\.reason) == [.notListed])
        #expect(effects.first?.firstAfter == nil)
        let keeping = AuthSection(config: after).edits(keepingVisible: AgentEffect.keepable(in: effects))
        let kept = try after.applying(keeping)
        let rest = AgentEffect.all(
            from: nil,
            to: kept,
            agents: [("main", main), ("ops", ops)],
            provider: "anthropic",
            now: Fake.now
        )
        #expect(rest.isEmpty)
    }

    @Test func anotherModeUnderTheSameNameBreaksTheOthersAndCannotBeKept() throws {
        let config: Value = ["auth": ["profiles": ["anthropic:default": ["provider": "anthropic", "mode": "api_key"]]]]
        let ops = try Fake.store(Fake.keyProfile("anthropic:default")).contents
        let edits = AuthSection(config: config).edits(listing: Fake.tokenProfile("anthropic:default"))
        let after = try config.applying(edits)
        let effects = AgentEffect.all(
            from: config,
            to: after,
            agents: [("ops", ops)],
            provider: "anthropic",
            now: Fake.now
        )
        #expect(effects.first?.hidden.map(\.reason) == [.modeDiffers(config: "token", stored: .apiKey)])
        #expect(AgentEffect.keepable(in: effects).isEmpty)
    }
}
