import Foundation
import TestSupport

/// A host whose files contain hostile names in every place, and whose provider returns them.
struct HostileHome {
    let home: TestHome
    let server: StubServer

    /// `escaped`: the files use `\u` escapes instead of raw bytes. `isAccepted`: the gateway accepts the config, so
    /// hostile names are only in places that accept any name.
    init(_ name: String = Hostile.name, escaped: Bool = true, isAccepted: Bool = false) throws {
        let quoted = Hostile.quoted(name, escaped: true)
        server = try StubServer { request in
            let answer = #"{"type":"error","error":{"type":\#(quoted),"message":\#(quoted)},"request_id":\#(quoted)}"#
            let models = #"{"data":[{"type":"model","id":\#(quoted),"display_name":\#(quoted)}],"has_more":false}"#
            return request.hasPrefix("GET") ? .json(status: 200, models) : .json(status: 400, answer)
        }
        home = try TestHome()
        let text = Names(name: name, escaped: escaped)
        let port = server.port
        try home.write(isAccepted ? text.acceptedConfig(port: port) : text.config(port: port), to: home.config)
        try home.write("{ \(text("more")): { \(text("key")): 1 } }\n", to: home.state + "/" + Hostile.fileName)
        try home.write(text.store, to: home.store)
        try home.write(
            "FOO\(Hostile.fileName)=1\nexport BAR=\"\(name)\"\nANTHROPIC_MODEL=\(name)\n",
            to: home.state + "/.env"
        )
        try home.write(text.checks, to: home.setup + "/verified.json")
        try home.write(text.models, to: home.setup + "/models-anthropic.json")
    }

    /// The texts of the files.
    private struct Names {
        let name: String
        let escaped: Bool

        /// The name as a JSON string, after a prefix.
        func callAsFunction(_ lead: String = "") -> String { Hostile.quoted(lead + name, escaped: escaped) }

        func config(port: Int) -> String {
            """
            {
              "$include": \(Hostile.quoted("./" + Hostile.fileName, escaped: true)),
              "agents": {
                "defaults": {
                  "model": { "primary": \(self("anthropic/")), "fallbacks": [ \(self()), "anthropic/claude-opus-4-6" ] },
                  "models": {
                    \(self("anthropic/")): { "alias": \(self()), "params": { "cacheControlTtl": "1h", "temperature": \(self()) } },
                    "anthropic/claude-opus-4-6": { "alias": \(self()), "params": { \(self()): \(self()) } }
                  },
                  "workspace": \(self("/tmp/"))
                },
                "list": [
                  { "id": "main", "name": \(self()), "default": true },
                  { "id": \(self()), "name": \(self()), "agentDir": \(self("/tmp/")) }
                ]
              },
              "auth": {
                "profiles": {
                  \(self("anthropic:")): { "provider": "anthropic", "mode": "api_key", "email": \(self()) },
                  "anthropic:ok": { "provider": "anthropic", "mode": "token", "email": \(self()) },
                  \(self("p:")): { "provider": \(self()), "mode": \(self()) }
                },
                "order": { "anthropic": [ \(self("anthropic:")), "anthropic:ok" ], \(self()): [ \(self()) ] }
              },
              "models": { "providers": {
                "anthropic": { "baseUrl": "http://127.0.0.1:\(port)", "headers": { "x-h": \(self()), \(self()): "x" }, "models": [] },
                \(self()): { "baseUrl": \(self("http://")), "models": [] }
              } },
              \(self()): { \(self()): 1 },
              "env": { "vars": { "FOO": \(self()), \(self()): "${\(Hostile.quoted(name, escaped: escaped).dropFirst().dropLast())}" } }
            }

            """
        }

        func acceptedConfig(port: Int) -> String {
            """
            {
              // \(name.replacing("\n", with: " ").replacing("\r", with: " ").replacing("\u{2028}", with: "").replacing("\u{2029}", with: ""))
              "agents": {
                "defaults": {
                  "model": { "primary": \(self("anthropic/")), "fallbacks": [ \(self("anthropic/x")), "anthropic/claude-opus-4-6" ] },
                  "models": {
                    \(self("anthropic/")): { "alias": \(self()), "params": { "temperature": \(self()), \(self()): \(self()) } },
                    "anthropic/claude-opus-4-6": { "alias": \(self("o")) }
                  },
                  "workspace": \(self("/tmp/"))
                },
                "list": [
                  { "id": "main", "name": \(self()), "default": true },
                  { "id": \(self("ops")), "name": \(self()) }
                ]
              },
              "auth": {
                "profiles": {
                  \(self("anthropic:")): { "provider": "anthropic", "mode": "api_key", "email": \(self()) },
                  "anthropic:ok": { "provider": "anthropic", "mode": "token", "email": \(self()) }
                },
                "order": { "anthropic": [ \(self("anthropic:")), "anthropic:ok" ] }
              },
              "models": { "providers": { "anthropic": { "baseUrl": "http://127.0.0.1:\(port)", "models": [] } } },
              "env": { "vars": { "FOO": \(self()), \(self()): \(self()) } }
            }

            """
        }

        var store: String {
            """
            {
              "version": 1,
              "profiles": {
                \(self("anthropic:")): { "type": "api_key", "provider": "anthropic", "key": "\(Fake.apiKey)", "email": \(self()) },
                "anthropic:ok": {
                  "type": "token", "provider": "anthropic", "token": "\(Fake.token)", "email": \(self()), "expires": 4102444800000
                },
                \(self("o:")): {
                  "type": "oauth", "provider": "anthropic", "access": "\(Fake.otherToken)", "refresh": "\(Fake.otherToken)",
                  "expires": 1, "email": \(self()), "clientId": \(self())
                },
                \(self("x:")): { "type": \(self()), "provider": \(self()), "key": \(self()) }
              },
              "order": { "anthropic": [ \(self("anthropic:")), \(self()) ] },
              "lastGood": { "anthropic": \(self("anthropic:")), \(self()): \(self()) },
              "usageStats": {
                \(self("anthropic:")): {
                  "errorCount": 2, "disabledReason": \(self()), "disabledUntil": 4102444800000, "failureCounts": { \(self()): 3 }
                },
                \(self("gone:")): { "cooldownUntil": 4102444800000 }
              },
              \(self()): \(self())
            }

            """
        }

        /// The content of our own folder, as if another program had written it.
        var checks: String {
            """
            { "version": 1, "profiles": { \(self("anthropic:")): {
              "digest": "00", "model": \(self()), "host": \(self()), "at": 1, "outcome": \(self()), "verified": true, "conclusive": true
            } } }

            """
        }

        var models: String {
            """
            { "version": 2, "host": "http://127.0.0.1", "fetchedAt": 1, "over": "2026-10-01",
              "models": [ { "id": "m", "name": \(self()) } ] }

            """
        }
    }
}
