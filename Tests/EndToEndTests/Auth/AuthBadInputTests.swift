import Foundation
import Testing

/// Invalid input: a message, a next step, the documented exit code, and nothing written.
@Suite("models auth: bad input")
struct AuthBadInputTests {
    struct Bad: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var input: String?
        var says: [String]
        var status: Int32 = 1
        var testDescription: String { arguments.joined(separator: " ") }

        init(_ line: String, input: String? = nil, status: Int32 = 1, says: String...) {
            arguments = line.split(separator: " ").map(String.init)
            self.input = input
            self.says = says
            self.status = status
        }
    }

    static let secretsInPieces = Fake.token + "\n" + Fake.otherToken
    static let all = [
        Bad("paste-token --provider zai", input: Fake.token, says: "not for \"zai\""),
        Bad(
            "setup-token --provider zai",
            input: Fake.token,
            says: "Only --provider anthropic is supported for setup-token."
        ),
        Bad("paste-token --agent opps", input: Fake.token, says: "Unknown agent id \"opps\"", "did you mean ops?"),
        Bad("paste-token --expires-in 1w", input: Fake.token, says: "Error: invalid duration: 1w", "365d"),
        Bad("paste-token --expires-in 0d", input: Fake.token, says: "would end the token at once"),
        Bad("rotate default --expires-in soon", input: Fake.token, says: "invalid duration: soon", "365d"),
        Bad("paste-api-key --provider openai", input: Fake.apiKey, says: "not for \"openai\""),
        Bad("add --provider zai", input: Fake.apiKey, says: "not for \"zai\""),
        Bad("add --agent opps", input: Fake.apiKey, says: "did you mean ops?"),
        Bad("list --agent opps", says: "did you mean ops?"),
        Bad("order get --agent mian", says: "did you mean main?"),
        Bad("copy default --to opps", says: "did you mean ops?"),
        Bad("clear-cooldown odl", says: "did you mean anthropic:old?"),
        Bad("include odl", says: "did you mean anthropic:old?"), Bad("include", says: "Name a profile."),
        Bad("order set defualt", says: "did you mean anthropic:default?"),
        Bad("paste-token --profile-id \(Fake.token)", input: Fake.token, says: "profile name is not usable"),
        Bad("paste-token", input: "", says: "is empty"),
        Bad("paste-token", input: nil, says: "is empty"),
        Bad("paste-token", input: String(repeating: "x ", count: 1 << 19), says: "too many"),
        Bad("paste-token", input: "sk-ant-oat01-\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}", says: "preview"),
        Bad("paste-token", input: Fake.token.replacing("Z", with: "Ж"), says: "Error:"),
        Bad("paste-token", input: secretsInPieces, says: "2 different secrets"),
        Bad("paste-token", input: Fake.apiKey, says: "Expected token starting with sk-ant-oat01-", "paste-api-key"),
        Bad("paste-token --token-file /no/such/file", says: "/no/such/file"),
        Bad("paste-api-key", input: "sk-proj-AAAAAAAAAAAAAAAAAAAAAAAAAAAA", says: "OpenAI"),
        Bad("rotate", input: Fake.apiKey, says: "Name a profile."),
        Bad("rotate anthropic:defualt", input: Fake.apiKey, says: "did you mean anthropic:default?"),
        Bad("logout anthropic:nope --yes", says: "Auth profile \"anthropic:nope\" not found in"),
        Bad("logout old --agent ops --yes", says: "agent ops reads it from main's store"),
        Bad("clear-cooldown", says: "Name a profile."),
        Bad("copy default", says: "--to"),
        Bad("copy default --to nowhere", says: "Unknown agent id \"nowhere\""),
        Bad("order set", says: "Missing profile ids. Provide one or more profile ids."),
        Bad("order set --provider openai anthropic:default", says: "is for anthropic, not openai."),
        Bad("order set anthropic:nope", says: "not found in"),
        Bad("import", says: "nothing to import"),
        Bad("paste-token --nope", input: Fake.token, status: 64, says: "Unknown option"),
        Bad("logout --yes \(Fake.token)", says: "looks like a secret"),
    ]

    @Test(arguments: all) func isRefusedInWordsAndInJSON(bad: Bad) throws {
        let home = try TestHome.withProfiles()
        let before = try home.picture()
        let run = try home.run(["models", "auth"] + bad.arguments, input: bad.input)
        #expect(run.status == bad.status, "\(run.text)")
        for word in bad.says { #expect(run.errorText.contains(word), "\(word) is not in: \(run.text)") }
        if bad.status == 1 {
            #expect(run.errorText.contains("Next: ") && run.errorText.contains("othing was"), "\(run.text)")
        }
        #expect(Fake.piece(in: run.text) == nil)
        if bad.status == 1 {
            let json = try home.run(["models", "auth"] + bad.arguments + ["--json"], input: bad.input)
            #expect(json.status == 1)
            let document = try json.document()
            #expect(document["ok"] as? Bool == false)
            #expect(Fake.piece(in: json.text) == nil)
        }
        let after = try home.picture()
        #expect(after == before, "\(before.differences(to: after))")
    }

    @Test func aReadOnlyStateIsSaidBeforeTheSecretIsRead() throws {
        let home = try TestHome.withProfiles()
        try home.setMode(0o400, of: home.store)
        let run = try home.auth("paste-token", input: "")
        #expect(run.status == 1 && run.errorText.contains("read-only"), "\(run.text)")
    }

    @Test func aClosedReaderEndsQuietly() throws {
        let home = try TestHome.withProfiles()
        let line = "\"$0\" models auth list; echo status $? >&2"
        let run = try home.run(["-c", "set -o pipefail; { \(line); } | true", Program.path], program: "/bin/bash")
        #expect(!run.errorText.contains("rror"), "\(run.text)")
    }
}
