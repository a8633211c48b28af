import Foundation
import TestSupport
import Testing

/// `--state-dir DIR`: which of several state folders of a host is meant.
@Suite("The state folder by a flag") struct StateFolderTests {
    private static let paste = ["models", "auth", "paste-api-key", "--json"]

    @Test(
        "it wins over every variable, in any position",
        arguments: [
            ["--state-dir", "other", "models", "auth", "paste-api-key"],
            ["models", "auth", "--state-dir=other", "paste-api-key"],
            ["models", "auth", "paste-api-key", "--state-dir", "other"],
        ]
    )
    func theFlagWins(words: [String]) throws {
        let home = try TestHome.fresh()
        let agentFolder = home.root + "/elsewhere"
        let run = try home.run(words, input: Fake.apiKey, adding: ["OPENCLAW_AGENT_DIR": agentFolder])
        #expect(run.status == 0, "\(run.text)")
        let other = home.root + "/other"
        #expect(home.exists(other + "/openclaw.json") && home.exists(other + "/agents/main/agent/auth-profiles.json"))
        #expect(!home.exists(home.state) && !home.exists(agentFolder))
    }

    @Test func twoFoldersOfOneHostAreTwoHosts() throws {
        let home = try TestHome.fresh()
        for folder in ["one", "two"] {
            let run = try home.run(Self.paste + ["--state-dir", folder], input: Fake.apiKey)
            #expect(run.status == 0 && run.text.contains("\"changed\": true"), "\(run.text)")
        }
        let undone = try home.run(["undo", "--yes", "--state-dir", "two"])
        #expect(undone.status == 0 && !home.exists(home.root + "/two/openclaw.json"), "\(undone.text)")
        #expect(home.exists(home.root + "/one/openclaw.json"))
        let again = try home.run(Self.paste + ["--state-dir", "one"], input: Fake.apiKey)
        #expect(again.text.contains("\"changed\": false"), "\(again.text)")
    }

    @Test(
        "without a folder, or with a secret in its place, nothing is done and nothing repeated",
        arguments: [["--state-dir"], ["--state-dir="], ["--state-dir", " "], ["--state-dir", Fake.apiKey]]
    )
    func noFolderIsAnError(flag: [String]) throws {
        let home = try TestHome.fresh()
        let before = try home.picture()
        for command in [Self.paste, ["models", "status"], ["onboard"], []] {
            let run = try home.run(command + flag, input: Fake.apiKey)
            #expect(run.status == 1 && run.text.contains("--state-dir"), "\(run.text)")
            #expect(run.text.contains("othing was changed") && !run.text.contains(Fake.apiKey), "\(run.text)")
        }
        #expect(try home.picture() == before)
    }

    @Test("a printed command is about the same folder") func printedCommandsNameIt() throws {
        let home = try TestHome.fresh()
        let paste = ["models", "auth", "paste-api-key"]
        let run = try home.run(paste + ["--state-dir", "my dir"], input: Fake.apiKey)
        let line = "openclaw --state-dir '\(home.root)/my dir' undo"
        #expect(run.status == 0 && run.outputText.contains(line), "\(run.text)")
        let undone = try home.run([], behind: ["/bin/sh", "-c", line + " --yes"])
        #expect(undone.status == 0 && !home.exists(home.root + "/my dir/openclaw.json"), "\(undone.text)")
        let other = try home.run(["--profile", "work"] + paste, input: Fake.apiKey)
        #expect(other.outputText.contains("openclaw --profile work undo"), "\(other.text)")
    }

    @Test func theGatewaysProgramGetsTheSameFolder() throws {
        let home = try TestHome.fresh()
        try home.writeScript("#!/bin/sh\necho \"$OPENCLAW_STATE_DIR\"\n", to: home.root + "/bin/openclaw")
        let path = ["PATH": home.root + "/bin:/usr/bin:/bin"]
        let run = try home.run(["gateway", "status", "--state-dir", "/srv/other"], adding: path)
        #expect(run.outputText == "/srv/other\n", "\(run.text)")
    }
}
