import JSON5
import Testing

@testable import GatewayConfig

@Suite struct StatePathsTests {
    private func paths(
        _ environment: [String: String] = ["HOME": "/home/jo"],
        existing: Set<String> = [],
        accountHome: String? = nil
    ) -> StatePaths {
        StatePaths(
            PathContext(environment: environment, workingDirectory: "/cwd", accountHome: accountHome),
            exists: { existing.contains($0) }
        )
    }

    @Test(arguments: [
        (["HOME": "/home/jo"], "/home/jo"),
        (["HOME": "  ", "USERPROFILE": "/users/jo"], "/users/jo"),
        (["OPENCLAW_HOME": "/srv/claw", "HOME": "/home/jo"], "/srv/claw"),
        (["OPENCLAW_HOME": " ~/claw ", "HOME": "/home/jo"], "/home/jo/claw"),
        (["OPENCLAW_HOME": "~", "HOME": "/home/jo"], "/home/jo"),
        (["OPENCLAW_HOME": "~bob", "HOME": "/home/jo"], "/cwd/~bob"),
        (["OPENCLAW_HOME": "claw/../x", "HOME": "/home/jo"], "/cwd/x"),
        (["OPENCLAW_HOME": "undefined"], "/cwd/undefined"),
        ([:], "/root"),
    ])
    func homeIsTheFirstThatIsNotBlank(environment: [String: String], expected: String) {
        #expect(paths(environment, accountHome: "/root").home == expected)
    }

    @Test func withoutAnyHomeTheWorkingDirectoryIsIt() {
        #expect(paths([:]).home == "/cwd")
    }

    @Test func stateFallsBackToTheFirstLegacyFolderThatExists() {
        #expect(paths().state == "/home/jo/.openclaw")
        #expect(paths(existing: ["/home/jo/.moltbot", "/home/jo/.moldbot"]).state == "/home/jo/.moltbot")
        #expect(paths(existing: ["/home/jo/.clawdbot", "/home/jo/.openclaw"]).state == "/home/jo/.openclaw")
    }

    @Test func dotenvNeverComesFromALegacyFolder() {
        #expect(paths(existing: ["/home/jo/.clawdbot"]).dotenvPath == "/home/jo/.openclaw/.env")
        #expect(paths(["HOME": "/h", "CLAWDBOT_STATE_DIR": "~/s"]).dotenvPath == "/h/s/.env")
    }

    @Test func stateOverridesAreTrimmedExpandedAndAbsolute() {
        #expect(paths(["HOME": "/h", "OPENCLAW_STATE_DIR": " ~/s/ "]).state == "/h/s")
        #expect(paths(["HOME": "/h", "OPENCLAW_STATE_DIR": "s"]).state == "/cwd/s")
        #expect(paths(["HOME": "/h", "OPENCLAW_STATE_DIR": "/a", "CLAWDBOT_STATE_DIR": "/b"]).state == "/a")
    }

    @Test func configIsTheFirstCandidateThatExists() {
        let environment = ["HOME": "/h", "OPENCLAW_STATE_DIR": "/x"]
        #expect(paths(environment).configPath == "/x/openclaw.json")
        #expect(paths(environment, existing: ["/x/moltbot.json"]).configPath == "/x/moltbot.json")
        // The default folders stay in the list: setting only the state folder does not isolate a run.
        #expect(
            paths(environment, existing: ["/h/.openclaw/openclaw.json"]).configPath == "/h/.openclaw/openclaw.json"
        )
    }

    @Test func namedConfigIsTheOnlyCandidate() {
        let named = paths(["HOME": "/h", "OPENCLAW_CONFIG_PATH": "~/c.json"], existing: ["/h/.openclaw/openclaw.json"])
        #expect(named.configPath == "/h/c.json")
    }

    @Test func missingConfigIsMadeInTheStateDirectory() {
        #expect(paths(existing: ["/home/jo/.clawdbot"]).configPath == "/home/jo/.clawdbot/openclaw.json")
    }

    @Test func mainAgentDirectoryHonoursItsVariables() {
        #expect(paths().mainAgentDirectory == "/home/jo/.openclaw/agents/main/agent")
        #expect(paths(["HOME": "/h", "PI_CODING_AGENT_DIR": "~/pi"]).mainAgentDirectory == "/h/pi")
        let both = ["HOME": "/h", "OPENCLAW_AGENT_DIR": "/a", "PI_CODING_AGENT_DIR": "/b"]
        #expect(paths(both).mainAgentDirectory == "/a")
    }

    @Test func agentDirectoriesFollowTheConfigurationAndIgnoreTheVariables() {
        let paths = paths(["HOME": "/h", "OPENCLAW_AGENT_DIR": "/a"])
        let roster = AgentRoster(["agents": ["list": [["id": "Work", "agentDir": " ~/w "], ["id": "two"]]]])
        #expect(paths.agentDirectory(of: AgentID("work"), in: roster) == "/h/w")
        #expect(paths.agentDirectory(of: AgentID("two"), in: roster) == "/h/.openclaw/agents/two/agent")
        #expect(paths.agentDirectory(of: .main, in: roster) == "/h/.openclaw/agents/main/agent")
    }

    @Test(arguments: [
        ("/home/jo", "~"), ("/home/jo/.openclaw", "~/.openclaw"), ("/home/joanna/x", "/home/joanna/x"),
        ("/etc", "/etc"),
    ])
    func homeIsShownAsATilde(path: String, shown: String) {
        #expect(paths().display(path) == shown)
    }

    @Test func movedHomeIsShownByItsVariable() {
        #expect(paths(["OPENCLAW_HOME": "/srv", "HOME": "/home/jo"]).display("/srv/x") == "$OPENCLAW_HOME/x")
    }

    @Test(arguments: [
        ("~/x", "/home/jo/x"), ("~", "/home/jo"), ("~bob/x", "/cwd/~bob/x"), (" /a//b/../c/ ", "/a/c"), ("  ", ""),
    ])
    func typedPathsAreExpanded(text: String, expected: String) {
        #expect(paths().expanding(text) == expected)
    }
}
