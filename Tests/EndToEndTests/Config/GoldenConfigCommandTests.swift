import JSON5
import TestSupport
import Testing

/// The gateway's own `config` commands out of `cli/`, step after step, run by ours.
///
/// What the gateway adds on every write (defaults and `meta`) is not compared: every value of our file must be in its
/// file.
@Suite struct GoldenConfigCommandTests {
    @Test func commandsDoWhatTheGatewaysDo() throws {
        var tally = GoldenTally("cli/config", .current)
        for example in try GoldenCommands.all(in: .current) where example.has({ $0.first == "config" }) {
            let home = try example.home()
            for (number, step) in example.steps.enumerated() {
                let arguments = GoldenCommands.arguments(of: step)
                guard arguments.first == "config" else {
                    tally.skip()
                    try home.takeGatewaysFiles(after: step)
                    continue
                }
                let run = try home.run(arguments.filter { $0 != "--json" || arguments.contains("get") })
                let differences = try Self.differences(run, step, home)
                tally.compare("\(example.name)/\(number) \(arguments.joined(separator: " "))", step, differences)
                if !differences.isEmpty { try home.takeGatewaysFiles(after: step) }
            }
            tally.report(part: "cli/\(example.name)")
        }
        tally.report()
    }

    private static func differences(_ run: Run, _ step: Value, _ home: TestHome) throws -> [GoldenDifference] {
        guard run.status == step["exitCode"]?.intValue.map(Int32.init) else {
            return [GoldenDifference("exit code", "\(run.status): \(run.text)")]
        }
        var found: [GoldenDifference] = []
        if step["args"]?[1]?.stringValue == "get" { found += output(run.outputText, step["stdout"]?.stringValue ?? "") }
        let error = (step["stderr"]?.stringValue ?? "").replacing("Error: Config validation failed: ", with: "")
        for line in error.split(separator: "\n") where !run.errorText.contains(line) {
            found.append(GoldenDifference("stderr", run.errorText))
        }
        guard let file = step["after"]?["openclaw.json"]?["text"]?.stringValue else {
            return found + (home.exists(home.config) ? [GoldenDifference("file", "is there")] : [])
        }
        let ours = try Document(parsing: home.read(home.config)).root
        return found + (try Document(parsing: file).root.lacking(ours, at: "file", home.variables))
    }

    /// Where both print an object, its members; else the text.
    private static func output(_ ours: String, _ gateways: String) -> [GoldenDifference] {
        if ours == gateways { return [] }
        guard gateways.hasPrefix("{"), let theirs = try? Document(parsing: gateways).root,
            let mine = try? Document(parsing: ours).root
        else { return [GoldenDifference("stdout", ours)] }
        let found = Value.differences(at: "stdout", ours: mine, gateways: theirs)
        return found.isEmpty ? [GoldenDifference("stdout", ours)] : found
    }
}

extension Value {
    /// What of ours does not stand in this value, the gateway's, as well, where it has written variables out.
    fileprivate func lacking(_ ours: Value, at place: String, _ variables: [String: String]) -> [GoldenDifference] {
        switch (ours, self) {
        case (.object(let members), .object(let others)):
            return members.flatMap { key, value in
                others[key].map { $0.lacking(value, at: "\(place).\(key)", variables) }
                    ?? [GoldenDifference("\(place).\(key)", "ours alone")]
            }
        case (.array(let elements), .array(let others)) where elements.count == others.count:
            return zip(elements, others).flatMap { $1.lacking($0, at: place, variables) }
        case (.string(let text), .string(let other)) where text.hasPrefix("${"):
            return GoldenDifference.between(place, variables[String(text.dropFirst(2).dropLast())], other)
        default: return GoldenDifference.between(place, ours, self)
        }
    }
}
