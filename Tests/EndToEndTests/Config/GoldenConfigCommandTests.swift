import Foundation
import JSON5
import TestSupport
import Testing

/// `cli/config-*.json`: recorded steps of the gateway's `config` commands, run with this program.
///
/// What the gateway adds on every write (defaults and `meta`) is not compared: every value of our file must be in its
/// file.
@Suite struct GoldenConfigCommandTests {
    @Test(arguments: ["config-get-set-unset", "config-set-preserves-env-ref-or-not", "backup-rotation"])
    func commandsDoWhatTheGatewaysDo(name: String) throws {
        var tally = try GoldenTally("cli/\(name)")
        let golden = try GoldenFolder.read("cli/\(name).json")
        let home = try TestHome(variables: golden["env"]?.texts ?? [:])
        for (file, text) in golden["filesBefore"]?.objectValue ?? [:] {
            try home.write(text.stringValue ?? "", to: home.state + "/" + file)
        }
        for (number, step) in (golden["steps"]?.arrayValue ?? []).enumerated() {
            let arguments = (step["args"]?.arrayValue ?? []).compactMap(\.stringValue)
            guard arguments.first == "config" else {
                tally.skip()
                continue
            }
            let run = try home.run(arguments.filter { $0 != "--json" || arguments.contains("get") })
            let difference = try Self.difference(run, step, home)
            tally.compare("\(number) \(arguments.joined(separator: " "))", matches: difference == nil, difference ?? "")
        }
        tally.report()
    }

    private static func difference(_ run: Run, _ step: Value, _ home: TestHome) throws -> String? {
        guard run.status == step["exitCode"]?.intValue.map(Int32.init) else { return "exit \(run.status): \(run.text)" }
        let isGet = step["args"]?[1]?.stringValue == "get"
        if isGet, run.outputText != step["stdout"]?.stringValue { return run.text }
        let error = (step["stderr"]?.stringValue ?? "").replacing("Error: Config validation failed: ", with: "")
        for line in error.split(separator: "\n") where !run.errorText.contains(line) { return run.errorText }
        let theirs = try Document(parsing: step["after"]?["openclaw.json"]?["text"]?.stringValue ?? "").root
        let ours = try Document(parsing: home.read(home.config)).root
        return ours.isContained(in: theirs, home.variables) ? nil : "ours \(ours.json()), gateway \(theirs.json())"
    }
}

extension Value {
    fileprivate var texts: [String: String] {
        Dictionary((objectValue ?? [:]).compactMap { member in member.value.stringValue.map { (member.key, $0) } }) {
            $1
        }
    }

    /// Whether every value is also in the other one, in which the gateway has expanded variables.
    fileprivate func isContained(in other: Value?, _ variables: [String: String]) -> Bool {
        switch (self, other) {
        case (.object(let members), .object(let others)):
            members.allSatisfy { $0.value.isContained(in: others[$0.key], variables) }
        case (.array(let elements), .array(let others)):
            elements.count == others.count
                && zip(elements, others).allSatisfy { $0.isContained(in: $1, variables) }
        case (.string(let text), .string(let other)) where text.hasPrefix("${"):
            variables[String(text.dropFirst(2).dropLast())] == other
        default: self == other
        }
    }
}
