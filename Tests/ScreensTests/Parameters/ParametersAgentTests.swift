import Anthropic
import GatewayHost
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// Values of agents, and the row that asks the provider for its models.
@MainActor
@Suite struct ParametersAgentTests {
    // MARK: - Agents

    @Test("a value of an agent is shown beside that of all agents, with its place") func shown() {
        var walk = ProfilesWalk.parameters(ParametersFixture.agents(), size: Size(columns: 120, rows: 40))
        walk.press(.down)
        #expect(walk.flatText.contains("agent ops: 0.2"), "\(walk.text)")
        #expect(walk.flatText.contains("agent ops 0.2, ~/.openclaw/openclaw.json:"), "\(walk.text)")
    }

    @Test("a chooses an agent, whose value is edited in its own entry") func edited() {
        var walk = ProfilesWalk.parameters(ParametersFixture.agents())
        let before = walk.config
        walk.press(.character("a"))
        #expect(walk.flatText.contains("Whose values?") && walk.flatText.contains("All agents"), "\(walk.text)")
        walk.press(.end, .enter)
        #expect(walk.text.contains("agent ops"), "\(walk.text)")
        walk.press(.down, .enter, .control("u"))
        walk.type("0.75")
        walk.press(.enter, .character("s"))
        #expect(walk.text.contains("agent ops temperature: 0.2 -> 0.75"), "\(walk.text)")
        walk.press(.character("y"))
        #expect(walk.config == before.replacing("0.2", with: "0.75"))
    }

    @Test("what an agent does not set comes from an outer level, which is named") func inherited() {
        var walk = ProfilesWalk.parameters(ParametersFixture.agents(), size: Size(columns: 120, rows: 40))
        walk.press(.character("a"), .end, .enter)
        #expect(walk.text.contains("cacheRetention     long") && walk.text.contains("set for the model"))
        walk.press(.down, .character("x"))
        #expect(walk.text.contains("temperature        0.2       0.5"), "\(walk.text)")
        walk.press(.character("s"), .character("w"))
        #expect(walk.flatText.contains("openclaw config unset 'agents.list[1].params.temperature'"), "\(walk.text)")
    }

    @Test("a release that does not read them says so; nothing can be chosen without agents") func notRead() {
        var walk = ProfilesWalk.parameters(ParametersFixture.agents("2026.2.9"), size: Size(columns: 120, rows: 40))
        walk.press(.down)
        #expect(walk.flatText.contains("OpenClaw 2026.2.9 does not read values of an agent"), "\(walk.text)")
        walk = ProfilesWalk.parameters()
        walk.press(.character("a"))
        #expect(walk.flatText.contains("2026.3.13"), "\(walk.text)")
    }

    // MARK: - Asking the provider

    @Test("the last row asks the provider with one request, and names it first") func asks() {
        var walk = ProfilesWalk.parameters()
        walk.press(.tab, .end)
        #expect(walk.text.contains("› Ask for the live list"), "\(walk.text)")
        #expect(walk.text.contains("Asks api.anthropic.com which models"), "\(walk.text)")
        #expect(walk.effects.checks.isEmpty)
        walk.press(.enter)
        #expect(walk.effects.checks.map(\.credential) == [.stored(profileID: "anthropic:default", agent: "main")])
        #expect(walk.text.contains("asking, 0 s"), "\(walk.text)")
        walk.press(.enter)
        #expect(walk.effects.checks.count == 1, "one at a time")
        walk.tell(.checked(id: 1, Verification(.verified, model: "", host: "api.anthropic.com"), at: walk.time))
        #expect(walk.text.contains("This is what api.anthropic.com offers now."), "\(walk.text)")
    }

    @Test("a failed request says what is shown instead") func failed() {
        var walk = ProfilesWalk.parameters()
        walk.press(.tab, .end, .enter)
        walk.tell(.checked(id: 1, Verification.of(.unanswered(.timeout)), at: walk.time))
        #expect(walk.flatText.contains("Showing the built-in list."), "\(walk.text)")
    }

    @Test("leaving stops the request") func stops() {
        var walk = ProfilesWalk.parameters()
        walk.press(.tab, .end, .enter, .character("q"))
        #expect(walk.effects.stopped == [1] && walk.left == 0)
    }

    @Test("where nobody can be asked there is no row") func noRow() {
        let walk = ProfilesWalk.parameters(ParametersFixture.blank.hindered("noCurl"))
        #expect(!walk.text.contains("live list"))
    }

    // MARK: - A broken config

    @Test("rule 56: a broken config has the ways out that Home has") func broken() {
        var walk = ProfilesWalk.parameters(HistoryFixture.broken())
        #expect(walk.flatText.contains("Restore openclaw.json of"), "\(walk.text)")
        #expect(walk.text.contains("password:") && !walk.text.contains("hunter2"), "\(walk.text)")
        walk.press(.character("e"))
        #expect(walk.effects.edited == [ParametersFixture.path + ":4"])
    }
}
