import Foundation
import TestSupport
import Testing

/// A setup-token with an unusual length, stored without a person: stored and reported.
@Suite("Length of a token") struct TokenLengthTests {
    private static func token(_ count: Int) -> String { "sk-ant-oat01-" + String(repeating: "L", count: count - 13) }

    private static let commands = [
        ["models", "auth", "paste-token"], ["models", "auth", "add"], ["models", "auth", "setup-token"],
        ["onboard", "--auth-choice", "token", "--token-provider", "anthropic", "--token", "-"],
        ["onboard", "--non-interactive", "--accept-risk", "--answers", "answers.json5"],
    ]

    private func run(_ command: [String], _ count: Int, _ more: [String] = []) throws -> (TestHome, Run) {
        let home = try TestHome.fresh()
        try home.write(#"{ authChoice: "setup-token", secret: "-" }"#, to: home.root + "/answers.json5")
        return (home, try home.run(command + more, input: Self.token(count)))
    }

    @Test(arguments: commands, [80, 90, 107, 109, 130]) func anOddOneIsStoredWithOneLine(command: [String], count: Int)
        throws
    {
        let (home, run) = try run(command, count)
        #expect(run.status == 0 && home.exists(home.store), "\(run.text)")
        let lines = run.outputText.split(separator: "\n").filter { $0.contains("has \(count) characters") }
        #expect(lines.count == 1, "\(run.text)")
        let document = try self.run(command, count, ["--json"]).1.document()
        #expect(document["warnings"] as? [String] == ["length"])
    }

    @Test(arguments: commands) func aWholeOneIsNotSpokenOf(command: [String]) throws {
        let (_, run) = try run(command, 108)
        #expect(run.status == 0 && !run.outputText.contains("108 so far"), "\(run.text)")
        #expect(try self.run(command, 108, ["--json"]).1.document()["warnings"] == nil)
    }

    @Test(arguments: commands) func aShortOneIsRefused(command: [String]) throws {
        let (home, run) = try run(command, 79)
        #expect(run.status == 1 && !home.exists(home.store), "\(run.text)")
    }

    private static let keyCommands = [
        ["models", "auth", "paste-api-key"], ["models", "auth", "add"], ["onboard", "--anthropic-api-key", "-"],
    ]

    /// Whole API keys are as long as setup-tokens. The gateway takes any length, so a short one is stored too, and said.
    @Test(arguments: keyCommands, [40, 79, 90, 107, 109]) func aKeyOfOddLengthIsStoredWithOneLine(
        command: [String],
        count: Int
    ) throws {
        let home = try TestHome.fresh()
        let key = "sk-ant-api03-" + String(repeating: "L", count: count - 13)
        let run = try home.run(command, input: key)
        #expect(run.status == 0 && home.exists(home.store), "\(run.text)")
        let lines = run.outputText.split(separator: "\n").filter { $0.contains("The key has \(count) characters") }
        #expect(lines.count == 1, "\(run.text)")
        let document = try TestHome.fresh().run(command + ["--json"], input: key).document()
        #expect(document["warnings"] as? [String] == ["length"])
    }

    @Test(arguments: keyCommands) func aWholeKeyIsNotSpokenOf(command: [String]) throws {
        let run = try TestHome.fresh().run(command + ["--json"], input: Fake.apiKey)
        #expect(try run.document()["warnings"] == nil)
    }

    @Test func aReplacedOneIsSpokenOfToo() throws {
        let home = try TestHome.withProfiles()
        let run = try home.run(["models", "auth", "rotate", "old", "--json"], input: Self.token(90))
        #expect(try run.document()["warnings"] as? [String] == ["length"])
    }

    @Test func aFileCountsAsAPipe() throws {
        let home = try TestHome.fresh()
        try home.write(Self.token(90), to: home.root + "/token")
        let run = try home.run(["models", "auth", "paste-token", "--token-file", home.root + "/token"])
        #expect(run.status == 0 && run.outputText.contains("has 90 characters"), "\(run.text)")
    }
}
