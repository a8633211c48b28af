import JSON5
import Testing

@testable import GatewayConfig

@Suite struct ConfigValidatorTests {
    private func issues(_ text: String) -> [String] {
        snapshot(text).issues.map { "\($0.path): \($0.message)" }
    }

    /// The messages are those of the gateway's validation library for the same text.
    @Test(arguments: [
        (
            "{agents: {defaults: {heartbeat: {every: '30m', activeHours: {start: '24:00', end: '24:00'}}}}}",
            [
                "agents.defaults.heartbeat.activeHours.start: invalid time (start cannot be 24:00)"
            ]
        ),
        (
            "{agents: {defaults: {heartbeat: {every: '1.5h', activeHours: {start: '8:00'}}}}}",
            [
                #"agents.defaults.heartbeat.activeHours.start: invalid time (use "HH:MM" 24h format)"#
            ]
        ),
        // Without a duration the hours are not validated.
        ("{agents: {defaults: {heartbeat: {activeHours: {start: 'x'}}}}}", []),
        // A rule is checked only if each member is valid by itself.
        (
            "{agents: {defaults: {heartbeat: {every: 'x', foo: 1}}}}",
            [
                #"agents.defaults.heartbeat: Unrecognized key: "foo""#
            ]
        ),
        (
            "{agents: {list: [{id: 'a', tools: {allow: ['x'], alsoAllow: ['y']}}]}}",
            [
                "agents.list.0.tools: agent tools cannot set both allow and alsoAllow in the same scope "
                    + "(merge alsoAllow into allow, or remove allow and use profile + alsoAllow)"
            ]
        ),
        ("{agents: {list: [{id: 'a', model: 5}]}}", ["agents.list.0.model: Invalid input"]),
        ("{agents: {list: [{id: 'a', model: {primary: 'x', y: 1}}]}}", ["agents.list.0.model: Invalid input"]),
        (
            "{messages: {ackReactionScope: 'x'}}",
            [
                #"messages.ackReactionScope: Invalid option: expected one of "group-mentions"|"group-all"|"direct"|"all""#
            ]
        ),
        (
            "{session: {agentToAgent: {maxPingPongTurns: 6}}}",
            [
                "session.agentToAgent.maxPingPongTurns: Too big: expected number to be <=5"
            ]
        ),
        (
            "{agents: {defaults: {compaction: {maxHistoryShare: 0.05}}}}",
            [
                "agents.defaults.compaction.maxHistoryShare: Too small: expected number to be >=0.1"
            ]
        ),
        ("{commands: {native: 'on'}}", ["commands.native: Invalid input"]),
        ("{commands: {native: 'auto', nativeSkills: false}}", []),
        (
            "{gateway: {port: 1.5}, extra: 1, more: 2}",
            [
                "gateway.port: Invalid input: expected int, received number",
                #": Unrecognized keys: "extra", "more""#,
            ]
        ),
        ("{channels: {whatever: 5}, skills: 'x', cron: []}", []),
        ("{logging: {level: 'debug'}, wizard: {lastRunMode: 'remote'}, meta: {}}", []),
    ])
    func issuesReadLikeTheGateways(text: String, expected: [String]) {
        #expect(issues(text) == expected)
    }

    @Test(arguments: [
        ("gatway", "gateway"), ("Agents", "agents"), ("model", "models"), ("enviroment", nil), ("zzz", nil),
    ])
    func unknownKeyNamesTheNearestKnownOne(key: String, nearest: String?) {
        let issue = snapshot("{\(key): {}}").issues.first
        #expect(issue?.problem == .unknownKeys([.init(key: key, nearest: nearest)]))
    }

    @Test func agentsMustNotShareAFolder() {
        let text = """
            {agents: {list: [{id: 'a', agentDir: '/x'}, {id: 'b', agentDir: '/x/'}, {id: 'c'}]}, \
            bindings: [{agentId: 'd', match: {channel: 'x'}}]}
            """
        let issue = snapshot(text).issues.first
        #expect(issue?.path == "agents.list")
        #expect(issue?.problem == .sharedAgentDirectories([.init(path: "/x", agents: [AgentID("a"), AgentID("b")])]))
    }

    @Test func resultOfAnEditIsChecked() throws {
        var editor = try ConfigEditor(snapshot("{gateway: {mode: 'local'}}"))
        try editor.set("nowhere", at: ["gateway", "mode"])
        #expect(editor.result(reader([:])).issues.map(\.path) == ["gateway.mode"])
    }
}
