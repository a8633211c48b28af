import Foundation
import Testing

/// One command as a script runs it, with the data that the tests of all commands need.
struct EveryCommand: Sendable, CustomTestStringConvertible {
    /// How the command gets its secret.
    enum Channel: Sendable, Equatable {
        case none
        case pipe
        /// A named pipe instead of a file.
        case file
        /// As an argument, as on the provider's page.
        case argument
        /// In a variable that the answers file names.
        case variable
    }

    /// The command words, without arguments.
    var name: String
    /// The arguments; `SECRET` and `FILE` are replaced by the secret and its file.
    var arguments: [String]
    var channel = Channel.none
    var secret = Fake.apiKey
    /// Exit code and output without its secret and without a terminal.
    var withoutInput: (status: Int32, says: [String]) = (0, [])
    /// Files besides the store that contain the secret as requested.
    var alsoHolds: [String] = []
    /// The text of the answers file, if any.
    var answers: String?

    var testDescription: String {
        ([name] + arguments).joined(separator: " ") + (channel == .none ? "" : " (\(channel))")
    }

    init(
        _ name: String,
        _ arguments: String = "",
        _ channel: Channel = .none,
        secret: String = Fake.apiKey,
        without: (status: Int32, says: [String]) = (0, []),
        alsoHolds: [String] = [],
        answers: String? = nil
    ) {
        self.name = name
        self.arguments = arguments.split(separator: " ").map(String.init)
        self.channel = channel
        self.secret = secret
        withoutInput = without
        self.alsoHolds = alsoHolds
        self.answers = answers
    }

    /// A host on which every command has something to do: an older file, two agents, an undoable apply.
    static func home(_ variables: [String: String] = [:]) throws -> TestHome {
        let home = try TestHome.withProfiles(adding: variables)
        try home.write(
            #"{"openai":{"type":"api_key","provider":"openai","key":"\#(Fake.otherKey)"}}"#,
            to: home.agentFolder + "/auth.json"
        )
        _ = try home.run(["config", "set", "gateway.port", "19001"])
        return home
    }

    /// Prepares the host for this command and returns the complete command line.
    func line(in home: TestHome) throws -> [String] {
        if let answers { try home.write(answers, to: home.root + "/answers.json5") }
        return name.split(separator: " ").map(String.init)
            + arguments.map { $0.replacing("SECRET", with: secret).replacing("FILE", with: home.root + "/secret") }
    }
}

extension EveryCommand {
    private static let noInput: (Int32, [String]) = (1, ["No secret came in", "--token-file"])
    private static let emptyFlag: (Int32, [String]) = (1, ["is empty", "Next:"])
    private static let run = "--non-interactive --accept-risk"
    private static let token = "\(run) --auth-choice token --token-provider anthropic"

    /// The command line of the provider's page, and every other way to give onboarding a secret.
    static let onboarding: [EveryCommand] = [
        EveryCommand("onboard", "--anthropic-api-key -", .pipe, without: (1, ["--anthropic-api-key", "is empty"])),
        EveryCommand("onboard", "--anthropic-api-key-file FILE", .file),
        EveryCommand("onboard", "--anthropic-api-key SECRET", .argument),
        EveryCommand("onboard", "\(run) --anthropic-api-key -", .pipe, without: emptyFlag),
        EveryCommand("onboard", "\(run) --anthropic-api-key-file FILE", .file),
        EveryCommand(
            "onboard",
            "\(token) --token -",
            .pipe,
            secret: Fake.token,
            without: (1, ["--token", "is empty"])
        ),
        EveryCommand("onboard", "\(token) --token-file FILE", .file, secret: Fake.token),
        EveryCommand("onboard", "\(token) --token SECRET", .argument, secret: Fake.token),
        EveryCommand(
            "onboard",
            "\(run) --gateway-token -",
            .pipe,
            secret: Fake.gateway,
            without: (1, ["--gateway-token", "is empty"]),
            alsoHolds: ["state/openclaw.json"]
        ),
        EveryCommand(
            "onboard",
            "\(run) --gateway-token-file FILE",
            .file,
            secret: Fake.gateway,
            alsoHolds: ["state/openclaw.json"]
        ),
        EveryCommand(
            "onboard",
            "\(run) --gateway-auth password --gateway-password -",
            .pipe,
            secret: Fake.gateway,
            without: (1, ["--gateway-password", "is empty"]),
            alsoHolds: ["state/openclaw.json"]
        ),
        EveryCommand(
            "onboard",
            "\(run) --gateway-auth password --gateway-password-file FILE",
            .file,
            secret: Fake.gateway,
            alsoHolds: ["state/openclaw.json"]
        ),
        EveryCommand(
            "onboard",
            "\(run) --answers answers.json5",
            .pipe,
            without: (1, ["secret", "is empty"]),
            answers: "{ authChoice: 'apiKey', secret: '-' }"
        ),
        EveryCommand(
            "onboard",
            "\(run) --answers answers.json5",
            .file,
            answers: "{ authChoice: 'apiKey', secret: { file: 'secret' } }"
        ),
        EveryCommand(
            "onboard",
            "\(run) --answers answers.json5",
            .variable,
            answers: "{ authChoice: 'apiKey', secret: { variable: 'MY_KEY' } }"
        ),
    ]

    /// Every command of `models auth` that takes a secret, from a pipe and from a file.
    static let storing: [EveryCommand] = [
        ("setup-token", Fake.token), ("paste-token", Fake.token), ("paste-api-key", Fake.apiKey), ("add", Fake.apiKey),
        ("rotate anthropic:default", Fake.apiKey),
    ].flatMap { words, secret in
        let parts = words.split(separator: " ")
        let arguments = parts.dropFirst().joined(separator: " ")
        return [
            EveryCommand("models auth \(parts[0])", arguments, .pipe, secret: secret, without: noInput),
            EveryCommand("models auth \(parts[0])", arguments + " --token-file FILE", .file, secret: secret),
        ]
    }

    static let secretTakers =
        onboarding + storing + [
            EveryCommand(
                "config set",
                "env.vars.MY_VALUE -",
                .pipe,
                secret: Fake.gateway,
                alsoHolds: ["state/openclaw.json"]
            )
        ]

    /// Commands that read or change files with secrets without getting one.
    static let others: [EveryCommand] = [
        EveryCommand("onboard", without: (1, ["--anthropic-api-key", "--token", "--non-interactive"])),
        EveryCommand("models"), EveryCommand("models status"), EveryCommand("models status", "--agent ops"),
        EveryCommand("models auth list"), EveryCommand("models auth order get"),
        EveryCommand("models auth order set", "anthropic:default"),
        EveryCommand("models auth order clear"),
        EveryCommand("models auth clear-cooldown", "anthropic:default"),
        EveryCommand("models auth include", "anthropic:default"),
        EveryCommand(
            "models auth copy",
            "anthropic:default --to ops",
            alsoHolds: ["state/agents/ops/agent/auth-profiles.json"]
        ),
        EveryCommand("models auth import"),
        EveryCommand("models auth logout", "anthropic:old --yes"),
        EveryCommand("models auth rename", "anthropic:old anthropic:older --yes"),
        EveryCommand("models auth purge"), EveryCommand("models auth purge", "anthropic:old --yes"),
        EveryCommand("config path"), EveryCommand("config get", "agents"), EveryCommand("config validate"),
        EveryCommand("config set", "gateway.port 19002"), EveryCommand("config unset", "gateway.port"),
        EveryCommand("config diff"), EveryCommand("config migrate"),
        EveryCommand("undo"), EveryCommand("undo", "--dry-run --yes"), EveryCommand("undo", "--yes"),
        EveryCommand("undo", "ffffffff", without: (1, ["There is no change ffffffff."])),
        EveryCommand("history"), EveryCommand("restore"),
    ]

    /// Incomplete command lines: the exit code and the input that is reported as missing.
    static let forgotten: [EveryCommand] = [
        EveryCommand("onboard", "--auth-choice setup-token", without: (1, ["--token-file", "--non-interactive"])),
        EveryCommand("onboard", "--non-interactive", without: (1, ["--accept-risk"])),
        EveryCommand("onboard", "\(run) --auth-choice token", without: (1, ["Missing --token-provider"])),
        EveryCommand("onboard", token, without: (1, ["Missing --token"])),
        EveryCommand("models auth browse", without: (1, ["terminal", "models auth list"])),
        EveryCommand("models params", without: (1, ["terminal", "config get"])),
        EveryCommand("models auth rotate", without: (1, ["Name a profile.", "models auth list"])),
        EveryCommand("models auth logout", without: (1, ["Name a profile.", "models auth list"])),
        EveryCommand("models auth logout", "anthropic:old", without: (1, ["--yes", "--dry-run"])),
        EveryCommand("models auth clear-cooldown", without: (1, ["Name a profile.", "models auth list"])),
        EveryCommand("models auth include", without: (1, ["Name a profile.", "models auth list"])),
        EveryCommand("models auth copy", without: (1, ["Name a profile.", "models auth list"])),
        EveryCommand("models auth copy", "anthropic:default", without: (1, ["--to"])),
        EveryCommand("models auth order set", without: (1, ["Missing profile ids", "models auth list"])),
        EveryCommand("config get", without: (64, ["<path>"])),
        EveryCommand("config set", "gateway.port", without: (64, ["<value>"])),
        EveryCommand("config unset", without: (64, ["<path>"])),
        EveryCommand("config set", "gateway.port -", without: (1, ["gateway.port"])),
    ]
}

extension Fake {
    /// A gateway token or password chosen by the user; it does not look like a credential.
    static let gateway = "gw-" + String(repeating: "J", count: 40)
}
