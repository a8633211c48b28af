import TerminalUI
import TestSupport

@testable import Screens

/// Hosts with model parameters.
enum ParametersFixture {
    static let path = ProfilesFixture.state + "/openclaw.json"
    static let listing = #"auth: { profiles: { "anthropic:default": { provider: "anthropic", mode: "api_key" } } }"#
    private static let key = ["main": ProfilesFixture.text([ProfilesFixture.key("default", "A")])]
    private static let token = ["main": ProfilesFixture.text([ProfilesFixture.token("default", "A")])]

    private static func config(_ models: String, _ rest: String = listing) -> String {
        """
        // by hand
        {
          agents: { defaults: {
            model: { primary: "anthropic/claude-opus-4-6", fallbacks: ["anthropic/claude-sonnet-4-5"] },\(models)
          } },
          \(rest),
        }

        """
    }

    private static func params(_ text: String) -> String {
        "\n    models: {\n      \"anthropic/claude-opus-4-6\": { params: { \(text) } }, // mine\n    },"
    }

    /// No parameters are set; paid by API credits.
    static var blank: ProfilesFixture { ProfilesFixture(config: config(""), key) }
    /// The default model has a temperature.
    static var written: ProfilesFixture { ProfilesFixture(config: config(params("temperature: 0.5")), key) }
    /// Paid by a Claude subscription.
    static var subscription: ProfilesFixture {
        ProfilesFixture(
            config: config(params("cacheRetention: 'long'"), listing.replacing("api_key", with: "token")),
            token
        )
    }
    /// The deprecated name, overridden by the default for API keys.
    static var legacy: ProfilesFixture { ProfilesFixture(config: config(params("cacheControlTtl: '1h'")), key) }
    /// A value out of its limits, and two unknown ones.
    static var odd: ProfilesFixture {
        ProfilesFixture(
            config: config(params("temperature: 2, topK: 40, 'a long name of somebody': { deep: [1, 2, 3] }")),
            key
        )
    }
    /// Agent ops has a temperature of its own.
    static func agents(_ release: String = "2026.3.13") -> ProfilesFixture {
        let text = """
            {
              meta: { lastTouchedVersion: "\(release)" },
              agents: {
                defaults: {
                  model: "anthropic/claude-opus-4-6",
                  models: { "anthropic/claude-opus-4-6": { params: { temperature: 0.5, cacheRetention: "long" } } },
                },
                list: [{ id: "main", default: true }, { id: "ops", params: { temperature: 0.2 } }],
              },
              \(listing),
            }

            """
        return ProfilesFixture(config: text, key)
    }
    static var broken: ProfilesFixture { ProfilesFixture(config: "{ gateway: { port: 1 \"opus\" } }\n", key) }
}

extension ProfilesWalk {
    /// A walk that starts on the parameters screen.
    static func parameters(
        _ fixture: ProfilesFixture = ParametersFixture.blank,
        size: Size = Size(columns: 80, rows: 24)
    ) -> ProfilesWalk {
        ProfilesWalk(fixture, size: size, atParameters: true)
    }
}
