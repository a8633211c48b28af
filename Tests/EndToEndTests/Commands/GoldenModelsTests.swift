import Foundation
import JSON5
import TestSupport
import Testing

/// Recorded steps of the gateway's `models …` commands from `cli/`, run with this program.
///
/// Steps with commands that are not ours (`set`, `fallbacks`, `list`, …) are counted as out of scope.
@Suite struct GoldenModelsTests {
    @Test func commandsSayWhatTheGatewaysSay() throws {
        var tally = try GoldenTally("cli")
        for file in try GoldenFolder.files(in: "cli") {
            let golden = try GoldenFolder.read("cli/\(file)")
            let home = try TestHome()
            for (path, text) in golden["filesBefore"]?.objectValue ?? [:] {
                try home.write(text.stringValue ?? "", to: home.state + "/" + path)
            }
            for (number, step) in (golden["steps"]?.arrayValue ?? []).enumerated() {
                let arguments = (step["args"]?.arrayValue ?? []).compactMap(\.stringValue)
                guard Self.isStatus(arguments) else {
                    if !Self.isComparedElsewhere(arguments) { tally.skip() }
                    continue
                }
                let run = try home.run(arguments)
                let difference = try Self.difference(run, step, home)
                let name = "\(golden["name"]?.stringValue ?? file)/\(number) \(arguments.joined(separator: " "))"
                tally.compare(name, matches: difference == nil, difference ?? "")
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
    private static func difference(_ run: Run, _ step: Value, _ home: TestHome) throws -> String? {
        guard run.status == step["exitCode"]?.intValue.map(Int32.init) else { return "exit \(run.status): \(run.text)" }
        let display = home.state.replacing(home.root, with: "$OPENCLAW_HOME")
        let expected = (step["stdout"]?.stringValue ?? "").replacing("<STATE>", with: display).cuttingMasks
        var rest = run.outputText.split(separator: "\n", omittingEmptySubsequences: false)[...]
        for line in expected.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            guard let index = rest.firstIndex(of: line) else { return "no line \(line)" }
            rest = rest[(index + 1)...]
        }
        let isPlain = step["args"]?.arrayValue?.contains { $0.stringValue?.hasSuffix("-plain") == true } ?? false
        if isPlain, run.outputText != expected { return run.outputText }
        for (path, file) in step["after"]?.objectValue ?? [:]
        where try home.read(home.state + "/" + path) != file["text"]?.stringValue { return "\(path) was changed" }
        return nil
    }
}
