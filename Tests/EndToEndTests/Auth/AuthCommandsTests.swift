import Foundation
import Testing

/// `models auth …` from shells and pipes: what is stored, what stays, what is printed.
@Suite("models auth")
struct AuthCommandsTests {
    @Test func aTokenInAPipeIsStoredUnderTheGatewaysName() throws {
        let home = try TestHome.fresh()
        let run = try home.auth(
            "paste-token",
            "--provider",
            "anthropic",
            "--expires-in",
            "365d",
            input: Fake.token + "\n"
        )
        #expect(run.status == 0, "\(run.text)")
        #expect(try home.secret(of: "anthropic:manual") == Fake.token)
        #expect(try home.kind(of: "anthropic:manual") == "token")
        #expect(run.outputText.hasPrefix("Stored anthropic:manual (setup-token, ends mnop) for agent main.\n"))
        #expect(try home.read(home.store).contains("\"expires\""))
        #expect(try home.read(home.config).contains("anthropic:manual"))
        try home.expectSecretsOnlyInTheStore()
    }

    @Test func aWrappedTokenIsJoined() throws {
        let home = try TestHome.fresh()
        let wrapped = Fake.token.prefix(60) + "\r\n   " + Fake.token.dropFirst(60)
        #expect(try home.auth("paste-token", input: "Your token:\n\n" + wrapped + "\n\nKeep it.\n").status == 0)
        #expect(try home.secret(of: "anthropic:manual") == Fake.token)
    }

    @Test func anAPIKeyGoesToTheDefaultAndAFileIsReadToo() throws {
        let home = try TestHome.fresh()
        try home.write("export ANTHROPIC_API_KEY='\(Fake.apiKey)'\n", to: home.root + "/key.txt")
        let run = try home.auth("paste-api-key", "--token-file", home.root + "/key.txt")
        #expect(run.status == 0, "\(run.text)")
        #expect(try home.secret(of: "anthropic:default") == Fake.apiKey)
    }

    @Test func aDefaultBesideANewOneIsPointedOutWithTheWayToReplaceIt() throws {
        let home = try TestHome.withProfiles()
        let run = try home.auth("paste-token", input: Fake.token)
        #expect(run.status == 0, "\(run.text)")
        #expect(run.errorText.contains("anthropic:default is stored already and stays"))
        #expect(run.errorText.contains("openclaw models auth rotate anthropic:default"))
        let document = try TestHome.withProfiles().auth("paste-token", "--json", input: Fake.token).document()
        #expect(document["beside"] as? String == "anthropic:default")
        #expect(try home.profiles() == ["anthropic:default", "anthropic:old", "anthropic:manual"])
    }

    @Test func addingNeverReplaces() throws {
        let home = try TestHome.withProfiles()
        #expect(try home.auth("add", input: Fake.apiKey).status == 0)
        #expect(try home.secret(of: "anthropic:default") == Fake.otherKey)
        #expect(try home.secret(of: "anthropic:api") == Fake.apiKey)
    }

    @Test func rotatingKeepsTheNameTheUnknownFieldsAndSaysWhereTheOldSecretRemains() throws {
        let home = try TestHome.withProfiles()
        let run = try home.auth("rotate", "default", input: Fake.apiKey)
        #expect(run.status == 0, "\(run.text)")
        #expect(try home.secret(of: "anthropic:default") == Fake.apiKey)
        let store = try home.read(home.store)
        #expect(store.contains(#""note": "mine""#) && !store.contains("cooldownUntil"))
        #expect(run.outputText.contains("Copies of the old secret remain in:\n  $OPENCLAW_HOME/state/setup/backups/"))
        #expect(run.outputText.contains("console.anthropic.com/settings/keys"))
        #expect(try home.run(["undo", "--yes"]).status == 0)
        #expect(try home.read(home.store) == TestHome.twoProfiles)
    }

    @Test func rotatingReplacesTheSameSecretOfOtherAgents() throws {
        let home = try TestHome.withProfiles()
        try home.write(TestHome.twoProfiles, to: home.opsStore)
        #expect(try home.auth("rotate", "default", input: Fake.apiKey).status == 0)
        #expect(try home.read(home.opsStore).contains(Fake.apiKey))
        let only = try home.auth("rotate", "old", "--agent", "main", input: Fake.token)
        #expect(only.outputText.contains("also stored as anthropic:old for agent ops"), "\(only.text)")
        #expect(try home.read(home.opsStore).contains(Fake.otherToken))
    }

    @Test(arguments: ["logout", "remove"])
    func removingTakesTheProfileOutOfBothFiles(word: String) throws {
        let home = try TestHome.withProfiles()
        let refused = try home.auth(word, "anthropic:old")
        #expect(refused.status == 1 && refused.errorText.contains("--yes"))
        #expect(try home.read(home.store) == TestHome.twoProfiles)
        let run = try home.auth(word, "anthropic:old", "--yes")
        #expect(run.status == 0, "\(run.text)")
        #expect(try home.profiles() == ["anthropic:default"])
        let config = try home.read(home.config)
        #expect(!config.contains("anthropic:old") && config.hasPrefix("// kept by hand\n"))
    }

    @Test func purgingLeavesNoCopyOfOurs() throws {
        let home = try TestHome.withProfiles()
        try home.write("{}", to: home.config + ".bak")
        let run = try home.auth("logout", "old", "--yes", "--purge")
        #expect(run.status == 0 && run.outputText.contains("cannot be undone"), "\(run.text)")
        let left = try home.picture().entries.filter { entry in
            if case .file(let bytes) = entry.value.kind {
                String(decoding: bytes, as: UTF8.self).contains("VVVVVV")
            } else {
                false
            }
        }
        #expect(left.isEmpty)
        #expect(try home.run(["undo"]).outputText.contains("Nothing to undo"))
    }

    @Test func clearingACooldownMakesTheProfileReady() throws {
        let home = try TestHome.withProfiles()
        #expect(try home.auth("list").outputText.contains("cooling down until"))
        let run = try home.auth("clear-cooldown", "anthropic:default")
        #expect(run.status == 0, "\(run.text)")
        #expect(try !home.read(home.store).contains("usageStats"))
        #expect(try home.auth("clear-cooldown", "anthropic:default").outputText.contains("Nothing to change"))
    }

    @Test func aProfileThatIsLeftOutIsTriedOnceItIsIncluded() throws {
        let home = try TestHome.withProfiles()
        try home.write(
            "// mine\n{ auth: { profiles: { \"anthropic:old\": { provider: \"anthropic\", mode: \"api_key\" } } } }\n",
            to: home.config
        )
        #expect(try home.auth("list").outputText.contains("not in auth.profiles"))
        let run = try home.auth("include", "default")
        #expect(run.status == 0 && run.outputText.contains("The gateway tries anthropic:default now."), "\(run.text)")
        #expect(try !home.auth("list").outputText.contains("not in auth.profiles"))
        let config = try home.read(home.config)
        #expect(config.hasPrefix("// mine\n") && config.contains("anthropic:default"))
        #expect(try home.auth("include", "default").outputText.contains("Nothing to change"))
    }

    @Test func copyingGivesAnotherAgentItsOwn() throws {
        let home = try TestHome.withProfiles()
        let run = try home.auth("copy", "default", "--to", "ops")
        #expect(run.status == 0, "\(run.text)")
        #expect(run.outputText.contains("Agent ops used main's credentials until now"))
        #expect(try home.read(home.opsStore).contains(Fake.otherKey))
        #expect(try home.auth("list", "--agent", "ops").outputText.contains("anthropic:old\tsetup-token"))
    }

    @Test func anOrderIsFixedShownAndGivenBack() throws {
        let home = try TestHome.withProfiles()
        let set = try home.auth("order", "set", "anthropic:default", "anthropic:old")
        #expect(
            set.outputText.hasPrefix(
                "Agent: main\nProvider: anthropic\nOrder override: anthropic:default, anthropic:old\n"
            )
        )
        #expect(set.outputText.contains("This fixes the order of anthropic in auth-profiles.json"))
        let get = try home.auth("order", "get").outputText
        #expect(get.contains("Order override: anthropic:default, anthropic:old\n"))
        // The first of them is in a cooldown.
        #expect(get.contains("Tried in this order (fixed in auth-profiles.json): anthropic:old, anthropic:default\n"))
        #expect(try home.auth("order", "clear").outputText.contains("Cleared per-agent order override."))
        #expect(try home.auth("order", "get").outputText.contains("Order override: (none)"))
        #expect(try home.auth("order", "set", "old", "--all-agents").status == 0)
        #expect(try home.read(home.config).contains("order: "))
        #expect(try !home.read(home.store).contains("\"order\""))
    }

    @Test func olderFilesAreImported() throws {
        let home = try TestHome.fresh()
        try home.write(
            #"{"anthropic":{"type":"api_key","key":"\#(Fake.apiKey)"}}"#,
            to: home.agentFolder + "/auth.json"
        )
        #expect(
            try home.auth("import", "--dry-run").outputText.contains(
                "Taken over: anthropic:default."
            )
        )
        #expect(!home.exists(home.store))
        #expect(try home.auth("import").status == 0)
        #expect(try home.secret(of: "anthropic:default") == Fake.apiKey)
        #expect(home.exists(home.agentFolder + "/auth.json"))
    }

    @Test func theAgentMayStandBeforeTheSubcommand() throws {
        let home = try TestHome.withProfiles()
        #expect(try home.auth("--agent", "ops", "order", "set", "old").status == 0)
        #expect(try home.read(home.opsStore).contains("anthropic:old"))
        #expect(try home.auth("--agent", "ops", "order", "get").outputText.hasPrefix("Agent: ops\n"))
    }

    @Test func anUnknownSubcommandIsTheGatewaysAndOursAreNot() throws {
        let home = try TestHome.fresh()
        try home.writeScript("#!/bin/sh\necho passed on: \"$@\"\n", to: home.root + "/bin/openclaw")
        let path = ["PATH": home.root + "/bin:/usr/bin:/bin"]
        let login = try home.run(["models", "auth", "login", "--provider", "x"], adding: path)
        #expect(login.outputText == "passed on: models auth login --provider x\n")
        for word in ["list", "logout", "paste-token", "order"] {
            #expect(try !home.run(["models", "auth", word], adding: path).text.contains("passed on"), "\(word)")
        }
    }
}
