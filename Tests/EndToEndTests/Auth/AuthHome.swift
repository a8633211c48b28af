import Foundation

/// Homes for the commands of `models auth`.
extension TestHome {
    static let twoProfiles = """
        {
          "version": 1,
          "profiles": {
            "anthropic:default": { "type": "api_key", "provider": "anthropic", "key": "\(Fake.otherKey)", "note": "mine" },
            "anthropic:old": { "type": "token", "provider": "anthropic", "token": "\(Fake.otherToken)" }
          },
          "usageStats": {
            "anthropic:default": { "errorCount": 2, "cooldownUntil": 32500000000000, "failureCounts": { "rate_limit": 2 } }
          }
        }

        """

    static let twoAgentsConfig = """
        // kept by hand
        {
          agents: { list: [{ id: "main", default: true }, { id: "ops" }] },
          auth: { profiles: { "anthropic:default": { provider: "anthropic", mode: "api_key" },
                              "anthropic:old": { provider: "anthropic", mode: "token" } } },
        }

        """

    var opsStore: String { state + "/agents/ops/agent/auth-profiles.json" }

    /// Main with two profiles, and the agent ops, which uses main's.
    static func withProfiles(adding variables: [String: String] = [:]) throws -> TestHome {
        let home = try TestHome(variables: variables)
        try home.write(twoAgentsConfig, to: home.config)
        try home.write(twoProfiles, to: home.store)
        return home
    }

    /// Runs `models auth` with these arguments.
    func auth(_ arguments: String..., input: String? = nil) throws -> Run {
        try run(["models", "auth"] + arguments, input: input)
    }
}
