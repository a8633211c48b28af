import Foundation
import Glibc
import JSON5
import TestSupport
import Testing

/// Help, `--json` and secrecy of every subcommand.
@Suite("models auth: documents")
struct AuthDocumentsTests {
    static let lines: [[String]] = [
        ["setup-token"], ["paste-token"], ["paste-api-key"], ["add"], ["list"], ["rotate", "default"],
        ["logout", "old", "--yes"], ["clear-cooldown", "default"], ["copy", "default", "--to", "ops"],
        ["rename", "default", "plan"],
        ["order", "get"], ["order", "set", "old"], ["order", "clear"], ["import"],
    ]

    private func home() throws -> TestHome {
        let home = try TestHome.withProfiles()
        try home.write(#"{"openai":{"type":"api_key","key":"\#(Fake.otherKey)"}}"#, to: home.agentFolder + "/auth.json")
        return home
    }

    private func input(_ line: [String]) -> String? {
        switch line[0] {
        case "setup-token", "paste-token": Fake.token
        case "paste-api-key", "add", "rotate": Fake.apiKey
        default: nil
        }
    }

    @Test(arguments: lines) func everyHelpHasAnExample(line: [String]) throws {
        let words = line.prefix(line[0] == "order" ? 2 : 1)
        let run = try TestHome.fresh().run(["models", "auth"] + words + ["--help"])
        #expect(
            run.status == 0
                && run.outputText.contains("Examples:\n  openclaw models auth \(words.joined(separator: " "))")
        )
        #expect(!run.outputText.contains("[help."))
    }

    /// The plan and its result: one document, with the same keys for the same command.
    @Test(arguments: lines) func everyDocumentIsOneAndHoldsNoSecret(line: [String]) throws {
        let home = try home()
        let dry = try home.run(
            ["models", "auth"] + line + ["--json"] + (Self.reads(line) ? [] : ["--dry-run"]),
            input: input(line)
        )
        #expect(dry.status == 0 && dry.errorText.isEmpty, "\(dry.text)")
        let run = try home.run(["models", "auth"] + line + ["--json"], input: input(line))
        #expect(run.status == 0 && run.errorText.isEmpty, "\(run.text)")
        let document = try run.document()
        if Self.reads(line) {
            #expect(document["agentId"] as? String == "main")
        } else {
            #expect(document["ok"] as? Bool == true)
            #expect(document["changed"] as? Bool == (line != ["order", "clear"]))
            #expect(try dry.document()["dryRun"] as? Bool == true)
            #expect(document["action"] as? String != nil && document["files"] as? [Any] != nil)
        }
        #expect(Fake.piece(in: dry.text + run.text) == nil)
        try home.expectSecretsOnlyIn(["agents/main/agent/auth.json", "agents/ops/agent/auth-profiles.json"])
    }

    private static func reads(_ line: [String]) -> Bool { line[0] == "list" || line == ["order", "get"] }

    @Test(arguments: lines) func aDryRunWritesNothing(line: [String]) throws {
        guard !Self.reads(line) else { return }
        let home = try home()
        let before = try home.picture()
        let run = try home.run(["models", "auth"] + line + ["--dry-run"], input: input(line))
        #expect(run.status == 0 && Fake.piece(in: run.text) == nil, "\(run.text)")
        let after = try home.picture()
        #expect(after == before, "\(before.differences(to: after))")
    }

    @Test func listsAreGoldens() throws {
        let home = try TestHome.withProfiles()
        try home.write(TestHome.twoProfiles.replacing("32500000000000", with: "1000"), to: home.store)
        #expect(
            try home.auth("list").outputText == """
                Profiles of agent main, in the order in which they are tried

                anthropic   order: automatic
                anthropic:old\tsetup-token\tends stuv\tready\tnot checked
                anthropic:default\tAPI key\tends efgh\tready\tnot checked

                """
        )
        let document = try Document(parsing: home.auth("list", "--json").outputText, dialect: .json).root
        #expect(document.objectValue?.keys == ["agentId", "agentDir", "authStorePath", "provider", "profiles"])
        #expect(
            document["profiles"]?[0] == [
                "id": "anthropic:old", "provider": "anthropic", "type": "token", "state": "ready", "position": 1,
                "store": "own", "payer": "claudePlan", "ending": "stuv", "verified": "not checked",
            ]
        )
    }

    /// While a command waits for its secret, and after it got it, /proc contains nothing of it.
    @Test func aSecretStandsNeitherInTheArgumentsNorInTheEnvironment() throws {
        let home = try home()
        let script = """
            mkfifo f; "$0" models auth add --dry-run <f & p=$!
            exec 3>f
            until [ "$(readlink /proc/$p/exe)" = "$(readlink -f "$0")" ]; do :; done
            cat >&3; tr '\\0' '\\n' < /proc/$p/cmdline; cat /proc/$p/environ
            exec 3>&-; wait $p
            """
        let run = try home.run(["-c", script, Program.path], input: Fake.apiKey, program: "/bin/bash")
        #expect(run.status == 0 && Fake.piece(in: run.text) == nil, "\(run.status)")
        #expect(run.outputText.contains("models\nauth\nadd\n--dry-run\n"))
    }
}

extension TestHome {
    /// Secrets are in main's store, in 0600 backups, and in these files below the state folder.
    func expectSecretsOnlyIn(_ more: [String]) throws {
        let picture = try picture()
        let allowed = (more + ["agents/main/agent/auth-profiles.json"]).map { "state/" + $0 }
        for path in picture.filesWithSecrets {
            let mayHold = allowed.contains(path) || path.hasPrefix("state/setup/backups/")
            #expect(mayHold && picture.entries[path]?.mode == 0o600, "\(path) holds a piece of a secret")
        }
    }
}
