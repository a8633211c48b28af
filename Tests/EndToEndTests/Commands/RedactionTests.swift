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
        ["models", "status", "SECRET"],
        ["models", "status", "--agent", "SECRET"],
        ["models", "SECRET"],
        ["help", "SECRET"],
    ]

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
