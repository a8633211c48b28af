import Credentials
import GatewayHost
import TestSupport
import Testing

/// Consequences of plans for profiles: each is said in a sentence, and its values are in it.
@Suite struct ProfileEffectTests {
    @Test(arguments: [
        ProfileEffect.breaks(profileID: "anthropic:a", agent: "ops"), .fixesOrder(provider: "anthropic", place: .store),
        .fixesOrder(provider: "anthropic", place: .config), .leavesOutOfOrder(profileIDs: ["anthropic:a"]),
        .ownOrderStays(agent: "ops"), .mainOrderApplies(agent: "ops"), .configOrderApplies(agent: "ops"),
        .clearsMarks(profileID: "anthropic:a"), .leavesMarks(profileID: "anthropic:a", fields: ["mystery"]),
        .keepsListing(profileID: "anthropic:a", agents: ["ops", "lab"]), .imports(profileIDs: ["anthropic:a"]),
        .importSkips(profileIDs: ["anthropic:a", "openai:b"]),
        .takesOver(profileIDs: ["anthropic:a"], path: "/x/auth.json", agent: "ops"),
        .takesOver(profileIDs: ["anthropic:a", "openai:b"], path: "/x/auth.json", agent: "ops"),
        .legacyFileStays(path: "/x/auth.json"), .sameSecretElsewhere(profileID: "anthropic:a", agents: ["ops"]),
        .changesFirst(agent: "ops", from: "anthropic:a", to: "openai:b"), .leavesWithout(agent: "ops"),
        .storedAlone(profileID: "anthropic:a", isTried: true), .storedAlone(profileID: "anthropic:a", isTried: false),
        .losesLogin(profileID: "anthropic:a", agent: "ops"), .reveals(profileID: "anthropic:a", agent: "ops"),
    ])
    func isSaidWithItsValues(effect: ProfileEffect) {
        let text = Texts.english("effect." + effect.code, effect.values)
        #expect(!text.contains("[effect") && !text.contains(/\{[A-Za-z]+\}/), "\(text)")
        let named = ["anthropic:a", "ops", "anthropic", "/x/auth.json"].contains { text.contains($0) }
        #expect(named, "\(text)")
    }

    /// Fields beside the marks stay, and that is said: nobody here knows what they are for.
    @Test func marksThatAreNotKnownStayAndAreNamed() throws {
        let store = Stores.failing.replacingOccurrences("\"errorCount\": 2,", "\"errorCount\": 2, \"mystery\": 1,")
        let host = TestHost(store: store)
        let plan = try host.apply(.clearFailures(id: "anthropic:key", agent: "main"))
        #expect(plan.effects.contains(.profiles(.leavesMarks(profileID: "anthropic:key", fields: ["mystery"]))))
        #expect(host.files.text(TestHost.store)?.contains("\"mystery\": 1") == true)
    }
}
