import JSON5
import TestSupport
import Testing

/// The gateway's own `models auth` commands out of `cli/`, step after step, run by ours.
///
/// Compared are the exit code, the gateway's lines in our output, the store, and `auth` of the config; times, and what
/// the gateway adds on every write, are not.
@Suite struct GoldenAuthTests {
    @Test func commandsDoWhatTheGatewaysDo() throws {
        var tally = GoldenTally("cli/auth", .current)
        for example in try GoldenCommands.all(in: .current) where example.has(Self.isAuth) {
            let home = try example.home()
            for (number, step) in example.steps.enumerated() {
                let arguments = GoldenCommands.arguments(of: step)
                guard Self.isAuth(arguments) else {
                    tally.skip()
                    try home.takeGatewaysFiles(after: step)
                    continue
                }
                let run = try home.run(arguments, input: step["stdin"]?.stringValue)
                let difference = try Self.difference(run, step, home)
                tally.compare(
                    "\(example.name)/\(number) \(arguments.joined(separator: " "))",
                    step,
                    difference.map { [$0] } ?? []
                )
                if difference != nil { try home.takeGatewaysFiles(after: step) }
            }
            tally.report(part: "cli/\(example.name)")
        }
        tally.report()
    }

    private static func isAuth(_ arguments: [String]) -> Bool { arguments.starts(with: ["models", "auth"]) }

    private static func difference(_ run: Run, _ step: Value, _ home: TestHome) throws -> GoldenDifference? {
        guard run.status == step["exitCode"]?.intValue.map(Int32.init) else {
            return GoldenDifference("exit code", "\(run.status): \(run.text)")
        }
        for line in (step["stderr"]?.stringValue ?? "").split(separator: "\n") where !run.errorText.contains(line) {
            return GoldenDifference("stderr", run.errorText)
        }
        if let difference = try output(run, step, home) { return GoldenDifference("stdout", difference) }
        for (file, theirs) in step["after"]?.objectValue ?? [:] where !file.contains(".bak") {
            let theirRoot = try Document(parsing: theirs["text"]?.stringValue ?? "").root
            guard let ours = try? Document(parsing: home.read(home.state + "/" + file)).root else {
                return GoldenDifference(file, "missing")
            }
            let isStore = file.hasSuffix("auth-profiles.json")
            let same = isStore ? sameStore(ours, theirRoot) : ours["auth"] == theirRoot["auth"]
            if !same { return GoldenDifference(file, "ours \(ours.json()), gateway's \(theirRoot.json())") }
        }
        return nil
    }

    /// The lines of the order commands, and for `order get --json` every key of the gateway's document.
    private static func output(_ run: Run, _ step: Value, _ home: TestHome) throws -> String? {
        guard step["args"]?[2] == "order", let text = step["stdout"]?.stringValue else { return nil }
        let expected = text.replacing("<STATE>", with: home.state)
        guard expected.hasPrefix("{") else {
            let missing = expected.split(separator: "\n").first { !run.outputText.contains($0) }
            return missing.map { "no line \($0) in \(run.outputText)" }
        }
        let theirs = try Document(parsing: expected).root
        let ours = try Document(parsing: run.outputText).root
        // Like the gateway, this program shortens the path of the store below the home folder.
        let differs = theirs.objectValue?.first { $0.key != "authStorePath" && ours[$0.key] != $0.value }
        return differs.map { "\($0.key): \(ours[$0.key]?.json() ?? "")" }
    }

    /// A secondary agent's store of the gateway contains clones of main's profiles, ours only what was requested.
    private static func sameStore(_ ours: Value, _ theirs: Value) -> Bool {
        guard ours["order"] == theirs["order"] else { return false }
        let mine = ours["profiles"]?.objectValue ?? [:]
        let others = theirs["profiles"]?.objectValue ?? [:]
        guard mine.isEmpty || mine.count == others.count else { return false }
        return mine.allSatisfy { profile in
            let fields = profile.value.objectValue?.filter { $0.key != "expires" } ?? []
            return fields.allSatisfy { others[profile.key]?[$0.key] == $0.value }
        }
    }
}
