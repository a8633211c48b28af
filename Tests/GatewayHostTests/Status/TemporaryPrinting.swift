import GatewayHost
import JSON5
import Testing

@Suite struct TemporaryPrinting {
    @Test func printing() throws {
        let minutes: Int64 = 60_000
        let now = StatusHost.now
        func show(_ host: StatusHost, agent: String? = nil, json: Bool = false) throws {
            print("-----")
            let report = try host.report(agent: agent)
            print(json ? report.document.json() : report.lines.joined(separator: "\n"))
        }
        try show(StatusHost())
        try show(StatusHost(store: StoreText.of(StoreText.key("anthropic:work"), StoreText.token("anthropic:default")), environment: ["ANTHROPIC_API_KEY": "sk-ant-api03-" + String(repeating: "E", count: 24)]))
        let resting = StatusHost(store: StoreText.of(StoreText.key("anthropic:a"), StoreText.key("anthropic:b"), StoreText.token("anthropic:old", expires: now - 1),
            stats: #""anthropic:a": { "cooldownUntil": \#(now + 4 * minutes), "errorCount": 3, "failureCounts": { "rate_limit": 2, "timeout": 1 } }, "anthropic:b": { "disabledUntil": \#(now + 300 * minutes), "disabledReason": "billing" }"#))
        try show(resting)
        try show(resting, json: true)
        try show(StatusHost(store: "{ nope"))
        try show(StatusHost(store: StoreText.of(StoreText.key("anthropic:a")), config: "{ nope"))
        try show(StatusHost(store: StoreText.of(StoreText.key("anthropic:a")), config: #"{ auth: { profiles: { "anthropic:x": { provider: "anthropic", mode: "token" } } } }"#))
        try show(StatusHost(store: StoreText.of(StoreText.key("anthropic:a")), config: #"{ agents: { defaults: { model: { primary: "openai/gpt-5.2", fallbacks: ["opus", "anthropic/claude-opus-4-6"] } } } }"#))
        try show(StatusHost(["openclaw.json": #"{ agents: { list: [{id:"work", default: true}, {id: "main"}] } }"#, "agents/work/agent/auth-profiles.json": StoreText.of(StoreText.token("anthropic:w"))]))
        try show(StatusHost(["agents/main/agent/openclaw-agent.sqlite": "SQLite format 3\0aaaa"]))
    }
}
