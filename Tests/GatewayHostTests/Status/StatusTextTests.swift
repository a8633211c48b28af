import GatewayHost
import JSON5
import TestSupport
import Testing

/// Times, remedies, order lines, cache texts, and what a report must never contain.
@Suite struct StatusTextTests {
    private let minute: Int64 = 60_000
    private let now = StatusHost.now

    /// The lines of one section, without its heading.
    private func section(_ heading: String, _ host: StatusHost) throws -> [String] {
        let lines = try host.report().lines
        let start = try #require(lines.firstIndex(of: heading))
        return Array(lines[(start + 1)...].prefix { $0 != "" })
    }

    @Test func everyUnavailableProfileHasAReasonATimeAndAWayOut() throws {
        let host = StatusHost(
            store: StoreText.of(
                StoreText.key("anthropic:a"),
                StoreText.key("anthropic:b"),
                StoreText.key("anthropic:c"),
                StoreText.key("anthropic:d"),
                StoreText.token("anthropic:old", expires: now - 1),
                stats: """
                    "anthropic:a": { "cooldownUntil": \(now + 4 * minute), "failureCounts": { "timeout": 1, "rate_limit": 3 } },
                    "anthropic:b": { "disabledUntil": \(now + 1500 * minute), "disabledReason": "billing" },
                    "anthropic:c": { "cooldownUntil": \(now + 60 * minute), "failureCounts": { "auth": 1 } },
                    "anthropic:d": { "cooldownUntil": \(now + 61 * minute) }
                    """
            )
        )
        #expect(
            try section("Unavailable auth profiles", host) == [
                "- anthropic:a: cooling down until 02:44 UTC (4 min): rate limit 3 times, timeout",
                "    Next: wait; the gateway tries it again from 02:44 UTC on (at once after: openclaw models auth clear-cooldown anthropic:a)",
                "- anthropic:c: cooling down until 03:40 UTC (1 h): not accepted",
                "    Next: openclaw models auth rotate anthropic:c",
                "- anthropic:d: cooling down until 03:41 UTC (1 h): reason not recorded",
                "    Next: wait; the gateway tries it again from 03:41 UTC on (at once after: openclaw models auth clear-cooldown anthropic:d)",
                "- anthropic:b: disabled until 2026-02-03 03:40 UTC (25 h): billing",
                "    Next: add credits at console.anthropic.com/settings/billing; the gateway tries it again from 2026-02-03 03:40 UTC on",
                "- anthropic:old expired on 2026-02-02",
                "    Next: claude setup-token, then openclaw models auth rotate anthropic:old",
            ]
        )
    }

    @Test func scriptsGetTheSameWaysOut() throws {
        let host = StatusHost(
            store: StoreText.of(
                StoreText.key("anthropic:a"),
                StoreText.key("anthropic:b"),
                stats: #""anthropic:a": { "cooldownUntil": \#(now + 1) }"#
            ),
            config: #"{ auth: { profiles: { "anthropic:a": { provider: "anthropic", mode: "api_key" } } } }"#
        )
        let auth = try host.report().document["auth"]
        #expect(auth?["unusableProfiles"]?[0]?["recovery"]?["reason"] == "reason not recorded")
        #expect(
            auth?["excludedProfiles"] == [
                [
                    "profileId": "anthropic:b", "provider": "anthropic", "kind": "notListed",
                    "recovery": [
                        "reason": "is not in auth.profiles: the gateway ignores it",
                        "next":
                            "openclaw models auth include anthropic:b, which lists it in auth.profiles or in the fixed order",
                    ],
                ]
            ]
        )
    }

    @Test func aTokenThatEndsWithinADayIsAFinding() throws {
        let host = StatusHost(store: StoreText.of(StoreText.token("anthropic:old", expires: now + 90 * minute)))
        let report = try host.report()
        #expect(report.checkExitCode == 2)
        #expect(
            report.lines.contains(
                "! anthropic:old ends at 04:10 UTC (2 h): replace it in time with openclaw models auth rotate anthropic:old"
            )
        )
    }

    @Test func aTimeIsNeverTooEarlyAndNamesAnotherDay() {
        let moments = MomentText(texts: .english, zone: .utc, now: now)
        #expect(moments.clock(now + 1) == "02:41 UTC")
        #expect(moments.clock(now) == "02:40 UTC")
        #expect(moments.clock(now - 1) == "02:39 UTC", "what is past does not seem to come")
        #expect(moments.clock(now + 22 * 60 * minute) == "2026-02-03 00:40 UTC")
        #expect(moments.remaining(1) == "1 min")
        #expect(moments.remaining(59 * minute) == "59 min")
        #expect(moments.remaining(47 * 60 * minute) == "47 h")
        #expect(moments.remaining(72 * 60 * minute) == "3 d")
        let tokyo = MomentText(texts: .english, zone: ClockZone(name: "JST") { _ in 9 * 3_600_000 }, now: now)
        #expect(tokyo.clock(now) == "11:40 JST")
    }

    @Test func theOrderSaysWhoFixedIt() throws {
        let profiles = StoreText.of(StoreText.key("anthropic:a"), StoreText.key("anthropic:b"))
        let automatic = try StatusHost(store: profiles).report().lines
        #expect(automatic.contains("    order: automatic: anthropic:a, anthropic:b"))
        let config = #"{ auth: { order: { anthropic: ["anthropic:b", "anthropic:a"] } } }"#
        let fixed = try StatusHost(store: profiles, config: config).report()
        #expect(fixed.lines.contains("    order: fixed in openclaw.json (all agents): anthropic:b, anthropic:a"))
        #expect(fixed.lines[2] == "  Why first: the order is fixed in openclaw.json, for all agents")
        let own = StoreText.of(
            StoreText.key("anthropic:a"),
            StoreText.key("anthropic:b"),
            order: #""anthropic": ["anthropic:b"]"#
        )
        let stored = try StatusHost(store: own, config: config).report()
        #expect(stored.lines.contains("    order: fixed in auth-profiles.json: anthropic:b"))
        #expect(stored.document["auth"]?["providers"]?[0]?["orderSource"] == "store")
        #expect(stored.document["auth"]?["providers"]?[0]?["effectiveOrder"] == ["anthropic:b"])
    }

    @Test(arguments: [
        (#"{ cacheRetention: "long" }"#, "long"),
        (#"{ cacheControlTtl: "1h" }"#, "long, from cacheControlTtl"),
        (#"{ cacheRetention: "ever" }"#, "short, the default"),
    ])
    func theCacheSaysWhereItsValueIsFrom(params: String, words: String) throws {
        let config = #"{ agents: { defaults: { models: { "anthropic/claude-opus-4-6": { params: \#(params) } } } } }"#
        let host = StatusHost(store: StoreText.of(StoreText.key("anthropic:a")), config: config)
        #expect(try host.report().lines.contains("  Cache: \(words)"))
    }

    @Test func scriptsGetTheCacheOfEveryNamedModel() throws {
        let config = """
            { agents: { defaults: { model: { primary: "anthropic/claude-opus-4-6", fallbacks: ["openai/gpt-5.2"] }, models: {
              "anthropic/claude-haiku-4-5": { params: { cacheRetention: "none" } } } } } }
            """
        let host = StatusHost(store: StoreText.of(StoreText.key("anthropic:a")), config: config)
        #expect(
            try host.report().document["cache"] == [
                ["model": "anthropic/claude-opus-4-6", "value": "short", "origin": "standard", "honoured": true],
                ["model": "anthropic/claude-haiku-4-5", "value": "none", "origin": "explicit", "honoured": true],
            ]
        )
    }

    @Test func theGatewayIsNamedWhenSomebodyAsked() throws {
        let report = try StatusHost(store: StoreText.of(StoreText.key("anthropic:a"))).report()
        #expect(StatusText(report, gateway: .running(process: 812)).lines.contains("  Gateway: running, pid 812"))
        #expect(StatusText(report, gateway: .stopped).lines.contains("  Gateway: not running"))
        #expect(!report.lines.contains { $0.contains("Gateway") })
    }

    @Test func noPartOfASecretButItsLastFourIsInAReport() throws {
        let sentinel = "sk-ant-api03-" + String(repeating: "Sentinel", count: 10)
        let host = StatusHost(
            store:
                #"{ "profiles": { "anthropic:a": { "type": "api_key", "provider": "anthropic", "key": "\#(sentinel)" } } }"#,
            config:
                #"{ models: { providers: { anthropic: { baseUrl: "https://x", apiKey: "\#(sentinel)", models: [] } } } }"#,
            environment: ["ANTHROPIC_API_KEY": sentinel]
        )
        let report = try host.report()
        for text in [report.lines.joined(separator: "\n"), report.document.json(), "\(report)"] {
            #expect(["sk-an", "Senti", "entin", "ntine", "tinel", "inelS"].allSatisfy { !text.contains($0) })
            #expect(text.contains("...inel"))
        }
    }

    @Test func everyTextOfStatusHasItsWords() throws {
        let hosts = [
            StatusHost(), StatusHost(store: "{"), StatusHost(store: StoreText.of(StoreText.key("anthropic:a"))),
        ]
        for host in hosts {
            #expect(try !host.report().lines.contains { $0.contains("[status.") })
        }
    }
}
