import Foundation
import Testing

/// A secret in a wrong place on the command line is never printed back.
@Suite("Secrets in wrong places")
struct RedactionTests {
    static let lines: [[String]] = [
        ["onboard", "SECRET"],
        ["SECRET"],
        ["SECRET", "onboard"],
        ["onboard", "--anthropic-api-key"] + ["--SECRET"],
        ["onboard", "--SECRET"],
        ["onboard", "--no-such-flag", "SECRET"],
        ["onboard", "--no-such-flag=SECRET"],
        ["onboard", "--agent", "SECRET", "--anthropic-api-key", "-"],
        ["onboard", "--auth-choice", "SECRET"],
        ["onboard", "--non-interactive", "--accept-risk", "--auth-choice", "SECRET"],
        ["onboard", "--non-interactive", "--accept-risk", "--auth-choice", "token", "--token-provider", "SECRET"],
        ["onboard", "--non-interactive", "--accept-risk", "--auth-choice", "skip", "--model", "SECRET"],
        ["onboard", "--non-interactive", "--accept-risk", "--auth-choice", "skip", "--cache-retention", "SECRET"],
        ["onboard", "--non-interactive", "--accept-risk", "--anthropic-api-key-file", "SECRET"],
        ["onboard", "--non-interactive", "--accept-risk", "--anthropic-api-key", "-", "--token-profile-id", "SECRET"],
        ["onboard", "--non-interactive=SECRET"],
        ["--profile", "SECRET", "onboard"],
        ["undo", "SECRET"],
        ["undo", "--yes=SECRET"],
        ["history", "SECRET"],
        ["restore", "SECRET"],
        ["restore", "SECRET", "openclaw.json"],
        ["restore", "0000", "SECRET"],
        ["models", "status", "SECRET"],
        ["models", "status", "--agent", "SECRET"],
        ["models", "SECRET"],
        ["help", "SECRET"],
    ]

    /// Places for something else, on a host where the command would otherwise have gone on: what it shows or keeps there.
    static let places: [[String]] = [
        ["models", "auth", "verify", "default", "--model", "SECRET"], ["models", "auth", "verify", "SECRET"],
        ["models", "auth", "verify", "default", "--model=anthropic/SECRET"],
        ["models", "cache-check", "--yes", "--model", "SECRET"], ["models", "cache-check", "--agent", "SECRET"],
        ["models", "status", "--probe", "--probe-profile", "SECRET"],
        ["models", "status", "--probe", "--probe-provider", "SECRET"],
        ["models", "auth", "list", "--provider", "SECRET"], ["models", "auth", "order", "set", "SECRET"],
        ["models", "auth", "logout", "SECRET", "--yes"], ["models", "auth", "purge", "SECRET", "--yes"],
        ["models", "auth", "copy", "default", "--to", "SECRET"],
        ["config", "set", "SECRET", "1"], ["config", "get", "SECRET"], ["config", "unset", "SECRET"],
        ["--profile", "SECRET", "models", "auth", "list"],
        ["onboard", "--non-interactive", "--accept-risk", "--auth-choice", "skip", "--workspace", "SECRET"],
    ]

    @Test(
        arguments: places,
        [Fake.token, String(Fake.apiKey.prefix(40)), "sk-proj-" + String(repeating: "Z", count: 40)]
    )
    func aSecretAtAPlaceForSomethingElseIsRefused(line: [String], secret: String) throws {
        let home = try TestHome.withProfiles()
        let before = try home.picture()
        let run = try home.run(line.map { $0.replacingOccurrences(of: "SECRET", with: secret) }, input: "")
        #expect(run.status == 1 || line[0] == "--profile" && run.status == 2, "\(run.text)")
        #expect(Fake.piece(in: run.text) == nil, "\(run.text)")
        #expect(run.text.contains("secret") || line[0] == "--profile", "\(run.text)")
        let after = try home.picture()
        #expect(after == before, "\(before.differences(to: after))")
    }

    @Test("a setting's value may be a secret, wherever its flags stand")
    func aValueIsNotMisplaced() throws {
        let home = try TestHome.withProfiles()
        for line in [
            ["KEY", "SECRET", "--json"], ["--json", "KEY", "SECRET"], ["--lock-timeout", "1", "KEY", "SECRET"],
        ] {
            let words = line.map { ["KEY": "channels.telegram.botToken", "SECRET": Fake.otherKey][$0] ?? $0 }
            let run = try home.run(["config", "set"] + words)
            #expect(run.status == 0 && Fake.piece(in: run.text) == nil, "\(run.text)")
        }
    }

    /// Wherever a file can name something, on every command that shows it.
    @Test(
        arguments: [
            ["models", "status"], ["models", "status", "--agent", "main"], ["models", "list"],
            ["models", "auth", "list"],
            ["models", "auth", "order", "get"], ["config", "validate"], ["config", "diff"],
        ],
        [[], ["--json"]]
    )
    func aSecretAsANameInAFileIsNotShown(line: [String], more: [String]) throws {
        guard line != ["config", "diff"] || more.isEmpty else { return }
        let home = try TestHome.withProfiles()
        let key = Fake.apiKey
        let config = """
            { agents: { defaults: { model: { primary: "anthropic/\(key)", fallbacks: ["\(key)"] },
              models: { "anthropic/\(key)": { alias: "\(key)" }, "\(key)": {} } } },
              models: { providers: { anthropic: { baseUrl: "https://\(key).example", models: [] } } },
              auth: { profiles: { "anthropic:\(key)": { provider: "\(key)", mode: "\(key)", email: "\(key)" } },
              order: { anthropic: ["anthropic:\(key)"] } } }
            """
        try home.write(config, to: home.config)
        let profile = #"{"type": "api_key", "provider": "anthropic", "key": "\#(Fake.otherKey)", "email": "\#(key)"}"#
        let usage = #"{"disabledUntil": 99999999999999, "disabledReason": "\#(key)"}"#
        try home.write(
            #"{"version": 1, "profiles": {"anthropic:\#(key)": \#(profile)}, "usageStats": {"anthropic:\#(key)": \#(usage)}}"#,
            to: home.store
        )
        let run = try home.run(line + more)
        #expect(Fake.piece(in: run.text) == nil, "\(run.text)")
        #expect(!run.text.isEmpty)
    }

    /// A key of the file, where a value was meant to go.
    @Test(arguments: [[], ["--json"]]) func aSecretAsAKeyOfTheFileIsNotShown(more: [String]) throws {
        let home = try TestHome.withProfiles()
        for text in [
            #"{ "\#(Fake.token)": 1, "agents": { "\#(Fake.apiKey)": 2 } }"#,
            #"{ agents: { defaults: { models: { "anthropic/claude-opus-4-6": { params: { "\#(Fake.token)": 1 } } } } } }"#,
            #"{ auth: { profiles: { "\#(Fake.otherKey)": { provider: "anthropic", mode: "none" } } } }"#,
        ] {
            try home.write(text, to: home.state + "/openclaw.json")
            for line in [["config", "validate"], ["models", "status"], ["models", "status", "--check"]] {
                let run = try home.run(line + more)
                #expect(Fake.piece(in: run.text) == nil, "\(run.text)")
            }
        }
    }

    @Test(arguments: lines, [[], ["--json"]])
    func aSecretIsRedactedInTheError(line: [String], more: [String]) throws {
        let home = try TestHome.fresh()
        let before = try home.picture()
        let arguments = line.map { $0.replacingOccurrences(of: "SECRET", with: Fake.token) } + more
        let run = try home.run(arguments, input: "")
        #expect(run.status != 0, "\(run.text)")
        #expect(Fake.piece(in: run.text) == nil, "\(run.text)")
        #expect(!run.text.isEmpty)
        let after = try home.picture()
        #expect(after == before, "\(before.differences(to: after))")
    }
}
