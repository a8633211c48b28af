import ArgumentParser
import FileTransactions
import Foundation
import GatewayHost
import Screens
import Secrets
import TestSupport
import Testing

@testable import openclaw

/// Files that change between plan and apply: every writing command and every screen plans again on what is there now,
/// and nothing that another program wrote is lost.
@Suite("Planning again") @MainActor struct PlanningAgainTests {
    nonisolated private static let state = "/home/jo/.openclaw"
    nonisolated private static let config = state + "/openclaw.json"
    nonisolated private static let store = state + "/agents/main/agent/auth-profiles.json"
    nonisolated private static let comment = "// by another program\n"
    nonisolated private static let member = #""note": "by another program""#

    /// A disk on which every command has something to do.
    private static func disk() -> InMemoryFileSystem {
        let files = InMemoryFileSystem()
        files.addFile(
            config,
            """
            {
              gateway: { mode: 'local', port: 18789 },
              models: { providers: { anthropic: { baseUrl: 'http://127.0.0.1:9', models: [] } } },
              agents: {
                list: [{ id: 'main', default: true }, { id: 'ops' }],
                defaults: { models: { 'anthropic/claude-opus-4-6': { params: { cacheControlTtl: '1h' } } } },
              },
              auth: { profiles: { 'anthropic:default': { provider: 'anthropic', mode: 'api_key' } } },
            }

            """
        )
        files.addFile(
            store,
            """
            {
              "version": 1,
              "profiles": {
                "anthropic:default": { "type": "api_key", "provider": "anthropic", "key": "\(Fake.otherKey)" },
                "anthropic:more": { "type": "token", "provider": "anthropic", "token": "\(Fake.token)" }
              },
              "usageStats": { "anthropic:default": { "errorCount": 2, "cooldownUntil": 1770000300000 } }
            }

            """
        )
        files.addFile(
            state + "/agents/ops/agent/auth.json",
            #"{ "openai": { "type": "api_key", "provider": "openai", "key": "\#(Fake.otherKey)" } }"#
        )
        return files
    }

    /// Another program writes into both files, as an editor and the gateway do.
    nonisolated private static func disturb(_ files: InMemoryFileSystem) {
        if let text = files.text(config) { files.addFile(config, comment + text) }
        if let text = files.text(store) {
            files.addFile(store, text.replacing("\"version\": 1,", with: "\"version\": 1, \(member),"))
        }
    }

    private static func host(_ files: InMemoryFileSystem) -> GatewayHost.Host {
        GatewayHost.Host(
            files: files,
            environment: ["HOME": "/home/jo", "PATH": "/usr/bin:/bin"],
            workingFolder: "/home/jo",
            accountHome: "/home/jo",
            user: GatewayHost.Host.User(id: 1000, name: "jo"),
            userName: { "user\($0)" },
            name: "gw-01",
            clock: files.clock,
            randomToken: { Secret(String(repeating: "ab", count: 24)) },
            processListening: { _ in nil }
        )
    }

    /// Without the time of the run: reading a file that was just written takes a moment.
    private static func timeless(_ config: String?) -> String? { config?.replacing(/lastRunAt: '[^']*'/, with: "") }

    private func run(_ words: [String], on files: InMemoryFileSystem, secret: String) throws -> Int32 {
        let line = words.map { $0.replacing("FILE", with: secret) }
        let command = try #require(try OpenClaw.parseAsRoot(line) as? any Runnable)
        return try command.run(in: ProgramContext(host: Self.host(files), hasTerminal: false))
    }

    // MARK: - Commands

    nonisolated static let commands = [
        "config set gateway.port 19001", "config unset gateway.port", "config migrate --yes",
        "models auth paste-api-key --token-file FILE", "models auth add --token-file FILE",
        "models auth rotate default --token-file FILE", "models auth rotate default --purge --token-file FILE",
        "models auth logout more --yes", "models auth clear-cooldown default", "models auth include more",
        "models auth order set more", "models auth order set more --all-agents", "models auth copy default --to ops",
        "models auth import --agent ops",
        "onboard --anthropic-api-key-file FILE",
        "onboard --non-interactive --accept-risk --anthropic-api-key-file FILE --gateway-port 19001",
    ]

    @Test(arguments: commands) func aCommandPlansAgain(line: String) throws {
        let home = try TemporaryHome()
        try home.write("secret", Fake.apiKey)
        let words = line.split(separator: " ").map(String.init)
        // The undisturbed run tells when the lock of the apply is taken: the plan is made by then.
        let undisturbed = Self.disk()
        #expect(try run(words, on: undisturbed, secret: home.path + "/secret") == 0)
        let call = try #require(undisturbed.calls.firstIndex { $0.operation == .lock })
        let files = Self.disk()
        let before = (files.text(Self.config), files.text(Self.store))
        files.before(call: call + 1) { Self.disturb($0) }
        #expect(try run(words, on: files, secret: home.path + "/secret") == 0)
        let after = (files.text(Self.config) ?? "", files.text(Self.store) ?? "")
        #expect(after.0.hasPrefix(Self.comment) && after.1.contains(Self.member), "the other's edits stay")
        // What the command does is the same as without the disturbance.
        #expect(
            Self.timeless(String(after.0.dropFirst(Self.comment.count))) == Self.timeless(undisturbed.text(Self.config))
        )
        #expect(after.1.replacing(" \(Self.member),", with: "") == undisturbed.text(Self.store))
        #expect(
            undisturbed.text(Self.config) != before.0 || undisturbed.text(Self.store) != before.1
                || undisturbed.exists(Self.state + "/agents/ops/agent/auth-profiles.json")
        )
    }

    @Test func undoPlansAgain() throws {
        let files = Self.disk()
        #expect(try run(["models", "auth", "logout", "more", "--yes"], on: files, secret: "") == 0)
        let undisturbed = InMemoryFileSystem(copying: files)
        undisturbed.forgetCalls()
        undisturbed.restartCount()
        #expect(try run(["undo", "--yes"], on: undisturbed, secret: "") == 0)
        let call = try #require(undisturbed.calls.firstIndex { $0.operation == .lock })
        files.restartCount()
        files.before(call: call + 1) { files in
            guard let text = files.text(Self.store) else { return }
            files.addFile(Self.store, text.replacing("\"errorCount\": 2", with: "\"errorCount\": 3"))
        }
        #expect(try run(["undo", "--yes"], on: files, secret: "") == 0)
        let text = files.text(Self.store) ?? ""
        #expect(text.contains("\"errorCount\": 3") && text.contains("anthropic:more"))
    }

    @Test func aPurgePlansAgain() throws {
        let files = Self.disk()
        #expect(try run(["models", "auth", "logout", "more", "--yes"], on: files, secret: "") == 0)
        let undisturbed = InMemoryFileSystem(copying: files)
        undisturbed.forgetCalls()
        undisturbed.restartCount()
        #expect(try run(["models", "auth", "purge", "--yes"], on: undisturbed, secret: "") == 0)
        #expect(undisturbed.tree().paths(containing: Fake.token).isEmpty)
        let call = try #require(undisturbed.calls.lastIndex { $0.operation == .lock })
        files.restartCount()
        // Somebody stores the secret again while the purge waits for its lock.
        files.before(call: call + 1) { files in
            guard let text = files.text(Self.store) else { return }
            files.addFile(Self.store, text.replacing(Fake.otherKey, with: Fake.token))
        }
        #expect(try run(["models", "auth", "purge", "more", "--yes"], on: files, secret: "") == 0)
        let backups = files.tree(Self.state + "/setup/backups")
        #expect(!backups.paths(containing: Fake.token).isEmpty, "its copy is one of a secret in use")
        #expect(files.text(Self.store)?.contains(Fake.token) == true)
    }

    /// The provider's answer takes time; these commands write after it.
    @Test(arguments: [
        "onboard --non-interactive --accept-risk --anthropic-api-key-file FILE --verify",
        "onboard --anthropic-api-key-file FILE --verify --save-unverified", "models auth verify default --record",
        "models auth verify more --record",
    ])
    func whatWaitedForTheNetworkPlansAgain(line: String) throws {
        let home = try TemporaryHome()
        try home.write("secret", Fake.apiKey)
        let files = Self.disk()
        let server = try StubServer { _ in
            Self.disturb(files)
            return .json(status: 200, LiveHome.message)
        }
        defer { server.stop() }
        let config = try #require(files.text(Self.config))
        files.addFile(Self.config, config.replacing("127.0.0.1:9'", with: "127.0.0.1:\(server.port)'"))
        #expect(try run(line.split(separator: " ").map(String.init), on: files, secret: home.path + "/secret") == 0)
        let after = (files.text(Self.config) ?? "", files.text(Self.store) ?? "")
        #expect(server.requests.count == 1 && after.0.hasPrefix(Self.comment) && after.1.contains(Self.member))
        #expect(after.1.contains(line.hasPrefix("onboard") ? Fake.apiKey : "lastUsed"))
    }

    // MARK: - Screens

    nonisolated static let changes: [HostEdit] = [
        .profile(.remove(id: "anthropic:more", agents: ["main"])),
        .profile(.clearFailures(id: "anthropic:default", agent: "main")),
        .profile(.copy(id: "anthropic:default", from: "main", to: ["ops"])),
    ]

    @Test(arguments: changes.indices) func aScreenPlansAgain(index: Int) throws {
        let files = Self.disk()
        let live = LiveHost(Self.host(files))
        let effects = LiveBrowseEffects(live, snapshot: live.read()) { _ in }
        guard case .profile(let change) = Self.changes[index] else { return }
        let first = try effects.browseHost.planner(.profile(change)).get()
        Self.disturb(files)
        guard case .failure(.changedMeanwhile) = effects.apply(first) else {
            Issue.record("the old plan was applied")
            return
        }
        let second = try effects.read().planner(.profile(change)).get()
        #expect(!second.isSameWrite(as: first) || index == 2)
        _ = try effects.apply(second).get()
        #expect(files.text(Self.config)?.hasPrefix(Self.comment) == true)
        #expect(files.text(Self.store)?.contains(Self.member) == true)
        _ = try effects.undo().get()
        #expect(files.text(Self.store)?.contains(Self.member) == true)
    }

    @Test func theWizardPlansAgain() throws {
        let files = Self.disk()
        let live = LiveHost(Self.host(files))
        let effects = LiveWizardEffects(live, snapshot: live.read(), checksUnasked: false)
        var answers = SetupAnswers(agents: ["main"])
        answers.take(Secret(Fake.apiKey))
        let first = try effects.wizardHost(live.read()).planner(answers).get()
        Self.disturb(files)
        guard case .failure(.changedMeanwhile) = effects.apply(first) else {
            Issue.record("the old plan was applied")
            return
        }
        let second = try effects.reread().get().planner(answers).get()
        _ = try effects.apply(second).get()
        #expect(files.text(Self.config)?.hasPrefix(Self.comment) == true)
        #expect(files.text(Self.store)?.contains(Self.member) == true)
        #expect(files.text(Self.store)?.contains(Fake.apiKey) == true)
    }
}
