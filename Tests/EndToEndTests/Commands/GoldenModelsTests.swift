import JSON5
import TestSupport
import Testing

/// Recorded steps of the gateway's `models …` commands from `cli/`, run with this program.
///
/// Steps with commands that are not ours (`set`, `fallbacks`, `list`, …) are counted as out of scope.
@Suite struct GoldenModelsTests {
    @Test func commandsSayWhatTheGatewaysSay() throws {
        var tally = GoldenTally("cli", .current)
        for example in try GoldenCommands.all(in: .current) {
            let home = try example.home()
            for (number, step) in example.steps.enumerated() {
                let arguments = GoldenCommands.arguments(of: step)
                guard Self.isStatus(arguments) else {
                    if !Self.isComparedElsewhere(arguments) { tally.skip() }
                    try home.takeGatewaysFiles(after: step)
                    continue
                }
                let run = try home.run(arguments)
                tally.compare(
                    "\(example.name)/\(number) \(arguments.joined(separator: " "))",
                    ["env": example.golden["env"] ?? [:], "files": step["after"] ?? [:]],
                    try Self.differences(run, step, home)
                )
            }
        }
        tally.report()
    }

    private static func isStatus(_ arguments: [String]) -> Bool {
        arguments.first == "models"
            && (arguments.dropFirst().first.map { $0 == "status" || $0.hasPrefix("--") } ?? true)
    }

    private static func isComparedElsewhere(_ arguments: [String]) -> Bool {
        arguments.first == "config" || arguments.starts(with: ["models", "auth"])
    }

    /// `--plain` must match exactly; of the text all lines in order; files are not compared.
    private static func differences(_ run: Run, _ step: Value, _ home: TestHome) throws -> [GoldenDifference] {
        guard run.status == step["exitCode"]?.intValue.map(Int32.init) else {
            return [GoldenDifference("exit code", "\(run.status): \(run.text)")]
        }
        let display = home.state.replacing(home.root, with: "$OPENCLAW_HOME")
        let expected = (step["stdout"]?.stringValue ?? "").replacing("<STATE>", with: display).cuttingMasks
        var found: [GoldenDifference] = []
        let lines = run.outputText.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if expected.hasPrefix("{") {
            found += try Document(parsing: expected).root.missing(
                in: Document(parsing: run.outputText).root,
                at: "json"
            )
        } else {
            found += expected.missingLines(in: lines, at: "text")
        }
        let isPlain = step["args"]?.arrayValue?.contains { $0.stringValue?.hasSuffix("-plain") == true } ?? false
        if isPlain { found += GoldenDifference.between("plain", run.outputText, expected) }
        for (path, file) in step["after"]?.objectValue ?? [:]
        where try home.read(home.state + "/" + path) != file["text"]?.stringValue {
            found.append(GoldenDifference(path, "was changed"))
        }
        return found
    }
}
