import Foundation
import TerminalUI
import TestSupport
import Testing

/// A config with which the gateway does not start: onboarding stops, a credential alone can be stored, and the file can
/// be corrected step by step.
@Suite("A refused config") struct RefusedConfigTests {
    private static let config =
        "{\n  // mine\n  gateway: { port: \"x\" },\n  auth: { order: { anthropic: \"a\" } },\n}\n"

    private func home(_ config: String = config) throws -> TestHome {
        let home = try TestHome.fresh()
        try home.write(config, to: home.config)
        return home
    }

    private static let onboardings = [
        ["onboard", "--non-interactive", "--accept-risk", "--anthropic-api-key", "-"],
        ["onboard", "--anthropic-api-key", "-"], ["onboard", "--anthropic-api-key", "-", "--dry-run"],
        ["onboard", "--non-interactive", "--accept-risk", "--answers", "answers.json5"],
    ]

    @Test(
        arguments: onboardings,
        ["{ gateway: { port: 'x' } }\n", "null\n", "{ agent: { model: 'x' } }\n", "{ broken\n"]
    )
    func onboardingWritesNothing(command: [String], config: String) throws {
        let home = try home(config)
        try home.write(#"{ authChoice: "apiKey", secret: "-" }"#, to: home.root + "/answers.json5")
        let before = try home.picture()
        for json in [[], ["--json"]] {
            let run = try home.run(command + json, input: Fake.apiKey)
            #expect(run.status == 1 && run.text.contains("models auth paste-api-key --store-only"), "\(run.text)")
            #expect(Fake.piece(in: run.text) == nil)
        }
        #expect(try home.picture() == before)
    }

    @Test func theWizardSaysItBeforeAnythingIsAsked() throws {
        let home = try home()
        let session = try WizardSession(home)
        try session.wait(for: "The gateway does not start from")
        try session.wait(for: "--store-only")
        session.press(.enter)
        #expect(try session.waitForExit() == 1)
        #expect(try home.read(home.config) == Self.config)
    }

    @Test func theCredentialAloneCanBeStored() throws {
        let home = try home()
        for command in [["paste-api-key"], ["add"]] {
            let run = try home.run(["models", "auth"] + command, input: Fake.apiKey)
            #expect(run.status == 1 && run.errorText.contains("--store-only"), "\(run.text)")
        }
        #expect(!home.exists(home.store))
        let run = try home.run(["models", "auth", "paste-api-key", "--store-only"], input: Fake.apiKey)
        #expect(run.status == 0, "\(run.text)")
        for words in [
            "! The gateway still refuses its config", "line 3, gateway.port", "is not listed in openclaw.json",
        ] {
            #expect(run.outputText.contains(words), "\(words): \(run.text)")
        }
        #expect(try home.secret(of: "anthropic:default") == Fake.apiKey)
        #expect(try home.read(home.config) == Self.config)
        let again = try home.run(["models", "auth", "paste-token", "--store-only", "--json"], input: Fake.token)
        let effects = try #require(try again.document()["effects"] as? [[String: Any]])
        #expect(effects.contains { $0["code"] as? String == "configRefused" })
    }

    @Test func whatNeedsNoLineOfItGoesOnAndSaysSo() throws {
        let home = try home()
        try home.write(TestHome.twoProfiles, to: home.store)
        let run = try home.auth("clear-cooldown", "default")
        #expect(run.status == 0 && run.outputText.contains("! The gateway still refuses its config"), "\(run.text)")
        let all = try home.auth("order", "set", "old", "--all-agents")
        #expect(all.status == 1 && all.errorText.contains("config validate"), "\(all.text)")
        #expect(try home.read(home.config) == Self.config)
    }

    @Test func itIsMendedStepByStep() throws {
        let home = try home()
        let first = try home.run(["config", "set", "gateway.port", "19001"])
        #expect(first.status == 0, "\(first.text)")
        #expect(first.outputText.contains("! The gateway still refuses this file: line 4, auth.order.anthropic"))
        let second = try home.run(["config", "unset", "auth.order.anthropic", "--json"])
        #expect(second.status == 0)
        #expect((try second.document()["effects"] as? [Any])?.isEmpty == true)
        #expect(try home.run(["onboard", "--anthropic-api-key", "-"], input: Fake.apiKey).status == 0)
        #expect(try home.read(home.config).contains("// mine"))
    }

    @Test func withoutARefusalStoreOnlyLeavesTheConfigAlone() throws {
        let home = try home("{ auth: { profiles: { 'anthropic:x': { provider: 'anthropic', mode: 'token' } } } }\n")
        let before = try home.read(home.config)
        let run = try home.run(["models", "auth", "paste-api-key", "--store-only"], input: Fake.apiKey)
        #expect(run.status == 0 && run.outputText.contains("does not try it yet: openclaw models auth include"))
        #expect(try home.read(home.config) == before)
    }
}
