import ArgumentParser
import FileTransactions
import Foundation
import GatewayHost
import TestSupport
import Testing

@testable import openclaw

/// Files that change between plan and apply: every writing command plans again on what is there now, and nothing that
/// another program wrote is lost.
@Suite("Planning again") @MainActor struct PlanningAgainTests {
    nonisolated private static let config = ChangingHost.config
    nonisolated private static let store = ChangingHost.store

    /// Runs a command line; `KEY` and `TOKEN` stand for files with a secret.
    private func run(_ line: String, on files: InMemoryFileSystem) throws -> Int32 {
        let home = try TemporaryHome()
        try home.write("KEY", Fake.apiKey)
        try home.write("TOKEN", Fake.otherToken)
        let words = line.split(separator: " ").map { ["KEY", "TOKEN"].contains($0) ? "\(home.path)/\($0)" : "\($0)" }
        let command = try #require(try OpenClaw.parseAsRoot(words) as? any Runnable)
        return try command.run(in: ProgramContext(host: ChangingHost.host(files), hasTerminal: false))
    }

    // MARK: - Every command

    /// Commands that write. What stands before a semicolon was run earlier, so that there is something to take away.
    nonisolated static let commands = [
        "config set gateway.port 19001", "config unset gateway.port", "config migrate --yes",
        "models auth setup-token --token-file TOKEN", "models auth paste-token --token-file TOKEN",
        "models auth paste-api-key --token-file KEY", "models auth add --token-file KEY",
        "models auth add --token-file KEY --store-only --profile-id anthropic:new",
        "models auth rotate default --token-file KEY", "models auth rotate default --purge --token-file KEY",
        "models auth logout more --yes", "models auth rename more anthropic:newer --yes",
        "models auth clear-cooldown default", "models auth include more",
        "models auth order set more", "models auth order set more --all-agents",
        "models auth order set more ; models auth order clear",
        "models auth order set more --all-agents ; models auth order clear --all-agents",
        "models auth copy default --to ops", "models auth import --agent ops",
        "onboard --anthropic-api-key-file KEY",
        "onboard --non-interactive --accept-risk --anthropic-api-key-file KEY --gateway-port 19001",
    ]
    /// Commands that write after the provider has answered.
    nonisolated static let waitingForTheNetwork = [
        "onboard --non-interactive --accept-risk --anthropic-api-key-file KEY --verify",
        "onboard --anthropic-api-key-file KEY --verify --save-unverified", "models auth verify default --record",
        "models auth verify more --record",
    ]
    /// Commands with a test of their own: the next ones here, the screens, and `models status --probe --record`.
    nonisolated static let tested = [
        "undo", "restore", "models auth purge", "models auth browse", "models params",
        "models status",
    ]
    /// Commands that write none of the gateway's files.
    nonisolated static let reading = [
        "config path", "config get", "config validate", "config diff", "models list", "models cache-check", "history",
        "models auth list", "models auth order get",
    ]

    /// A new command has to be put into one of the lists.
    @Test func everyCommandIsInOneOfTheLists() {
        let writing = (Self.commands + Self.waitingForTheNetwork).compactMap { $0.components(separatedBy: " ; ").last }
        for command in Self.commandsWithoutSubcommands(of: OpenClaw.self) {
            let writes = Self.tested.contains(command) || writing.contains { ($0 + " ").hasPrefix(command + " ") }
            #expect(writes != Self.reading.contains(command), "openclaw \(command)")
        }
    }

    private static func commandsWithoutSubcommands(of command: any ParsableCommand.Type) -> [String] {
        command.configuration.subcommands.flatMap { subcommand in
            let name = subcommand.configuration.commandName ?? ""
            let below = commandsWithoutSubcommands(of: subcommand)
            return below.isEmpty ? [name] : below.map { name + " " + $0 }
        }
    }

    @Test(arguments: commands) func aCommandPlansAgain(line: String) throws {
        let lines = line.components(separatedBy: " ; ")
        let last = try #require(lines.last)
        let files = ChangingHost.disk()
        for earlier in lines.dropLast() { #expect(try run(earlier, on: files) == 0) }
        let (undisturbed, call) = try taking(last, on: files) { $0.firstIndex { $0.operation == .lock } }
        #expect(
            undisturbed.tree().without(ChangingHost.state + "/setup")
                != files.tree().without(ChangingHost.state + "/setup")
        )
        files.before(call: call + 1) { ChangingHost.disturb($0) }
        #expect(try run(last, on: files) == 0)
        let difference = ChangingHost.difference(files, from: undisturbed)
        #expect(difference == nil, "\(difference ?? "")")
    }

    /// A run on a copy of the disk tells at which call the apply takes its lock: the plan is made by then.
    private func taking(
        _ line: String,
        on files: InMemoryFileSystem,
        _ lock: ([InMemoryFileSystem.Call]) -> Int?
    ) throws -> (undisturbed: InMemoryFileSystem, call: Int) {
        let undisturbed = InMemoryFileSystem(copying: files)
        undisturbed.forgetCalls()
        undisturbed.restartCount()
        #expect(try run(line, on: undisturbed) == 0)
        files.restartCount()
        return (undisturbed, try #require(lock(undisturbed.calls)))
    }

    // MARK: - Undo and purge

    @Test func undoPlansAgain() throws {
        let files = ChangingHost.disk()
        #expect(try run("models auth logout more --yes", on: files) == 0)
        let (_, call) = try taking("undo --yes", on: files) { $0.firstIndex { $0.operation == .lock } }
        files.before(call: call + 1) { files in
            guard let text = files.text(Self.store) else { return }
            files.addFile(Self.store, text.replacing("\"errorCount\": 2", with: "\"errorCount\": 3"))
        }
        #expect(try run("undo --yes", on: files) == 0)
        let text = files.text(Self.store) ?? ""
        #expect(text.contains("\"errorCount\": 3") && text.contains("anthropic:more"))
    }

    @Test func aRestorePlansAgain() throws {
        let files = ChangingHost.disk()
        #expect(try run("models auth logout more --yes", on: files) == 0)
        let live = LiveHost(ChangingHost.host(files))
        let backup = try #require(try live.history(on: live.read()).newestBackup(of: Self.store))
        let line = "restore \(backup.id.record) \(Self.store) --yes"
        let (_, call) = try taking(line, on: files) { $0.firstIndex { $0.operation == .lock } }
        files.before(call: call + 1) { files in
            guard let text = files.text(Self.store) else { return }
            files.addFile(Self.store, text.replacing("\"errorCount\": 2", with: "\"errorCount\": 3"))
        }
        #expect(try run(line, on: files) == 0)
        let text = files.text(Self.store) ?? ""
        #expect(text.contains("\"errorCount\": 3") && text.contains("anthropic:more"))
    }

    @Test func aPurgePlansAgain() throws {
        let files = ChangingHost.disk()
        #expect(try run("models auth logout more --yes", on: files) == 0)
        let (undisturbed, call) = try taking("models auth purge --yes", on: files) {
            $0.lastIndex { $0.operation == .lock }
        }
        #expect(undisturbed.tree().paths(containing: Fake.token).isEmpty)
        // Somebody stores the secret again while the purge waits for its lock.
        files.before(call: call + 1) { files in
            guard let text = files.text(Self.store) else { return }
            files.addFile(Self.store, text.replacing(Fake.otherKey, with: Fake.token))
        }
        #expect(try run("models auth purge more --yes", on: files) == 0)
        let backups = files.tree(ChangingHost.state + "/setup/backups")
        #expect(!backups.paths(containing: Fake.token).isEmpty, "its copy is one of a secret in use")
        #expect(files.text(Self.store)?.contains(Fake.token) == true)
    }

    /// What goes away is the secret that is there by then, and `--purge` leaves no copy of it.
    @Test(arguments: ["models auth logout more --purge --yes", "models auth rotate more --purge --token-file KEY"])
    func aSecretThatCameMeanwhileIsPurgedWithItsProfile(line: String) throws {
        let files = ChangingHost.disk()
        let (undisturbed, call) = try taking(line, on: files) { $0.firstIndex { $0.operation == .lock } }
        #expect(undisturbed.tree().paths(containing: Fake.token).isEmpty)
        files.before(call: call + 1) { files in
            guard let text = files.text(Self.store) else { return }
            files.addFile(Self.store, text.replacing(Fake.token, with: Fake.otherToken))
        }
        #expect(try run(line, on: files) == 0)
        #expect(files.tree().paths(containing: Fake.otherToken).isEmpty)
    }

    // MARK: - Network

    /// The provider's answer takes time; these commands write after it.
    @Test(arguments: waitingForTheNetwork) func whatWaitedForTheNetworkPlansAgain(line: String) throws {
        let files = ChangingHost.disk()
        let server = try StubServer { _ in
            ChangingHost.disturb(files)
            return .json(status: 200, LiveHome.message)
        }
        defer { server.stop() }
        let config = try #require(files.text(Self.config))
        files.addFile(Self.config, config.replacing("127.0.0.1:9'", with: "127.0.0.1:\(server.port)'"))
        #expect(try run(line, on: files) == 0)
        let after = (files.text(Self.config) ?? "", files.text(Self.store) ?? "")
        #expect(server.requests.count == 1 && after.0.hasPrefix(ChangingHost.comment))
        #expect(after.1.contains(ChangingHost.member))
        #expect(after.1.contains(line.hasPrefix("onboard") ? Fake.apiKey : "lastUsed"))
    }

    /// The marks of a secret that was refused would keep the one that took its place from being tried.
    @Test(arguments: [Fake.apiKey, ""]) func theResultOfASecretThatIsGoneMeanwhileIsNotWritten(by other: String) throws
    {
        let files = ChangingHost.disk()
        let server = try StubServer { _ in
            let text = files.text(Self.store) ?? ""
            let theirs =
                other.isEmpty
                ? text.replacing("anthropic:default", with: "anthropic:other")
                : text.replacing(Fake.otherKey, with: other)
            files.addFile(Self.store, theirs)
            return .json(status: 401, LiveHome.error("authentication_error", "invalid x-api-key"))
        }
        defer { server.stop() }
        let config = try #require(files.text(Self.config))
        files.addFile(Self.config, config.replacing("127.0.0.1:9'", with: "127.0.0.1:\(server.port)'"))
        let store = try #require(files.text(Self.store))
        #expect(try run("models auth verify default --record", on: files) == 1)
        let after = try #require(files.text(Self.store))
        #expect(server.requests.count == 1 && after != store)
        #expect(!after.contains(#""auth": 1"#) && after.contains(#""errorCount": 2"#), "\(after)")
    }

    // MARK: - Commands that only read

    /// The arguments that these commands need; `models cache-check` refuses to pay without being told to.
    @Test(arguments: [
        "config path", "config get gateway", "config validate", "config diff", "models list", "models auth list",
        "models auth order get",
    ])
    func aCommandThatReadsChangesNothing(line: String) throws {
        let files = ChangingHost.disk()
        #expect(try run("models auth logout more --yes", on: files) == 0)
        let before = files.tree()
        #expect(try run(line, on: files) == 0)
        #expect(files.tree() == before)
    }
}
