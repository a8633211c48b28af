import Anthropic
import FileTransactions
import GatewayHost
import Secrets
import TestSupport

/// A machine in memory for status tests: files, environment, and the golden data's clock.
struct StatusHost {
    static let now: Int64 = 1_770_000_000_000

    let files: InMemoryFileSystem
    let state: String
    var environment: [String: String]

    /// `files` are relative to the state folder.
    init(
        _ files: [String: String] = [:],
        environment: [String: String] = [:],
        state: String = "/home/jo/.openclaw",
        now: Int64 = Self.now
    ) {
        self.files = InMemoryFileSystem(now: now)
        self.state = state
        self.environment = ["HOME": "/home/jo"].merging(environment) { $1 }
        self.files.addFolder("/home/jo")
        for (name, text) in files { self.files.addFile("\(state)/\(name)", text) }
    }

    /// A host with a store for main, and optionally a config.
    init(store: String, config: String? = nil, environment: [String: String] = [:]) {
        var files = ["agents/main/agent/auth-profiles.json": store]
        files["openclaw.json"] = config
        self.init(files, environment: environment)
    }

    var live: LiveHost { LiveHost(.inMemory(files, environment: environment)) }
    var snapshot: HostSnapshot { live.read() }

    func report(agent: String? = nil) throws(Problem) -> StatusReport {
        let snapshot = snapshot
        return try StatusReport(snapshot, live, agent: agent, further: snapshot.furtherProblems(live))
    }
}

extension StatusHost {
    /// Remembers a check of a credential.
    func note(
        _ outcome: Verification.Outcome,
        of id: String,
        _ secret: String,
        model: String = "claude-opus-4-6"
    ) throws {
        let snapshot = snapshot
        var records = VerifiedRecords.read(on: snapshot, live)
        let verification = Verification(outcome, model: model, host: "api.anthropic.com")
        try records.note(verification, profileID: id, Secret(secret), on: snapshot, live)
    }
}

/// Texts of stores with fake secrets in them.
enum StoreText {
    static func of(_ profiles: String..., stats: String = "", order: String = "") -> String {
        var members = [#""version": 1"#, #""profiles": { \#(profiles.joined(separator: ", ")) }"#]
        if !order.isEmpty { members.append(#""order": { \#(order) }"#) }
        if !stats.isEmpty { members.append(#""usageStats": { \#(stats) }"#) }
        return "{ \(members.joined(separator: ", ")) }"
    }

    static func key(_ id: String, provider: String = "anthropic", _ letter: String = "A") -> String {
        let key = "sk-ant-api03-" + String(repeating: letter, count: 24)
        return #""\#(id)": { "type": "api_key", "provider": "\#(provider)", "key": "\#(key)" }"#
    }

    static func token(_ id: String, _ letter: String = "T", expires: Int64? = nil) -> String {
        let token = "sk-ant-oat01-" + String(repeating: letter, count: 95)
        let end = expires.map { #", "expires": \#($0)"# } ?? ""
        return #""\#(id)": { "type": "token", "provider": "anthropic", "token": "\#(token)"\#(end) }"#
    }
}
