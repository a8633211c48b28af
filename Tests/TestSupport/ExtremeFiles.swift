/// Stores, configs and our own files with extreme numbers in every place that holds a number.
///
/// Deterministic by seed, so that a failure can be reproduced.
package struct ExtremeFiles {
    /// By path relative to the state folder.
    package var files: [String: String] = [:]
    package var environment: [String: String] = [:]
    /// The time of the machine's clock, in Unix milliseconds.
    package var now: Int64 = 1_770_000_000_000

    /// As spelled in JSON: beyond 64 bits, beyond a double, fractions, negative, zero, and a few usual ones.
    package static let numbers = [
        "0", "-0", "1", "-1", "0.5", "-0.5", "1e-400", "1e400", "-1e400", "1e300", "-1e300", "1e13",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
        "36000001770000000000", "18446744073709551616", "8640000000000000", "8640000000000001", "-8640000000000000",
        "253402300799999", "253402300800000", "1770000000001", "1769999999999", "4294967296", "65535", "65536",
        String(repeating: "9", count: 400), "0." + String(repeating: "0", count: 400) + "1", "1e-7",
        "123456789012345678",
    ]
    private static let clocks: [Int64] = [
        1_770_000_000_000, 0, -1, .min, .max, 8_640_000_000_000_000, -8_640_000_000_000_000, 253_402_300_800_000,
    ]

    private var seed: UInt64

    package init(seed: UInt64) {
        self.seed = seed &* 0x9E37_79B9_7F4A_7C15
        // Each file has its own mixture; sometimes a plain one, which shows the effect of an extreme clock alone.
        let isPlain = next(8) == 0
        files["agents/main/agent/auth-profiles.json"] = store(isPlain)
        files["agents/ops/agent/auth-profiles.json"] = store(isPlain)
        files["openclaw.json"] = config(isPlain)
        files["setup/verified.json"] = """
            { "version": \(number()), "checks": [
              { "profileId": "anthropic:a", "digest": "\(String(repeating: "a", count: 64))", "model": "m", "host": "h",
                "at": \(number()), "outcome": "verified", "verified": true, "conclusive": true, "ms": \(number()) } ] }
            """
        files["setup/models-anthropic.json"] = """
            { "version": 2, "host": "api.anthropic.com", "fetchedAt": \(number()), "over": "2026-10-01",
              "models": [ { "id": "m", "name": "m", "contextWindow": \(number()), "maxTokens": \(number()) } ] }
            """
        files["setup/draft"] = """
            { "version": 1, "keptAt": \(number()), "page": "model", "intent": "add", "agents": ["main"] }
            """
        now = isPlain || next(3) == 0 ? Self.clocks[next(Self.clocks.count)] : now
        for name in ["OPENCLAW_GATEWAY_PORT", "PORT", "ESCDELAY", "COLUMNS", "LINES", "SOURCE_DATE_EPOCH"] {
            environment[name] = number()
        }
    }

    // MARK: - Texts

    private mutating func store(_ isPlain: Bool) -> String {
        let key = "sk-ant-api03-" + String(repeating: "A", count: 95)
        let token = "sk-ant-oat01-" + String(repeating: "T", count: 95)
        func value(_ file: inout ExtremeFiles) -> String { isPlain ? "1770000100000" : file.number() }
        var marks: [String] = []
        for id in ["anthropic:a", "anthropic:b", "anthropic:c", "anthropic:d", "anthropic:gone", "7"] {
            marks.append(
                """
                "\(id)": { "lastUsed": \(value(&self)), "cooldownUntil": \(value(&self)), "disabledUntil": \(value(&self)),
                  "disabledReason": "billing", "errorCount": \(value(&self)), "lastFailureAt": \(value(&self)),
                  "failureCounts": { "billing": \(value(&self)), "timeout": \(value(&self)) } }
                """
            )
        }
        return """
            { "version": \(value(&self)), "profiles": {
              "anthropic:a": { "type": "api_key", "provider": "anthropic", "key": "\(key)", "expires": \(value(&self)) },
              "anthropic:b": { "type": "token", "provider": "anthropic", "token": "\(token)", "expires": \(value(&self)) },
              "anthropic:c": { "type": "oauth", "provider": "anthropic", "access": "\(token)", "refresh": "r",
                "expires": \(value(&self)) },
              "anthropic:d": { "type": "oauth", "provider": "anthropic", "access": "\(token)", "expires": \(value(&self)) },
              "7": { "type": "token", "provider": "openai", "token": "t", "expires": \(value(&self)) } },
              "usageStats": { \(marks.joined(separator: ",\n")) } }
            """
    }

    private mutating func config(_ isPlain: Bool) -> String {
        guard !isPlain else { return #"{ agents: { list: [ { id: "main", default: true }, { id: "ops" } ] } }"# }
        let model = "anthropic/claude-opus-4-6"
        return """
            { agents: { list: [ { id: "main", default: true }, { id: "ops" } ], defaults: {
                maxConcurrent: \(number()), timeoutSeconds: \(number()), contextTokens: \(number()),
                mediaMaxMb: \(number()), subagents: { maxConcurrent: \(number()), archiveAfterMinutes: \(number()) },
                contextPruning: { keepLastAssistants: \(number()), softTrimRatio: \(number()) },
                models: { "\(model)": { params: { temperature: \(number()), maxTokens: \(number()) } } } } },
              auth: { cooldowns: { billingBackoffHours: \(number()), billingMaxHours: \(number()),
                failureWindowHours: \(number()), billingBackoffHoursByProvider: { anthropic: \(number()) } } },
              env: { shellEnv: { enabled: false, timeoutMs: \(number()) } },
              gateway: { port: \(number()), reload: { debounceMs: \(number()) } },
              models: { providers: { anthropic: { baseUrl: "https://api.anthropic.com", models: [
                { id: "m", name: "M", contextWindow: \(number()), maxTokens: \(number()),
                  cost: { input: \(number()), output: \(number()), cacheRead: \(number()), cacheWrite: \(number()) } } ] } },
                bedrockDiscovery: { refreshInterval: \(number()), defaultMaxTokens: \(number()) } } }
            """
    }

    /// One of the numbers.
    package mutating func number() -> String { Self.numbers[next(Self.numbers.count)] }

    private mutating func next(_ bound: Int) -> Int {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((seed >> 33) % UInt64(bound))
    }
}
