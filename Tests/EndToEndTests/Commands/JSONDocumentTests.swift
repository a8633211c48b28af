import Foundation
import Testing

/// With `--json` standard output is exactly one document in all cases.
@Suite("--json")
struct JSONDocumentTests {
    struct Line: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var status: Int32
        var input: String?
        var testDescription: String { arguments.joined(separator: " ") }
    }

    private static let onboard = ["onboard", "--non-interactive", "--accept-risk", "--json"]

    static let lines = [
        Line(arguments: onboard + ["--anthropic-api-key", "-"], status: 0, input: Fake.apiKey),
        Line(arguments: onboard + ["--anthropic-api-key", "-", "--dry-run"], status: 0, input: Fake.apiKey),
        Line(arguments: ["onboard", "--json"], status: 1),
        Line(arguments: ["onboard", "--non-interactive", "--json"], status: 1),
        Line(arguments: onboard + ["--anthropic-api-key", ""], status: 1),
        Line(arguments: onboard + ["--anthropic-api-key", "-"], status: 1, input: "sk-ant-...wxyz"),
        Line(arguments: onboard + ["--auth-choice", "carrier-pigeon"], status: 1),
        Line(arguments: onboard + ["--model", "anthropic/claude-opus-4-6/"], status: 1),
        Line(arguments: onboard + ["--cache-retention", "forever"], status: 1),
        Line(arguments: onboard + ["--no-such-flag"], status: 64),
        Line(arguments: onboard + ["--model"], status: 64),
        Line(arguments: ["undo", "--json"], status: 0),
        Line(arguments: ["undo", "--json", "--no-such-flag"], status: 64),
        Line(arguments: ["history", "--json"], status: 0),
        Line(arguments: ["restore", "--json"], status: 0),
        Line(arguments: ["restore", "0000", "--json"], status: 1),
        Line(arguments: ["restore", "0000", "a", "b", "--json"], status: 64),
        Line(arguments: ["models", "status", "--json"], status: 0),
        Line(arguments: ["models", "status", "--json", "--agent", "nobody-by-that-name"], status: 1),
        Line(arguments: ["config", "path", "--json"], status: 0),
        Line(arguments: ["config", "get", "gateway.port", "--json"], status: 1),
        Line(arguments: ["config", "set", "gateway.port", "19001", "--json"], status: 0),
        Line(arguments: ["config", "set", "gateway.port", "abc", "--json"], status: 1),
        Line(arguments: ["config", "set", "gateway..port", "1", "--json"], status: 1),
        Line(arguments: ["config", "set", "gateway.port", "-", "--json"], status: 0, input: "19001\n"),
        Line(arguments: ["config", "set", "gateway.port", "--json"], status: 64),
        Line(arguments: ["config", "unset", "gateway.port", "--json"], status: 1),
        Line(arguments: ["config", "validate", "--json"], status: 0),
        Line(arguments: ["config", "diff", "--json"], status: 0),
        Line(arguments: ["config", "migrate", "--json"], status: 0),
        Line(arguments: ["no-such-command", "--json"], status: 64),
    ]

    @Test(arguments: lines) func standardOutputIsOneDocument(line: Line) throws {
        let run = try TestHome.fresh().run(line.arguments, input: line.input)
        #expect(run.status == line.status, "\(run.text)")
        let document = try run.document()
        if line.status != 0 {
            let error = try #require(document["error"] as? [String: Any])
            #expect(error["message"] is String && document["ok"] as? Bool == false)
        }
        #expect(Fake.piece(in: run.text) == nil)
    }

    @Test func anAppliedPlanSaysWhatChangedAndASecondOneThatNothingDid() throws {
        let home = try TestHome.fresh()
        let first = try home.onboard(["--json"]).document()
        #expect(first["changed"] as? Bool == true)
        #expect(first["mode"] as? String == "local" && first["authChoice"] as? String == "apiKey")
        #expect(try home.onboard(["--json"]).document()["changed"] as? Bool == false)
    }
}
