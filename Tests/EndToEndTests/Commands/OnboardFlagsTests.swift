import Foundation
import Testing

/// Onboarding from flags only.
@Suite("Onboard without a terminal")
struct OnboardFlagsTests {
    @Test func anAPIKeyFromStandardInputIsStored() throws {
        let home = try TestHome.fresh()
        let run = try home.onboard()
        #expect(run.status == 0, "\(run.text)")
        #expect(try home.secret(of: "anthropic:default") == Fake.apiKey)
        #expect(try home.kind(of: "anthropic:default") == "api_key")
        #expect(Fake.piece(in: run.text) == nil)
        try home.expectSecretsOnlyInTheStore()
        let entries = try home.picture().entries
        for path in ["state/openclaw.json", "state/agents/main/agent/auth-profiles.json"] {
            #expect(entries[path]?.mode == 0o600, "\(path)")
        }
        for path in ["state", "state/agents", "state/agents/main", "state/agents/main/agent", "state/setup"] {
            #expect(entries[path]?.mode == 0o700, "\(path)")
        }
    }

    @Test func aTokenFromAFileIsStoredByteForByte() throws {
        let home = try TestHome.existing()
        let file = home.root + "/token.txt"
        try home.write("export CLAUDE_CODE_OAUTH_TOKEN=\"\(Fake.token)\"\r\n", to: file)
        let run = try home.run([
            "onboard", "--non-interactive", "--accept-risk", "--auth-choice", "token", "--token-provider", "anthropic",
            "--token-file", file, "--token-profile-id", "anthropic:plan",
        ])
        #expect(run.status == 0, "\(run.text)")
        #expect(try home.secret(of: "anthropic:plan") == Fake.token)
        #expect(try home.secret(of: "anthropic:default") == Fake.otherKey)
    }

    @Test func onlyWhatWasAskedChangesInAHandWrittenConfiguration() throws {
        let home = try TestHome.existing()
        #expect(try home.onboard(["--cache-retention", "long"]).status == 0)
        let old = TestHome.handWrittenConfig.split(separator: "\n")
        let new = Set(try home.read(home.config).split(separator: "\n"))
        // Only these two sections change: as requested, and with defaults for missing gateway settings.
        let untouched = old.filter { !$0.contains("agents:") && !$0.contains("gateway:") }
        for line in untouched { #expect(new.contains(line), "\(line)") }
        #expect(try home.read(home.config).contains("${GATEWAY_TOKEN}"))
    }

    @Test(arguments: [[], ["--json"]])
    func aSecondIdenticalRunChangesNothing(flags: [String]) throws {
        let home = try TestHome.existing()
        let all = ["--model", "anthropic/claude-sonnet-4-5", "--cache-retention", "short"] + flags
        #expect(try home.onboard(all).status == 0)
        let before = try home.picture()
        let second = try home.onboard(all)
        #expect(second.status == 0)
        let after = try home.picture()
        #expect(after == before, "\(before.differences(to: after))")
        if !flags.isEmpty { #expect(try second.document()["changed"] as? Bool == false) }
    }

    @Test(arguments: [[], ["--json"]])
    func aDryRunWritesNothing(flags: [String]) throws {
        for home in [try TestHome.fresh(), try TestHome.existing()] {
            let before = try home.picture()
            let run = try home.onboard(["--dry-run", "--cache-retention", "long"] + flags)
            #expect(run.status == 0, "\(run.text)")
            #expect(run.outputText.contains("openclaw.json") && run.outputText.contains("auth-profiles.json"))
            #expect(Fake.piece(in: run.text) == nil)
            let after = try home.picture()
            #expect(after == before, "\(before.differences(to: after))")
        }
    }

    @Test func aDryRunAndTheRunNameTheSameChanges() throws {
        let home = try TestHome.existing()
        let dry = try home.onboard(["--dry-run", "--json"]).document()
        let real = try home.onboard(["--json"]).document()
        let changes = try #require(dry["files"] as? NSArray)
        #expect(changes == real["files"] as? NSArray)
        #expect(dry["dryRun"] as? Bool == true)
    }
}
