import Testing

/// `openclaw config path`, `get` and `validate`: reading, with file positions, never a secret.
@Suite("config get")
struct ConfigGetTests {
    @Test(
        "a value is printed as a shell wants it",
        arguments: [
            (["gateway.port"], "18789\n"),
            (["gateway.bind"], "loopback\n"),
            (["agents.list[1].id"], "ops\n"),
            (["agents.list.1.id"], "ops\n"),
            (["agents.defaults.heartbeat.every"], "30m\n"),
            (["auth.order.anthropic", "--json"], "[\n  \"anthropic:p1\",\n  \"anthropic:p2\"\n]\n"),
            (["agents.defaults.models[\"anthropic/claude-opus-4-6\"].alias"], "opus\n"),
            (["gateway.auth.token"], "‹redacted›\n"),
            (["env.vars.MY_API_KEY"], "‹redacted›\n"),
        ]
    )
    func aValueIsPrinted(arguments: [String], output: String) throws {
        let run = try TestHome.handKept().run(["config", "get"] + arguments)
        #expect(run.status == 0 && run.outputText == output, "\(run.text)")
        #expect(run.errorText.isEmpty)
    }

    @Test(
        "--origin names file and line, include, variable or default",
        arguments: [
            ("gateway.port", "gateway.port = 18789\t", "openclaw.json:7:35"),
            ("agents.list[0].id", "= \"main\"\t", "conf/agents.json5:10:17 (included)"),
            ("agents.defaults.heartbeat.every", "= \"30m\"\t", "conf/agents.json5:8:25, from BEAT (environment)"),
            ("agents.defaults.contextPruning.ttl", "= \"1h\"\t", "default of the gateway"),
            ("gateway.auth.token", "= \"‹redacted›\"\t", "openclaw.json:9:35, from GATEWAY_TOKEN (environment)"),
        ]
    )
    func originsAreTold(path: String, value: String, origin: String) throws {
        let run = try TestHome.handKept().run(["config", "get", path, "--origin"])
        #expect(run.status == 0)
        #expect(run.outputText.contains(value) && run.outputText.contains(origin), "\(run.text)")
    }

    @Test func theDocumentHasEveryPartWithItsPlace() throws {
        let home = try TestHome.handKept()
        let document = try home.run(["config", "get", "agents.defaults", "--origin", "--json"]).document()
        let origins = try #require(document["origins"] as? [[String: Any]])
        let kinds = Dictionary(
            uniqueKeysWithValues: origins.map { ($0["path"] as? String ?? "", $0["origin"] as? String) }
        )
        #expect(kinds["agents.defaults.model.primary"] == "include")
        #expect(kinds["agents.defaults.heartbeat.every"] == "environment")
        #expect(kinds["agents.defaults.contextPruning.mode"] == "default")
        let model = try #require(origins.first { $0["path"] as? String == "agents.defaults.model.primary" })
        #expect(model["file"] as? String == home.agentsFile && model["line"] as? Int == 4)
    }

    @Test(
        "no secret is shown, whatever is asked for",
        arguments: [
            ["env"], ["env", "--json"], ["env", "--origin"], ["channels"], ["channels", "--origin", "--json"],
            ["gateway"],
            ["auth", "--json"],
        ]
    )
    func noSecretIsShown(arguments: [String]) throws {
        let run = try TestHome.handKept().run(["config", "get"] + arguments)
        #expect(run.status == 0)
        #expect(Fake.piece(in: run.text) == nil && !run.text.contains(TestHome.gatewayToken), "\(run.text)")
    }

    @Test(
        "what is not there is named, with the nearest key",
        arguments: [
            ("gatway.port", "gateway.port"), ("gateway.prot", "gateway.port"),
            ("agents.defaults.modle", "agents.defaults.model"),
            ("auth.order.antropic", "auth.order.anthropic"),
        ]
    )
    func theNearestKeyIsNamed(path: String, nearest: String) throws {
        let run = try TestHome.handKept().run(["config", "get", path])
        #expect(run.status == 1 && run.outputText.isEmpty)
        #expect(run.errorText.contains("Config path not found: \(path)"))
        #expect(run.errorText.contains("did you mean \(nearest)?"), "\(run.errorText)")
    }

    @Test(
        "--profile and --dev choose the file",
        arguments: [
            (["--profile", "work"], ".openclaw-work"), (["--dev"], ".openclaw-dev"), ([], ".openclaw"),
        ]
    )
    func profilesChooseTheFile(flags: [String], folder: String) throws {
        let home = try TestHome.fresh()
        let run = try home.run(
            flags + ["config", "path"],
            adding: ["OPENCLAW_STATE_DIR": "", "OPENCLAW_CONFIG_PATH": "", "OPENCLAW_HOME": ""]
        )
        #expect(run.status == 0 && run.outputText == "\(home.root)/\(folder)/openclaw.json\n", "\(run.text)")
    }

    @Test func validateTellsWhatIsIgnoredAndWhatIsNotLookedAt() throws {
        let run = try TestHome.handKept().run(["config", "validate"])
        #expect(run.status == 0)
        #expect(run.outputText.contains("conf/agents.json5:6:80") && run.outputText.contains("openclaw config migrate"))
        #expect(run.outputText.contains("Not checked here: channels."))
    }

    @Test func validateTellsWhatTheGatewayRefuses() throws {
        let home = try TestHome.fresh()
        try home.write("{\n  gateway: { prot: 1,\n    mode: 'locl' },\n}\n", to: home.config)
        let run = try home.run(["config", "validate"])
        #expect(run.status == 1)
        #expect(run.outputText.contains("openclaw.json:2:20   gateway: Unrecognized key: \"prot\""), "\(run.text)")
        #expect(run.outputText.contains("did you mean gateway.port?"))
        #expect(
            run.outputText.contains("openclaw.json:3:11   gateway.mode") && run.outputText.contains("local, remote")
        )
        let document = try home.run(["config", "validate", "--json"]).document()
        #expect(document["valid"] as? Bool == false && (document["issues"] as? [Any])?.count == 2)
    }
}
