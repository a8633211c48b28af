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
}
