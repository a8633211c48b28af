import Foundation

/// A home before, and the command whose every write-side call is made to fail.
struct CrashScenario: Sendable {
    var name: String
    var arguments: [String]
    /// Makes the home that the command starts from.
    var prepare: @Sendable (CrashHome) throws -> Void

    static let apiKey = "sk-ant-api03-" + String(repeating: "S", count: 95)
    static let token = "sk-ant-oat01-" + String(repeating: "T", count: 95)
    static let oldKey = "sk-ant-api03-" + String(repeating: "O", count: 95)
    static let secrets = [apiKey, token, oldKey]

    static let all: [CrashScenario] = [fresh, existing, undoOfFresh, undoOfExisting]

    private static let onboardFresh = [
        "onboard", "--non-interactive", "--accept-risk", "--anthropic-api-key-file", "@secret", "--json",
    ]
    private static let onboardExisting = [
        "onboard", "--non-interactive", "--accept-risk", "--auth-choice", "token", "--token-provider", "anthropic",
        "--token-file", "@secret", "--token-profile-id", "anthropic:default",
        "--model", "anthropic/claude-sonnet-4-5", "--cache-retention", "long",
    ]

    static let fresh = CrashScenario(name: "onboard on an empty host", arguments: onboardFresh) { home in
        try home.write(apiKey, to: home.secretFile, mode: 0o600)
    }

    static let existing = CrashScenario(name: "onboard over what is there", arguments: onboardExisting) { home in
        try prepareExisting(home)
    }

    static let undoOfFresh = CrashScenario(name: "undo on a host that was empty", arguments: ["undo", "--yes"]) { home in
        try home.write(apiKey, to: home.secretFile, mode: 0o600)
        try home.runOrFail(onboardFresh)
    }

    static let undoOfExisting = CrashScenario(name: "undo over what was there", arguments: ["undo", "--yes"]) { home in
        try prepareExisting(home)
        try home.runOrFail(onboardExisting)
    }

    private static func prepareExisting(_ home: CrashHome) throws {
        try home.write(token, to: home.secretFile, mode: 0o600)
        try home.write(
            """
            // kept by hand
            {
              agents: { defaults: { model: { primary: "anthropic/claude-opus-4-6", }, }, },
              gateway: { mode: "local", auth: { mode: "token", token: "${GATEWAY_TOKEN}" } }, // from the environment
              auth: {
                profiles: { "anthropic:default": { provider: "anthropic", mode: "api_key" } },
                order: { anthropic: ["anthropic:default"] },
              },
            }

            """,
            to: home.config,
            mode: 0o640
        )
        try home.write(
            """
            {
              "version": 1,
              "profiles": {
                "anthropic:default": { "type": "api_key", "provider": "anthropic", "key": "\(oldKey)", "note": "mine" }
              },
              "usageStats": { "anthropic:default": { "errorCount": 2, "cooldownUntil": 1770000300000 } }
            }

            """,
            to: home.store,
            mode: 0o600
        )
    }
}
