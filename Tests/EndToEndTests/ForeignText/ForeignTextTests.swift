import Foundation
import TestSupport
import Testing

/// No command prints a hostile name unescaped, on standard output, standard error, or in a document.
@Suite("Foreign text: commands") struct ForeignTextTests {
    /// Commands that print the content of files and responses.
    static let readers = [
        "models status", "models status --json", "models status --plain", "models status --check", "models list",
        "models list --all", "models list --json", "models list --plain", "models list --refresh", "models auth list",
        "models auth list --json", "models auth order get", "models auth order get --json", "config get agents",
        "config get agents --json", "config get agents.defaults --origin", "config get agents.list[1].name",
        "config get agents --json --origin", "config get auth", "config get env", "config validate",
        "config validate --json", "config migrate --dry-run", "config migrate --json --dry-run", "config diff",
        "config diff --json", "config path", "config path --json", "undo", "undo --json", "models status --probe",
        "models status --probe --json", "models auth verify anthropic:ok", "models auth verify anthropic:ok --json",
        "models cache-check --yes", "models cache-check --yes --json",
        "config set gateway.port 19001 --dry-run", "config set gateway.port 19001 --dry-run --json",
        "models auth order set anthropic:ok --dry-run", "models auth logout anthropic:ok --dry-run",
        "models auth clear-cooldown anthropic:ok --dry-run", "models auth import --dry-run",
        "models auth copy anthropic:ok --to main --dry-run",
        "onboard --non-interactive --accept-risk --auth-choice skip --dry-run --json",
    ]

    /// The same with hostile text as an argument, at the place of `X`.
    static let arguments = [
        "models status --agent X", "models auth list --agent X", "models auth verify X",
        "models auth verify anthropic:X",
        "models auth logout X --yes", "models auth rotate X", "models auth clear-cooldown X", "models auth include X",
        "models auth copy anthropic:ok --to X", "models auth copy X --to main", "models auth order set X",
        "models auth order get --provider X", "config get X", "config get a.X", "config set X 1", "config set a.X X",
        "config set agents.defaults.models[\"X\"].alias X --dry-run", "config unset X", "--X", "X", "models X",
        "models auth X", "config X", "help X", "onboard --X", "onboard --X=X", "config get --X",
        "onboard --auth-choice X",
        "onboard --non-interactive --accept-risk --anthropic-api-key-file /nope/X",
        "onboard --non-interactive --accept-risk --answers /nope/X", "onboard --gateway-port X",
        "onboard --workspace X",
        "onboard --non-interactive --accept-risk --auth-choice skip --workspace X --dry-run --json",
        "models auth add --provider X", "models auth add --provider anthropic --expires-in X",
        "models auth add --provider anthropic --profile-id X --dry-run", "models status --probe-timeout X --probe",
        "models status --probe --probe-profile X", "models list --provider X", "--profile X models status",
        "models status --json --X", "config set gateway.port X --json",
        "models auth paste-token --provider anthropic --profile-id X",
    ]

    @Test(
        "names of files, bytes or escapes, in a config that is accepted or not",
        arguments: [true, false],
        [true, false]
    )
    func whatFilesHold(escaped: Bool, isAccepted: Bool) throws {
        let hostile = try HostileHome(escaped: escaped, isAccepted: isAccepted)
        for command in Self.readers {
            let run = try hostile.home.run(Self.words(command))
            Hostile.expectNoTrace(in: run, command, isDocument: command.contains("--json"))
        }
    }

    @Test(arguments: [true, false]) func whatArgumentsHold(isAccepted: Bool) throws {
        let hostile = try HostileHome(isAccepted: isAccepted)
        for command in Self.arguments {
            let run = try hostile.home.run(Self.words(command), input: Fake.apiKey)
            Hostile.expectNoTrace(in: run, command, isDocument: command.contains("--json"))
        }
    }

    @Test("an apply, its record, its difference and its undo") func whatIsWrittenAndToldOf() throws {
        let hostile = try HostileHome(isAccepted: true)
        for command in [
            "models auth order set anthropic:ok", "config diff", "config diff --json", "undo", "undo --yes",
            "models auth clear-cooldown X", "models auth logout X --yes", "config diff", "undo --json",
            "models auth add --provider anthropic --profile-id X", "config diff", "undo --yes",
        ] {
            let run = try hostile.home.run(Self.words(command), input: Fake.apiKey)
            Hostile.expectNoTrace(in: run, command, isDocument: command.contains("--json"))
        }
    }

    @Test("folders and variables") func whatTheEnvironmentHolds() throws {
        let hostile = try HostileHome()
        let folder = hostile.home.root + "/" + Hostile.fileName
        let commands = [
            "models status", "models status --json", "config path", "config path --json", "config validate",
            "config get auth --origin", "models auth add --provider anthropic", "config diff", "undo", "models list",
        ]
        for name in [
            "HOME", "OPENCLAW_HOME", "OPENCLAW_STATE_DIR", "OPENCLAW_CONFIG_PATH", "ANTHROPIC_API_KEY", "OPENCLAW_LANG",
            "LANG", "LC_ALL", "TZ", "OPENCLAW_PROFILE", "OPENCLAW_GATEWAY_TOKEN", "USER", "LOGNAME", "TERM", "COLUMNS",
        ] {
            for command in commands {
                let value =
                    name.contains("HOME") || name.hasSuffix("DIR") || name.hasSuffix("PATH") ? folder : Hostile.name
                let run = try hostile.home.run(Self.words(command), input: Fake.apiKey, adding: [name: value])
                Hostile.expectNoTrace(in: run, "\(name) \(command)", isDocument: command.contains("--json"))
            }
        }
    }

    @Test(
        "bytes that are no text, halves of surrogate pairs, and files that do not parse",
        arguments: [
            #"{ "agents": { "list": [ { "id": "main", "name": "a\ud800\udc00b\ud83d\udfffc\udfffd" } ] } }"#,
            "{ \"agents\": { \"list\": [ { \"id\": \"main\", \u{9B}31m \u{202E} : \u{1B}[2J } ] } }",
            "{\n\t\"a\": \"b\u{1B}]0;x\u{7}\"\n\t\"c\": \u{3164}\n}",
        ]
    )
    func whatCannotBeRead(config: String) throws {
        let hostile = try HostileHome()
        try hostile.home.write(config, to: hostile.home.config)
        try Data([0x7B, 0x22, 0x9B, 0x33, 0x31, 0x6D, 0xFF, 0x22, 0x3A, 0x1B, 0x5B, 0x7D]).write(
            to: URL(fileURLWithPath: hostile.home.store)
        )
        for command in Self.readers {
            let run = try hostile.home.run(Self.words(command))
            Hostile.expectNoTrace(in: run, command, isDocument: command.contains("--json"))
        }
    }

    @Test("a document still says what the file says") func aDocumentIsExact() throws {
        let hostile = try HostileHome(isAccepted: true)
        let listed = try JSONSerialization.jsonObject(
            with: Data(hostile.home.run(["models", "auth", "list", "--json"]).output)
        )
        let ids = ((listed as? [String: Any])?["profiles"] as? [[String: Any]])?.compactMap { $0["id"] as? String }
        #expect(ids?.contains("anthropic:" + Hostile.name) == true)
        let value = try hostile.home.run(["config", "get", "agents.defaults.workspace", "--json"])
        #expect(
            try JSONSerialization.jsonObject(with: Data(value.output), options: .fragmentsAllowed) as? String
                == "/tmp/" + Hostile.name
        )
    }

    /// The arguments; `X` is replaced by the hostile name.
    private static func words(_ command: String) -> [String] {
        command.split(separator: " ").map { word in
            String(word).replacing("X", with: word.contains("/") ? Hostile.fileName : Hostile.name)
        }
    }
}
