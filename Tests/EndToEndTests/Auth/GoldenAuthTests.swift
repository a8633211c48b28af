import Foundation
import JSON5
import TestSupport
import Testing

/// `cli/paste-token-*.json` and `cli/auth-order-agent.json`: recorded steps of the gateway's `models auth` commands,
/// run with this program.
///
/// Compared are the exit code, the gateway's lines in our output, the store, and `auth` of the config; times, and what
/// the gateway adds on every write, are not.
@Suite struct GoldenAuthTests {
    @Test(arguments: [
        "paste-token-any-text-is-accepted", "paste-token-bad-duration", "paste-token-with-existing-order",
        "auth-order-agent",
    ])
    func commandsDoWhatTheGatewaysDo(name: String) throws {
        var tally = try GoldenTally("cli/\(name)")
        let golden = try GoldenFolder.read("cli/\(name).json")
        let home = try TestHome()
        for (file, text) in golden["filesBefore"]?.objectValue ?? [:] {
            try home.write(text.stringValue ?? "", to: home.state + "/" + file)
        }
        for (number, step) in (golden["steps"]?.arrayValue ?? []).enumerated() {
            let arguments = (step["args"]?.arrayValue ?? []).compactMap(\.stringValue)
            guard arguments.starts(with: ["models", "auth"]) else {
                tally.skip()
                continue
            }
            let run = try home.run(arguments, input: step["stdin"]?.stringValue)
            let difference = try Self.difference(run, step, home)
            tally.compare("\(number) \(arguments.joined(separator: " "))", matches: difference == nil, difference ?? "")
        }
        tally.report()
    }

    private static func difference(_ run: Run, _ step: Value, _ home: TestHome) throws -> String? {
        guard run.status == step["exitCode"]?.intValue.map(Int32.init) else { return "exit \(run.status): \(run.text)" }
        for line in (step["stderr"]?.stringValue ?? "").split(separator: "\n") where !run.errorText.contains(line) {
            return "error \(run.errorText)"
        }
        if let difference = try output(run, step, home) { return difference }
        for (file, theirs) in step["after"]?.objectValue ?? [:] where !file.contains(".bak") {
            let theirRoot = try Document(parsing: theirs["text"]?.stringValue ?? "").root
            guard let ours = try? Document(parsing: home.read(home.state + "/" + file)).root else {
                return "no \(file)"
            }
            let isStore = file.hasSuffix("auth-profiles.json")
            let same = isStore ? sameStore(ours, theirRoot) : ours["auth"] == theirRoot["auth"]
            if !same { return "\(file): ours \(ours.json()), gateway \(theirRoot.json())" }
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
