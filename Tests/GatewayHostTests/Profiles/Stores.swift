import CredentialStores
import Credentials
import GatewayHost
import JSON5
import Secrets
import TestSupport

/// Initial stores for tests of profile changes.
enum Stores {
    static let oneKey = """
        {
          "version": 1,
          "profiles": {
            "anthropic:key": { "type": "api_key", "provider": "anthropic", "key": "\(Fake.text(Fake.apiKey()))" }
          }
        }

        """
    static let otherKey = oneKey.replacingOccurrences(Fake.text(Fake.apiKey()), Fake.text(Fake.apiKey("O")))

    static let keyAndToken = """
        {
          "version": 1,
          "profiles": {
            "anthropic:key": {
              "type": "api_key", "provider": "anthropic", "key": "\(Fake.text(Fake.apiKey()))", "note": "mine"
            },
            "anthropic:token": {
              "type": "token", "provider": "anthropic", "token": "\(Fake.text(Fake.token()))", "expires": 1900000000000
            }
          }
        }

        """

    /// Both profiles are in a cooldown.
    static let failing = keyAndToken.replacingOccurrences(
        "\n  }\n}\n",
        """

          },
          "lastGood": { "anthropic": "anthropic:key" },
          "usageStats": {
            "anthropic:key": {
              "errorCount": 2, "cooldownUntil": 1770000300000, "lastFailureAt": 1769999990000,
              "failureCounts": { "rate_limit": 2 }
            },
            "anthropic:token": { "errorCount": 1, "disabledUntil": 1770010000000, "disabledReason": "billing" }
          }
        }

        """
    )

    /// Main, which is the default, and ops.
    static func twoAgents(ops: String?, main: String = keyAndToken) -> TestHost {
        let host = TestHost(
            config: #"{ agents: { list: [{ id: "main", default: true }, { id: "ops" }] } }"#,
            store: main
        )
        if let ops { host.files.addFile(TestHost.store(of: "ops"), ops) }
        return host
    }
}

extension NewCredential {
    static func apiKey(_ letter: String, id: String? = nil) -> NewCredential {
        var credential = NewCredential(Fake.apiKey(letter), kind: .apiKey, agents: ["main"])
        credential.profileID = id
        return credential
    }

    static func token(_ letter: String, id: String? = nil) -> NewCredential {
        var credential = NewCredential(Fake.token(letter), kind: .setupToken, agents: ["main"])
        credential.profileID = id
        return credential
    }
}

extension TestHost {
    func plan(_ change: ProfileChange) throws -> ChangePlan {
        try ProfilePlanner(snapshot: snapshot()).plan(change)
    }

    /// Plans and applies; returns the plan.
    @discardableResult
    func apply(_ change: ProfileChange) throws -> ChangePlan {
        let plan = try plan(change)
        _ = try live.apply(plan).get()
        return plan
    }

    /// The order in which an agent's Anthropic profiles are tried.
    func order(of agent: String = "main") -> [String] {
        func contents(_ agent: String) -> StoreContents {
            let text = files.text(Self.store(of: agent)) ?? #"{"profiles":{}}"#
            return (try? JSONCredentialStore(reading: Array(text.utf8)).contents) ?? StoreContents()
        }
        let config = files.text(Self.config).flatMap { try? Document(parsing: $0).root }
        let read = agent == "main" ? contents(agent) : contents(agent).reading(through: contents("main"))
        let listing = releases.detect().listing(of: config)
        return ProfileOrder(listing: listing, store: read, provider: "anthropic", now: 1_770_000_000_000).ids
    }
}
