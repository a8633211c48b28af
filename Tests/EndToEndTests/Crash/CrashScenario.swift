import Foundation

/// A home, and the command that is made to fail at each of its writing calls.
struct CrashScenario: Sendable {
    var name: String
    var arguments: [String]
    /// A secret that no backup contains once the command has completed; until then all copies exist.
    var forgets: String?
    /// Creates the home before the command.
    var prepare: @Sendable (CrashBench) throws -> Void

    static let apiKey = "sk-ant-api03-" + String(repeating: "S", count: 95)
    static let token = "sk-ant-oat01-" + String(repeating: "T", count: 95)
    static let oldKey = "sk-ant-api03-" + String(repeating: "O", count: 95)
    static let secrets = [apiKey, token, oldKey]

    static let all = [
        fresh, existing, undoOfFresh, undoOfExisting, configSet, rotateAndPurge, logoutAndPurge, purgeLater,
    ]

    private static let onboardFresh = [
        "onboard", "--non-interactive", "--accept-risk", "--anthropic-api-key-file", "secret.txt", "--json",
    ]
    private static let onboardExisting = [
        "onboard", "--non-interactive", "--accept-risk", "--auth-choice", "token", "--token-provider", "anthropic",
        "--token-file", "secret.txt", "--token-profile-id", "anthropic:default",
        "--model", "anthropic/claude-sonnet-4-5", "--cache-retention", "long",
    ]

    static let fresh = CrashScenario(name: "onboard on an empty host", arguments: onboardFresh) { bench in
        try bench.write(apiKey, to: "secret.txt", mode: 0o600)
    }

    static let existing = CrashScenario(name: "onboard over what is there", arguments: onboardExisting) { bench in
        try prepareExisting(bench)
    }

    static let undoOfFresh = CrashScenario(name: "undo to an empty host", arguments: ["undo", "--yes"]) { bench in
        try bench.write(apiKey, to: "secret.txt", mode: 0o600)
        try bench.runOrFail(onboardFresh)
    }

    static let undoOfExisting = CrashScenario(name: "undo to what was there", arguments: ["undo", "--yes"]) { bench in
        try prepareExisting(bench)
        try bench.runOrFail(onboardExisting)
    }

    static let configSet = CrashScenario(
        name: "config set in an include",
        arguments: ["config", "set", "agents.defaults.model.primary", "anthropic/claude-haiku-4-5"]
    ) { bench in
        try prepareExisting(bench)
    }

    /// Two backups contain the old key by then: that of an earlier apply and that of this one.
    static let rotateAndPurge = CrashScenario(
        name: "rotate and purge",
        arguments: ["models", "auth", "rotate", "default", "--token-file", "secret.txt", "--purge", "--yes"],
        forgets: oldKey
    ) { bench in
        try prepareExisting(bench)
        try bench.runOrFail(["models", "auth", "clear-cooldown", "default"])
    }

    static let logoutAndPurge = CrashScenario(
        name: "logout and purge",
        arguments: ["models", "auth", "logout", "default", "--purge", "--yes"],
        forgets: oldKey
    ) { bench in
        try prepareExisting(bench)
        try bench.runOrFail(["models", "auth", "clear-cooldown", "default"])
    }

    static let purgeLater = CrashScenario(
        name: "purge later",
        arguments: ["models", "auth", "purge", "--yes"],
        forgets: oldKey
    ) { bench in
        try prepareExisting(bench)
        try bench.runOrFail(["models", "auth", "clear-cooldown", "default"])
        try bench.runOrFail(["models", "auth", "rotate", "default", "--token-file", "secret.txt"])
    }

    private static func prepareExisting(_ bench: CrashBench) throws {
        try bench.write(token, to: "secret.txt", mode: 0o600)
        try bench.write(config, to: "state/openclaw.json", mode: 0o640)
        try bench.write(agents, to: "state/conf/agents.json5", mode: 0o600)
        try bench.write(store, to: "state/agents/main/agent/auth-profiles.json", mode: 0o600)
    }

    private static let config = """
        // kept by hand
        {
          agents: { $include: "./conf/agents.json5" },
          gateway: { mode: "local", auth: { mode: "token", token: "${GATEWAY_TOKEN}" } }, // from the environment
          auth: {
            profiles: { "anthropic:default": { provider: "anthropic", mode: "api_key" } },
            order: { anthropic: ["anthropic:default"] },
          },
        }

        """

    private static let agents = """
        { defaults: { model: { primary: "anthropic/claude-opus-4-6", }, }, } // a file of its own

        """

    private static let store = """
        {
          "version": 1,
          "profiles": {
            "anthropic:default": { "type": "api_key", "provider": "anthropic", "key": "\(oldKey)", "note": "mine" }
          },
          "usageStats": { "anthropic:default": { "errorCount": 2, "cooldownUntil": 1770000300000 } }
        }

        """
}
