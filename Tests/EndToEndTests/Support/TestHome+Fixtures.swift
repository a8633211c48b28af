extension TestHome {
    /// A config as people write it: comments, mixed quotes, trailing commas, a variable, an unknown value.
    static let handWrittenConfig = """
        // kept by hand
        {
          gateway: { mode: 'local', auth: { mode: "token", token: "${GATEWAY_TOKEN}" } }, // from the environment
          agents: { defaults: { model: { primary: "anthropic/claude-opus-4-6", }, }, },
          auth: { profiles: { "anthropic:default": { provider: "anthropic", mode: "api_key" } } },
        }

        """

    /// A store with one API key and an unknown field.
    static let handWrittenStore = """
        {
          "version": 1,
          "profiles": {
            "anthropic:default": { "type": "api_key", "provider": "anthropic", "key": "\(Fake.otherKey)", "note": "mine" }
          },
          "usageStats": { "anthropic:default": { "errorCount": 2, "lastFailureAt": 1770000000000 } }
        }

        """

    /// A host without any setup.
    static func fresh(adding variables: [String: String] = [:]) throws -> TestHome {
        try TestHome(variables: variables)
    }

    /// A host with a hand-written config and one API key.
    static func existing(adding variables: [String: String] = [:]) throws -> TestHome {
        let home = try TestHome(variables: ["GATEWAY_TOKEN": gatewayToken].merging(variables) { $1 })
        try home.write(handWrittenConfig, to: home.config)
        try home.write(handWrittenStore, to: home.store)
        return home
    }

    static let gatewayToken = String(repeating: "ab", count: 24)

    /// The gateway's program as npm installs it, reached by `FOLDER/openclaw`; a run of it leaves the file `ran`.
    func putGateway(in folder: String) throws {
        let package = root + "/" + folder + "/package"
        try writeScript("#!/bin/sh\ntouch \"$HOME/ran\"\n", to: package + "/openclaw.mjs")
        try write(#"{"name":"openclaw","version":"2026.2.9"}"#, to: package + "/package.json")
        try link("openclaw", in: folder, to: package + "/openclaw.mjs")
    }
}
