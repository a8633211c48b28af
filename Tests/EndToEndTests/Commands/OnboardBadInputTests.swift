import Foundation
import Testing

/// Invalid input to onboarding: a message, a next step, exit code 1, and nothing written.
@Suite("onboard: bad input") struct OnboardBadInputTests {
    struct Bad: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var input: String?
        var says: String
        var testDescription: String { arguments.joined(separator: " ") + ": " + says }

        init(_ line: String, _ input: String?, says: String) {
            arguments = line.split(separator: " ").map(String.init)
            self.input = input
            self.says = says
        }
    }

    private static let all = "--non-interactive --accept-risk "
    private static let token = all + "--auth-choice token --token-provider anthropic --token "

    static let lines = [
        Bad("--anthropic-api-key -", "", says: "is empty"),
        Bad("--anthropic-api-key -", String(repeating: "x ", count: 1 << 19), says: "are too many"),
        Bad("--anthropic-api-key -", "sk-ant-api03-\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}", says: "preview"),
        Bad("--anthropic-api-key -", Fake.apiKey.replacing("Q", with: "Ж"), says: "Error: "),
        Bad("--anthropic-api-key -", Fake.apiKey + "\n" + Fake.otherKey, says: "2 different secrets"),
        Bad("--anthropic-api-key -", "sk-proj-AAAAAAAAAAAAAAAAAAAAAAAAAAAA", says: "OpenAI"),
        Bad("--anthropic-api-key-file /no/such/file", nil, says: "/no/such/file"),
        Bad("--anthropic-api-key-file /", nil, says: "directory"),
        Bad("--anthropic-api-key - --anthropic-api-key-file x", Fake.apiKey, says: "one secret comes from one place"),
        Bad(all + "--anthropic-api-key - --gateway-token -", Fake.apiKey, says: "Only one secret"),
        Bad("--anthropic-api-key - --agent mian", Fake.apiKey, says: "did you mean main?"),
        Bad("--anthropic-api-key - --agent opps", Fake.apiKey, says: "did you mean ops?"),
        Bad("--anthropic-api-key - --auth-choice token", Fake.apiKey, says: "Error: "),
        Bad(token + "-", Fake.apiKey, says: "Expected token starting with sk-ant-oat01-"),
        Bad(token + "-", "sk-ant-oat01-short", says: "Token looks too short; paste the full setup-token"),
        Bad(token + "- --token-expires-in 1w", Fake.token, says: "Invalid --token-expires-in"),
        Bad(
            all + "--auth-choice token --token-provider zai --token -",
            Fake.token,
            says: "Only --token-provider anthropic"
        ),
        Bad(all + "--auth-choice carrier-pigeon", nil, says: "Unknown --auth-choice"),
        Bad(all + "--gateway-port 0", nil, says: "Invalid --gateway-port"),
        Bad(all + "--gateway-bind everywhere", nil, says: "gateway.bind"),
        Bad(all + "--gateway-auth none", nil, says: "Invalid --gateway-auth"),
        Bad(all + "--gateway-auth password", nil, says: "Missing --gateway-password"),
        Bad(all + "--mode remote", nil, says: "Missing --remote-url"),
        Bad(all + "--mode sideways", nil, says: "Invalid --mode"),
        Bad(all + "--node-manager yarn", nil, says: "Invalid --node-manager"),
        Bad(all + "--cache-retention forever", nil, says: "forever"),
        Bad(all + "--answers /no/such/answers", nil, says: "/no/such/answers"),
        Bad("--answers x", nil, says: "--non-interactive --accept-risk"),
    ]

    @Test(arguments: lines, [[], ["--json"]]) func isRefused(bad: Bad, more: [String]) throws {
        let home = try TestHome.withProfiles()
        let before = try home.picture()
        let run = try home.run(["onboard"] + bad.arguments + more, input: bad.input)
        #expect(run.status == 1, "\(run.text)")
        if more.isEmpty {
            #expect(run.outputText.isEmpty && run.errorText.contains(bad.says), "\(run.text)")
            #expect(run.errorText.contains("Next: "), "\(run.text)")
        } else {
            let error = try #require(run.document()["error"] as? [String: Any])
            #expect(error["next"] is String)
        }
        #expect(Fake.piece(in: run.text) == nil)
        let after = try home.picture()
        #expect(after == before, "\(before.differences(to: after))")
    }

    /// Flags of the gateway for other providers are reported as such and never passed on to its wizard.
    @Test(arguments: ["--openai-api-key", "--gemini-api-key=x"]) func flagsOfTheGatewaysProgramAreNotHandedOn(
        flag: String
    ) throws {
        let home = try TestHome.fresh()
        try home.writeScript("#!/bin/sh\necho passed on\n", to: home.root + "/bin/openclaw")
        let run = try home.run(["onboard", flag, "x"], adding: ["PATH": home.root + "/bin:/usr/bin:/bin"])
        #expect(run.status == 64 && run.errorText.contains("belongs to the gateway's own program"), "\(run.text)")
    }

    /// Flags of the gateway's onboarding that have no meaning here are accepted.
    @Test func flagsWithoutAnEffectHereAreTaken() throws {
        let line =
            "--non-interactive --accept-risk --skip-daemon --skip-channels --skip-skills --skip-health --skip-ui "
            + "--no-install-daemon --daemon-runtime node --flow quickstart --mode local --dry-run"
        let run = try TestHome.withProfiles().run(["onboard"] + line.split(separator: " ").map(String.init))
        #expect(run.status == 0, "\(run.text)")
    }
}
