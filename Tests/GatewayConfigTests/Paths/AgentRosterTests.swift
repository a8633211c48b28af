import JSON5
import Testing

@testable import GatewayConfig

@Suite struct AgentRosterTests {
    @Test(arguments: [
        ("", "main"), ("  ", "main"), ("Main", "main"), ("a_B-9", "a_b-9"), ("My Agent!", "my-agent"),
        ("--x--", "--x--".drop { $0 == "-" }.prefix(1).description), ("a  !! b", "a-b"), ("日本", "main"),
        ("_under", "_under"), (String(repeating: "A", count: 70), String(repeating: "a", count: 64)),
        ("é-x", "x"),
    ])
    func agentIdsAreNormalised(raw: String, expected: String) {
        #expect(AgentID(raw).text == expected)
    }

    @Test func withoutAListMainIsTheAgent() {
        let roster = AgentRoster([:])
        #expect(roster.defaultAgent == .main)
        #expect(roster.all == [.main])
        #expect(roster.listed.isEmpty)
    }

    @Test func firstMarkedEntryIsTheDefaultElseTheFirst() {
        #expect(AgentRoster(["agents": ["list": [["id": "a"], ["id": "b"]]]]).defaultAgent == AgentID("a"))
        let marked = AgentRoster([
            "agents": ["list": [["id": "a"], ["id": "B", "default": true], ["id": "c", "default": true]]]
        ])
        #expect(marked.defaultAgent == AgentID("b"))
    }

    @Test func allAgentsAreTheDefaultTheListedAndTheBoundOnce() {
        let roster = AgentRoster([
            "agents": ["list": [["id": "a"], ["id": "b", "default": true]]],
            "bindings": [["agentId": "C"], ["agentId": "a"], ["agentId": " "]],
        ])
        #expect(roster.all.map(\.text) == ["b", "a", "c"])
    }

    @Test func laterReleasesNameTheirAgentsByKey() {
        let entries: Value = [
            "defaults": ["systemAgent": ["agentId": "ops"]],
            "entries": ["work": ["agentDir": "/w"], "Ops": [:], "bad": 1],
        ]
        let roster = AgentRoster(["agents": entries])
        #expect(roster.all.map(\.text) == ["ops", "work"])
        #expect(roster.entry(of: AgentID("work"))?.agentDirectory == "/w")
        #expect(roster.entry(of: AgentID("work"))?.pointer == ["agents", "entries", "work"])
        // A list of an older release comes first.
        #expect(AgentRoster(["agents": ["list": [["id": "a"]], "entries": ["b": [:]]]]).all.map(\.text) == ["a"])
    }

    @Test(arguments: [(["a"], "a"), (["a", "main"], "main"), (["b", "a"], "b"), ([], "main")])
    func withoutASystemAgentTheOnlyOneOrMainOrTheFirstIsUsed(ids: [String], expected: String) {
        let entries = Members(ids.map { (key: $0, value: Value.object([:])) })
        #expect(AgentRoster(["agents": ["entries": .object(entries)]]).defaultAgent == AgentID(expected))
    }
}
