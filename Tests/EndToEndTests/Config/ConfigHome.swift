import Foundation

/// A realistic config: 20 KB, comments of all kinds, includes, variables, Windows line ends, a byte order mark.
extension TestHome {
    static let agentsInclude = """
        // agents live here
        {
          defaults: {
            model: { primary: "anthropic/claude-opus-4-6" }, // the best
            models: {
              "anthropic/claude-opus-4-6": { alias: "opus", params: { cacheControlTtl: "1h", temperature: 0.3 } },
            },
            heartbeat: { every: '${BEAT}' },
          },
          list: [ { id: 'main', default: true }, { id: 'ops' }, ],
        }

        """

    static let longConfig: String = {
        let profiles = (0..<120).map { number in
            """
                  // profile \(number)
                  'anthropic:p\(number)': { provider: 'anthropic', mode: 'api_key', email: 'p\(number)@example.com' }, // \(number)
            """
        }
        let text = """
            // written by hand, äöü 漢字 🙂
            /* block
               comment */
            {
              meta: { lastTouchedVersion: '2026.2.9', },

              gateway: { mode: 'local', port: 0x4965, // hexadecimal
                bind: "loopback",
                auth: { mode: 'token', token: '${GATEWAY_TOKEN}' } },
            \tenv: { vars: { MY_API_KEY: '\(Fake.otherKey)', }, },
              agents: { $include: './conf/agents.json5' },
              auth: {
                profiles: {
            \(profiles.joined(separator: "\n"))
                },
                order: { anthropic: [ 'anthropic:p1', 'anthropic:p2', ], },
              },
              channels: { telegram: { botToken: '\(Fake.otherToken)' }, }, // not looked into
            }

            """
        return "\u{FEFF}" + text.replacing("\n", with: "\r\n")
    }()

    var agentsFile: String { state + "/conf/agents.json5" }

    /// A host with that configuration.
    static func handKept() throws -> TestHome {
        let home = try TestHome(variables: [
            "GATEWAY_TOKEN": gatewayToken, "BEAT": "30m", "ANTHROPIC_API_KEY": Fake.apiKey,
        ])
        try home.write(longConfig, to: home.config)
        try home.write(agentsInclude, to: home.agentsFile)
        return home
    }

    /// Both files, to check that nothing changed.
    func configBytes() throws -> [Data] {
        try [config, agentsFile].map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
    }
}
