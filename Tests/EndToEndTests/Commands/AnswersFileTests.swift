import Foundation
import JSON5
import Testing

/// `onboard --answers FILE` and the gateway flags: the file gives the same plan as flags, and contains no secret.
@Suite struct AnswersFileTests {
    private static let run = ["onboard", "--non-interactive", "--accept-risk"]

    private static let answers = """
        // kept with the host's other files
        {
          authChoice: 'apiKey', secret: '-', tokenProfileId: 'anthropic:work',
          model: 'anthropic/claude-sonnet-4-5', cacheRetention: 'long', workspace: '~/work', nodeManager: 'pnpm',
          gateway: { port: 19001, bind: 'lan', auth: 'token', token: { variable: 'GATEWAY_TOKEN' } },
        }
        """
    private static let flags = [
        "--auth-choice", "apiKey", "--anthropic-api-key", "-", "--token-profile-id", "anthropic:work", "--model",
        "anthropic/claude-sonnet-4-5", "--cache-retention", "long", "--workspace", "~/work", "--node-manager", "pnpm",
        "--gateway-port", "19001", "--gateway-bind", "lan", "--gateway-auth", "token", "--gateway-token",
        "shared-by-all",
    ]

    @Test func theSameAnswersGiveTheSameFiles() throws {
        let fromFile = try TestHome(variables: ["GATEWAY_TOKEN": "shared-by-all"])
        try fromFile.write(Self.answers, to: fromFile.root + "/answers.json5")
        let first = try fromFile.run(Self.run + ["--answers", "answers.json5"], input: Fake.apiKey)
        #expect(first.status == 0, "\(first.text)")
        let fromFlags = try TestHome()
        let second = try fromFlags.run(Self.run + Self.flags, input: Fake.apiKey)
        #expect(second.status == 0, "\(second.text)")
        #expect(try fromFile.read(fromFile.store) == fromFlags.read(fromFlags.store))
        #expect(try settings(of: fromFile) == settings(of: fromFlags))
        #expect(try Document(parsing: fromFile.read(fromFile.config)).value(at: ["gateway", "port"]) == 19001)
    }

    /// The config without the time and the folder, which differ.
    private func settings(of home: TestHome) throws -> String {
        var document = try Document(parsing: home.read(home.config))
        try document.remove(at: ["wizard", "lastRunAt"])
        return String(decoding: document.bytes, as: UTF8.self).replacing(home.root, with: "ROOT")
    }

    @Test func aPipeStandsForTheFile() throws {
        let home = try TestHome()
        let line =
            "\"$0\" \(Self.run.joined(separator: " ")) --answers <(echo \"{ model: 'anthropic/claude-sonnet-4-5' }\")"
        let run = try home.run(["-c", line, Program.path], program: "/bin/bash")
        #expect(run.status == 0 && run.outputText.contains("claude-sonnet-4-5"), "\(run.text)")
    }

    @Test func aSecondRunChangesNothing() throws {
        let home = try TestHome(variables: ["GATEWAY_TOKEN": "shared-by-all"])
        try home.write(Self.answers, to: home.root + "/answers.json5")
        for _ in 1...2 { _ = try home.run(Self.run + ["--answers", "answers.json5"], input: Fake.apiKey) }
        let before = try home.picture()
        let again = try home.run(Self.run + ["--answers", "answers.json5", "--json"], input: Fake.apiKey)
        #expect(try again.document()["changed"] as? Bool == false)
        #expect(try home.picture() == before)
    }

    @Test("a second run says in plain words that nothing changed, shows no secret and touches no file")
    func aSecondRunSaysSo() throws {
        let home = try TestHome(variables: ["GATEWAY_TOKEN": "shared-by-all"])
        try home.write(Self.answers, to: home.root + "/answers.json5")
        let line = Self.run + ["--answers", "answers.json5"]
        #expect(try home.run(line, input: Fake.apiKey).status == 0)
        let before = try home.picture()
        let again = try home.run(line, input: Fake.apiKey)
        #expect(again.status == 0 && again.outputText.contains("Nothing to change"), "\(again.text)")
        #expect(Fake.piece(in: again.text) == nil && !again.text.contains("shared-by-all"))
        let after = try home.picture()
        #expect(after == before, "\(before.differences(to: after))")
    }

    @Test("--check lists every mistake with its key, and reads no other file") func theCheckListsMistakes() throws {
        let home = try TestHome()
        let text = """
            {
              authChoice: 'no', modle: 'x', secret: { file: '/no/such/file' },
              gateway: { port: 70000, bind: 'everywhere', auth: 7 },
              tokenProfileId: 'a b',
            }
            """
        try home.write(text, to: home.root + "/answers.json5")
        let before = try home.picture()
        let run = try home.run(["onboard", "--answers", "answers.json5", "--check"])
        #expect(run.status == 1, "\(run.text)")
        for words in [
            "line 2: modle is not an answer", "perhaps model", "line 2: authChoice", "line 3: gateway.port",
            "a number from 1 to 65535", "line 3: gateway.bind", "one of loopback", "line 4: tokenProfileId",
            "line 3: gateway.auth must be a text",
        ] { #expect(run.errorText.contains(words), "\(words): \(run.text)") }
        #expect(!run.text.contains("/no/such/file"))
        let document = try home.run(["onboard", "--answers", "answers.json5", "--check", "--json"]).document()
        #expect((document["mistakes"] as? [[String: Any]])?.count == 6 && document["ok"] as? Bool == false)
        try home.write(Self.answers, to: home.root + "/answers.json5")
        let fine = try home.run(["onboard", "--answers", "answers.json5", "--check"])
        #expect(fine.status == 0 && fine.outputText.contains("answers.json5 has no mistake"), "\(fine.text)")
        #expect(try home.run(["onboard", "--check"]).errorText.contains("--check needs --answers FILE"))
        #expect(Set(try home.picture().entries.keys) == Set(before.entries.keys))
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        var text: String
        var words: String
        var testDescription: String { words }
    }

    static let refused = [
        Refused(text: "{ secret: '\(Fake.apiKey)' }", words: "line 1: a secret does not belong in secret"),
        Refused(text: "{\n  model: '\(Fake.token)' }", words: "line 2: a secret does not belong in model"),
        Refused(text: "{ gateway: { token: 'abc' } }", words: "a secret does not belong in gateway.token"),
        Refused(text: "{\n\n  modle: 'x' }", words: "line 3: modle is not an answer"),
        Refused(text: "{ gateway: { prot: 1 } }", words: "perhaps port"),
        Refused(text: "{ gateway: { port: 'x' } }", words: "gateway.port must be a whole number"),
        Refused(text: "{ gateway: { port: 70000 } }", words: "Invalid --gateway-port"),
        Refused(text: "[]", words: "must be an object"),
        Refused(text: "{ model: ", words: "line 1, column 10: this is not JSON5"),
        Refused(text: "{ secret: { variable: 'NO_SUCH_NAME' } }", words: "NO_SUCH_NAME is not set"),
        Refused(text: "{ secret: { file: '/no/such/file' } }", words: "/no/such/file cannot be read"),
    ]

    @Test(arguments: refused) func badAnswersAreRefusedAndNothingIsWritten(answers: Refused) throws {
        let home = try TestHome()
        try home.write(answers.text, to: home.root + "/answers.json5")
        let before = try home.picture()
        let run = try home.run(Self.run + ["--answers", "answers.json5"])
        #expect(run.status == 1)
        #expect(run.text.contains(answers.words), "\(run.text)")
        #expect(Fake.piece(in: run.text) == nil)
        #expect(try home.picture() == before)
    }

    @Test(arguments: [
        ["--tailscale", "serve", "--gateway-bind", "lan"], ["--tailscale", "funnel", "--gateway-auth", "token"],
        ["--tailscale", "funnel"], ["--tailscale", "sometimes"], ["--install-daemon"], ["--reset"],
        ["--gateway-auth", "password"], ["--mode", "remote", "--remote-url", "wss://x"],
    ])
    func flagsThatCannotBeDoneAreRefusedBeforeAnythingIsWritten(flags: [String]) throws {
        let home = try TestHome.fresh()
        let before = try home.picture()
        let run = try home.run(Self.run + ["--anthropic-api-key", "-"] + flags, input: Fake.apiKey)
        #expect(run.status == 1)
        #expect(run.errorText.contains("Error: "))
        #expect(try home.picture() == before)
    }

    @Test func whatConcernsTheGatewayNeedsTheRiskAccepted() throws {
        let home = try TestHome.fresh()
        for flags in [["--gateway-port", "19001"], ["--answers", "/dev/null"], ["--workspace", "/srv"]] {
            let run = try home.run(["onboard"] + flags)
            #expect(run.status == 1 && run.errorText.contains("--non-interactive --accept-risk"), "\(run.text)")
        }
    }
}
