import Foundation
import TestSupport
import Testing

/// A reference to a secret is replaced only if a person or a flag says so.
@Suite("Replacing references") struct ReplacingReferencesTests {
    private static let stored = """
        {
          "version": 1,
          "profiles": {
            "anthropic:default": {
              "type": "api_key",
              "provider": "anthropic",
              "keyRef": { "source": "env", "provider": "default", "id": "ANTHROPIC_API_KEY" }
            }
          }
        }

        """

    private static let commands = [
        ["models", "auth", "rotate", "anthropic:default"],
        ["models", "auth", "paste-api-key", "--profile-id", "anthropic:default"],
        ["onboard", "--anthropic-api-key", "-"],
    ]

    private func home() throws -> TestHome {
        let home = try TestHome.fresh()
        try home.write(Self.stored, to: home.store)
        return home
    }

    @Test(arguments: commands) func withoutATerminalItNeedsTheFlag(command: [String]) throws {
        let home = try home()
        let run = try home.run(command, input: Fake.apiKey)
        #expect(run.status == 1, "\(run.text)")
        #expect(run.errorText.contains("(env ANTHROPIC_API_KEY, agent main)"), "\(run.text)")
        #expect(run.errorText.contains("--yes"), "\(run.text)")
        #expect(try home.read(home.store) == Self.stored)
        #expect(!run.text.contains(Fake.apiKey))
    }

    @Test(arguments: commands) func theFlagReplacesItAndTheReportNamesIt(command: [String]) throws {
        let home = try home()
        let run = try home.run(command + ["--yes", "--json"], input: Fake.apiKey)
        #expect(run.status == 0, "\(run.text)")
        let effects = try #require(try run.document()["effects"] as? [[String: Any]])
        let effect = try #require(effects.first { $0["code"] as? String == "replacesReference" })
        #expect(effect["source"] as? String == "env" && effect["id"] as? String == "ANTHROPIC_API_KEY")
        let store = try home.read(home.store)
        #expect(store.contains(Fake.apiKey) && !store.contains("keyRef"))
        #expect(try home.run(["undo", "--yes"]).status == 0)
        #expect(try home.read(home.store) == Self.stored)
    }

    @Test(arguments: commands) func aPreviewNamesItWithoutTheFlag(command: [String]) throws {
        let home = try home()
        let run = try home.run(command + ["--dry-run"], input: Fake.apiKey)
        #expect(run.status == 0, "\(run.text)")
        #expect(run.outputText.contains("The reference of anthropic:default"), "\(run.text)")
        #expect(try home.read(home.store) == Self.stored)
    }

    @Test func anotherNameLeavesTheReferenceAlone() throws {
        let home = try home()
        let run = try home.auth("paste-api-key", "--profile-id", "anthropic:other", input: Fake.apiKey)
        #expect(run.status == 0, "\(run.text)")
        #expect(try home.read(home.store).contains(#""id": "ANTHROPIC_API_KEY""#))
    }

    @Test func aCheckSaysThatOnlyTheGatewayResolvesIt() throws {
        let run = try home().auth("verify", "anthropic:default")
        #expect(run.status == 1)
        #expect(run.errorText.contains("is a reference (env ANTHROPIC_API_KEY)"), "\(run.text)")
    }
}
