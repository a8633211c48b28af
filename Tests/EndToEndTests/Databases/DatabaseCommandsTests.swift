import Foundation
import JSON5
import TestSupport
import Testing

/// The real program on hosts whose credentials are in databases, as gateways left them.
@Suite struct DatabaseCommandsTests {
    /// One of each kind: closed well, killed with its rows in the -wal file, two agents, a view, broken, newer, shared.
    private static let trees = [
        ("g72", "one-token"), ("g72", "live-wal-agent"), ("g72", "live-wal-two-agents"), ("g69", "store-is-a-view"),
        ("g72", "store-json-broken"), ("g72", "newer-user-version-meta-old"), ("g72", "legacy-json-beside-empty"),
        ("gS16", "s-live-wal-shared"), ("gS16", "s-state-role-wrong"),
    ]

    private static let reading = [
        ["models", "status"], ["models", "status", "--json"], ["models", "status", "--check"],
        ["models", "auth", "list"], ["models", "auth", "list", "--json"], ["models", "auth", "order", "get"],
        ["models", "list"], ["models", "params"], ["config", "validate"], ["config", "get", "agents"],
    ]

    private func home(_ generation: String, _ name: String) throws -> TestHome {
        let home = try TestHome()
        try FileManager.default.createDirectory(atPath: home.state, withIntermediateDirectories: true)
        let cases = try GoldenFolder.databases.databaseCases(generation)
        try #require(cases.first { $0.name == name }).unpack(into: home.state)
        let release = ["g69": "2026.6.9", "g72": "2026.7.2"][generation] ?? "2026.8.1"
        try home.write("{\"name\":\"openclaw\",\"version\":\"\(release)\"}", to: home.root + "/gateway/package.json")
        try home.writeScript("#!/bin/sh\nexit 1\n", to: home.root + "/gateway/openclaw")
        return home
    }

    private func path(_ home: TestHome) -> [String: String] { ["PATH": home.root + "/gateway:/usr/bin:/bin"] }

    @Test func noReadingCommandLeavesATrace() throws {
        for (generation, name) in Self.trees {
            let home = try home(generation, name)
            let before = try home.picture()
            for arguments in Self.reading {
                let run = try home.run(arguments, adding: path(home))
                #expect([0, 1, 2].contains(run.status), "\(name) \(arguments): \(run.text)")
                #expect(try home.picture() == before, "\(name) \(arguments)")
            }
        }
    }

    @Test func statusAndListShowWhatIsInTheRows() throws {
        let home = try home("gS16", "s-live-wal-shared")
        let list = try home.run(["models", "auth", "list", "--json", "--agent", "work"], adding: path(home))
        let profiles = try Document(parsing: list.outputText, dialect: .json).root["profiles"]?.arrayValue ?? []
        let origins = profiles.map { [$0["id"]?.stringValue ?? "", $0["origin"]?.stringValue ?? ""] }
        #expect(Set(origins) == [["anthropic:w", "own"], ["anthropic:default", "shared"]])
        let status = try home.run(["models", "status"], adding: path(home))
        #expect(status.status == 0 && status.outputText.hasPrefix("Agent main should answer. Not checked."))
    }

    @Test func whateverWouldChangeADatabaseIsRefusedWithTheGatewaysCommand() throws {
        let home = try home("g72", "live-wal-two-agents")
        let before = try home.picture()
        let auth = ["models", "auth"]
        let acts = [
            auth + ["paste-api-key"], auth + ["paste-token", "--provider", "anthropic"], auth + ["add"],
            auth + ["rotate", "anthropic:default"], auth + ["logout", "anthropic:default", "--yes"],
            auth + ["clear-cooldown", "anthropic:default"], auth + ["order", "set", "anthropic:default"],
            auth + ["order", "clear"], auth + ["copy", "anthropic:default", "--to", "work"], auth + ["import"],
            ["onboard", "--non-interactive", "--accept-risk", "--anthropic-api-key", "-"],
        ]
        for arguments in acts {
            let run = try home.run(arguments, input: Fake.apiKey, adding: path(home))
            #expect(run.status == 1, "\(arguments): \(run.text)")
            #expect(run.errorText.contains("/gateway/openclaw "), "\(arguments): \(run.errorText)")
            #expect(run.errorText.split(separator: "\n").count <= 4, "\(arguments): \(run.errorText)")
            #expect(!run.text.contains(Fake.apiKey))
            #expect(try home.picture() == before, "\(arguments)")
        }
    }

    @Test func theConfigIsChangedBesideADatabase() throws {
        let home = try home("g72", "live-wal-agent")
        let before = try home.picture()
        let edits = [
            ["config", "set", "agents.defaults.model.primary", "anthropic/claude-sonnet-4-5"],
            ["models", "auth", "order", "set", "anthropic:default", "--all-agents"],
            ["onboard", "--non-interactive", "--accept-risk", "--model", "anthropic/claude-opus-4-6"],
        ]
        for arguments in edits {
            let run = try home.run(arguments, adding: path(home))
            #expect(run.status == 0, "\(arguments): \(run.text)")
        }
        #expect(try home.run(["undo", "--yes"], adding: path(home)).status == 0)
        let after = try home.picture()
        let changed = after.entries.filter { before.entries[$0.key] != $0.value }.keys
        let expected = changed.allSatisfy {
            $0 == "state" || $0 == "state/openclaw.json" || $0.hasPrefix("state/setup")
        }
        #expect(expected, "\(changed)")
        #expect(Set(before.entries.keys).isSubset(of: after.entries.keys))
    }
}
