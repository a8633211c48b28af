import FileTransactions
import GatewayHost
import Secrets
import TestSupport

/// A host in memory on which every command and every act of a screen has something to do, and the other program that
/// writes into its files.
enum ChangingHost {
    static let state = "/home/jo/.openclaw"
    static let config = state + "/openclaw.json"
    static let store = state + "/agents/main/agent/auth-profiles.json"
    static let comment = "// by another program\n"
    static let member = #""note": "by another program""#

    static func disk() -> InMemoryFileSystem {
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

    /// The program's host on that disk.
    static func host(_ files: InMemoryFileSystem) -> GatewayHost.Host {
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

    /// Another program writes into both files, as an editor and the gateway do.
    static func disturb(_ files: InMemoryFileSystem) {
        if let text = files.text(config) { files.addFile(config, comment + text) }
        if let text = files.text(store) {
            files.addFile(store, text.replacing("\"version\": 1,", with: "\"version\": 1, \(member),"))
        }
    }

    /// How a disturbed disk differs from one that is the same but for the other program's edits; nil if it does not.
    static func difference(_ disturbed: InMemoryFileSystem, from undisturbed: InMemoryFileSystem) -> String? {
        let (config, store) = (disturbed.text(config) ?? "", disturbed.text(store) ?? "")
        guard config.hasPrefix(comment), store.contains(member) else { return "the other's edits are lost" }
        let mine = timeless(String(config.dropFirst(comment.count)))
        let theirs = timeless(undisturbed.text(Self.config) ?? "")
        guard mine == theirs else { return "\(mine)\nis not\n\(theirs)" }
        let text = store.replacing(" \(member),", with: "")
        return text == undisturbed.text(Self.store) ? nil : "\(text)\nis not\n\(undisturbed.text(Self.store) ?? "")"
    }

    /// Without the time of the run: reading a file that was just written takes a moment.
    private static func timeless(_ config: String) -> String { config.replacing(/lastRunAt: '[^']*'/, with: "") }
}
