import GatewayHost
import JSON5
import TestSupport
import Testing

/// Sessions that are pinned to a profile are counted before it goes.
@Suite struct SessionPinsTests {
    private static let sessions = """
        {
          "agent:main:main": { sessionId: "1", authProfileOverride: "anthropic:a", authProfileOverrideSource: "user" },
          "agent:main:x": { sessionId: "2", authProfileOverride: " anthropic:a " },
          "agent:main:y": { sessionId: "3", authProfileOverride: "anthropic:b" },
          "agent:main:z": { sessionId: "4", authProfileOverride: 5 }, "odd": 1,
        }
        """

    private func host(_ file: String? = nil, config: String = "{}", text: String = sessions) -> TestHost {
        let store = StoreText.of(StoreText.key("anthropic:a"), StoreText.key("anthropic:b", "B"))
        let host = TestHost(config: config, store: store)
        host.files.addFile(file ?? TestHost.state + "/agents/main/sessions/sessions.json", text)
        return host
    }

    private func pins(_ host: TestHost, _ change: ProfileChange) throws -> [PlanEffect] {
        try host.live.planToShow(.profile(change), on: host.snapshot()).effects.filter {
            if case .profiles(.pinsSessions) = $0 { true } else { false }
        }
    }

    @Test func theSessionsOfARemovedProfileAreCounted() throws {
        let effects = try pins(host(), .remove(id: "anthropic:a", agents: ["main"]))
        #expect(effects == [.profiles(.pinsSessions(profileID: "anthropic:a", agent: "main", count: 2))])
        let text = PlanText(texts: .english, display: { $0 }).sentence(try #require(effects.first))
        #expect(text == "Sessions of agent main that are pinned to anthropic:a: 2. It is not tried any more.")
    }

    @Test(arguments: [OrderScope.Place.store, .config])
    func thoseOfAProfileThatAnOrderLeavesOutAre(place: OrderScope.Place) throws {
        let scope = OrderScope(provider: "anthropic", agent: "main", place: place)
        #expect(
            try pins(host(), .fixOrder(["anthropic:a"], scope))
                == [.profiles(.pinsSessions(profileID: "anthropic:b", agent: "main", count: 1))]
        )
        #expect(try pins(host(), .fixOrder(["anthropic:b", "anthropic:a"], scope)).isEmpty)
    }

    @Test func aFileOfItsOwnIsFound() throws {
        let config = #"{ session: { store: "~/sessions/{agentId}.json" } }"#
        let host = host("/home/jo/sessions/main.json", config: config)
        #expect(try pins(host, .remove(id: "anthropic:a", agents: ["main"])).count == 1)
    }

    @Test(arguments: ["", "{", "[]", "null", #"{ "a": { "authProfileOverride": null } }"#])
    func aFileThatSaysNothingStopsNothing(text: String) throws {
        let host = host(text: text)
        #expect(try pins(host, .remove(id: "anthropic:a", agents: ["main"])).isEmpty)
    }

    @Test func theListHasThemBesideTheProfile() {
        let host = host()
        let listing = ProfileListing(host.snapshot(), host.live, agent: "main", provider: nil)
        let counts = listing.members["profiles"]?.arrayValue?.map { $0["pinnedSessions"] }
        #expect(counts == [.integer(2), .integer(1)])
        #expect(listing.lines.map(\.plain).contains("Sessions of agent main that are pinned to anthropic:a: 2"))
        let without = self.host(text: "{}")
        let plain = ProfileListing(without.snapshot(), without.live, agent: "main", provider: nil)
        #expect(plain.members["profiles"]?[0]?["pinnedSessions"] == nil)
        #expect(!plain.lines.map(\.plain).joined().contains("pinned"))
    }
}
