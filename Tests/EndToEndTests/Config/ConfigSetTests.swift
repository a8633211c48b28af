import Foundation
import Testing

/// `openclaw config set`, `unset`, `diff` and `migrate`: one value changes, nothing else, and undo restores it.
@Suite("config set")
struct ConfigSetTests {
    private static let model = "agents.defaults.models[\"anthropic/claude-opus-4-6\"]"

    @Test(
        "only the value changes",
        arguments: [
            (["set", "gateway.port", "19001"], "0x4965", "19001"),
            (["set", "gateway.bind", "lan"], "\"loopback\"", "\"lan\""),
            (["set", "auth.order.anthropic[0]", "anthropic:p9"], "[ 'anthropic:p1'", "[ 'anthropic:p9'"),
            (
                ["set", "gateway.tailscale.mode", "off"], "'${GATEWAY_TOKEN}' } }",
                "'${GATEWAY_TOKEN}' },\r\n    tailscale: { mode: \"off\" } }"
            ),
            (["unset", "gateway.bind"], "\r\n    bind: \"loopback\",", ""),
            (["unset", "agents"], "\r\n  agents: { $include: './conf/agents.json5' },", ""),
        ]
    )
    func onlyTheValueChanges(arguments: [String], old: String, new: String) throws {
        let home = try TestHome.handKept()
        let run = try home.run(["config"] + arguments)
        #expect(run.status == 0, "\(run.text)")
        #expect(try home.read(home.config) == TestHome.longConfig.replacing(old, with: new))
        #expect(try home.read(home.agentsFile) == TestHome.agentsInclude)
        #expect(run.outputText.contains("openclaw undo"))
        #expect(try home.run(["undo", "--yes"]).status == 0)
        #expect(try home.read(home.config) == TestHome.longConfig)
    }

    @Test func aValueOfAnIncludeChangesThereAndComesBack() throws {
        let home = try TestHome.handKept()
        let run = try home.run(["config", "set", Self.model + ".params.temperature", "0.7"])
        #expect(run.status == 0 && run.outputText.contains("conf/agents.json5"), "\(run.text)")
        #expect(try home.read(home.config) == TestHome.longConfig)
        #expect(try home.read(home.agentsFile) == TestHome.agentsInclude.replacing("0.3", with: "0.7"))
        #expect(try home.run(["undo", "--yes"]).status == 0)
        #expect(try home.read(home.agentsFile) == TestHome.agentsInclude)
    }

    @Test(
        "a value that is there already, even through a variable, changes nothing",
        arguments: [
            ["gateway.port", "18789"], ["gateway.auth.token", TestHome.gatewayToken],
            ["agents.defaults.heartbeat.every", "30m"],
        ]
    )
    func theSameValueChangesNothing(arguments: [String]) throws {
        let home = try TestHome.handKept()
        let before = try home.picture()
        let run = try home.run(["config", "set"] + arguments)
        #expect(run.status == 0 && run.outputText.contains("Nothing to change"), "\(run.text)")
        let after = try home.picture()
        #expect(after == before, "\(before.differences(to: after))")
    }

    private static let referring = """
        {
          gateway: { auth: { token: { source: "env", provider: "default", id: "GW_TOKEN" } } },
          models: { providers: { zai: { baseUrl: "https://z", apiKey: "${ZAI_API_KEY}", models: [] } } },
        }

        """

    @Test(arguments: [
        (["set", "gateway.auth.token", "literal-token"], "(env GW_TOKEN) goes away"),
        (["unset", "gateway"], "(env GW_TOKEN) goes away"),
        (["set", "models.providers.zai.apiKey", "literal-key"], "takes from ZAI_API_KEY goes away"),
        (["unset", "models.providers.zai"], "takes from ZAI_API_KEY goes away"),
    ])
    func aReferenceGoesAwayOnlyIfAFlagSaysSo(arguments: [String], says: String) throws {
        let home = try TestHome.fresh()
        try home.write(Self.referring, to: home.config)
        try home.write("ZAI_API_KEY=z\n", to: home.state + "/.env")
        for more in [[], ["--json"]] {
            let run = try home.run(["config"] + arguments + more)
            #expect(run.status == 1 && run.text.contains(says) && run.text.contains("--yes"), "\(run.text)")
            #expect(try home.read(home.config) == Self.referring)
        }
        let preview = try home.run(["config"] + arguments + ["--dry-run"])
        #expect(preview.status == 0 && preview.outputText.contains(says), "\(preview.text)")
        let done = try home.run(["config"] + arguments + ["--yes"])
        #expect(done.status == 0 && done.outputText.contains(says), "\(done.text)")
        #expect(!done.text.contains("stands there then"))
        #expect(try home.run(["undo", "--yes"]).status == 0)
        #expect(try home.read(home.config) == Self.referring)
    }

    @Test func aDryRunShowsTheLinesAndWritesNothing() throws {
        let home = try TestHome.handKept()
        let before = try home.picture()
        let run = try home.run(["config", "set", "gateway.port", "19001", "--dry-run"])
        #expect(run.status == 0)
        #expect(run.outputText.contains("-   gateway: { mode: 'local', port: 0x4965,"), "\(run.text)")
        #expect(run.outputText.contains("+   gateway: { mode: 'local', port: 19001,"))
        #expect(try home.picture() == before)
    }

    @Test(
        "what the gateway would refuse is not written",
        arguments: [
            (["set", "gateway.port", "abc"], "expected number, received string"),
            (["set", "gateway.prot", "1"], "did you mean gateway.port?"),
            (["set", "gatewya.port", "1"], "did you mean gateway?"),
            (["set", "gateway.mode", "locl"], "local, remote"),
            (["set", "env.NUM", "5"], "needs its own quotes"),
            (["set", model + ".params.cacheRetention", "standard"], "none, short, long"),
            (["set", model + ".params.temperature", "7"], "at most 1"),
            (["set", model + ".params.maxTokens", "1.5"], "whole number"),
            (["set", "agents.$include", "./x.json5"], "by hand"),
            (["set", "gateway.port.x", "1"], "not an object"),
            (["set", "agents.list[9].id", "x"], "not there"),
            (["set", "", "1"], "not a path"),
            (["unset", "gateway.reload"], "not found: gateway.reload"),
            (["unset", "agents.list[0].id"], "expected string, received undefined"),
        ]
    )
    func whatWouldBeRefusedIsNotWritten(arguments: [String], words: String) throws {
        let home = try TestHome.handKept()
        let before = try home.picture()
        let run = try home.run(["config"] + arguments)
        #expect(run.status == 1 && run.errorText.contains(words), "\(run.text)")
        let after = try home.picture()
        #expect(after == before, "\(before.differences(to: after))")
    }

    @Test func aSecretComesFromStandardInputAndIsNeverShown() throws {
        let home = try TestHome.handKept()
        let secret = String(repeating: "Q", count: 40)
        let runs = [
            try home.run(["config", "set", "gateway.auth.password", "-", "--dry-run"], input: secret + "\n"),
            try home.run(["config", "set", "gateway.auth.password", "-"], input: secret + "\n"),
            try home.run(["config", "diff"]),
            try home.run(["config", "diff", "--json"]),
            try home.run(["config", "get", "gateway", "--origin"]),
        ]
        for run in runs { #expect(run.status == 0 && Fake.piece(in: run.text) == nil, "\(run.text)") }
        #expect(runs[2].outputText.contains("‹redacted, new›"))
        #expect(try home.read(home.config).contains("password: '\(secret)'"))
    }

    @Test func aSecretOnTheCommandLineIsTakenWithANote() throws {
        let home = try TestHome.handKept()
        let run = try home.run(["config", "set", "models.providers.anthropic.apiKey", Fake.apiKey, "--dry-run"])
        #expect(run.errorText.contains("openclaw config set KEY -"), "\(run.text)")
        #expect(Fake.piece(in: run.text) == nil)
    }

    @Test func theDiffIsThatOfTheLastApply() throws {
        let home = try TestHome.handKept()
        #expect(try home.run(["config", "diff"]).outputText.contains("Nothing was applied"))
        #expect(try home.run(["config", "set", "gateway.port", "19001"]).status == 0)
        #expect(try home.run(["config", "set", "gateway.bind", "lan"]).status == 0)
        let run = try home.run(["config", "diff"])
        #expect(run.outputText.contains("openclaw config set changed on"))
        #expect(run.outputText.contains("-     bind: \"loopback\",") && run.outputText.contains("+     bind: \"lan\","))
        #expect(!run.outputText.contains("+   gateway"))
        #expect(try home.run(["undo", "--yes"]).status == 0)
        #expect(try home.run(["config", "diff"]).outputText.contains("was undone"))
    }

    @Test func theMigrationIsShownFirstAndDoneWithYes() throws {
        let home = try TestHome.handKept()
        let before = try home.picture()
        let preview = try home.run(["config", "migrate"])
        #expect(preview.status == 0 && preview.outputText.contains("openclaw config migrate --yes"), "\(preview.text)")
        #expect(try home.picture() == before)
        #expect(try home.run(["config", "migrate", "--yes"]).status == 0)
        #expect(try home.run(["config", "get", Self.model + ".params.cacheRetention"]).outputText == "long\n")
        #expect(!(try home.read(home.agentsFile).contains("cacheControlTtl")))
        #expect(try home.run(["config", "migrate"]).outputText.contains("Nothing to change"))
    }

    @Test func aFreshHostGetsAFileWithTheValueAlone() throws {
        let home = try TestHome.fresh()
        #expect(try home.run(["config", "set", "gateway.mode", "local"]).status == 0)
        #expect(try home.read(home.config) == "{\n  \"gateway\": {\n    \"mode\": \"local\"\n  }\n}\n")
        #expect(try home.run(["undo", "--yes"]).status == 0)
        #expect(!home.exists(home.config))
    }
}
