import Anthropic
import TestSupport

/// Makes hosts: each leans towards one state of the verdict, with things at random beside it.
struct HostGenerator {
    /// A check that the host remembers.
    struct Check {
        let id: String
        let secret: String
        let outcome: Verification.Outcome
        let model: String
    }

    /// The states that must be reached.
    static let words = [
        "answers", "answersWithFallback", "answersInService", "rests", "nothingStored", "noCredential", "noneFit",
        "loginDead", "refused", "placeholder", "reference", "configRefused", "configUnreadable", "storeUnreadable",
        "newerStore", "awsCredentials", "claudeCli",
    ]
    /// A run that is in every secret.
    static let sentinel = String(repeating: "S", count: 24)

    /// A key of another provider that is none of Claude's.
    private static func otherKey(_ id: String, of provider: String) -> String {
        #""\#(id)": { "type": "api_key", "provider": "\#(provider)", "key": "other-\#(sentinel)" }"#
    }

    private var random: SeededRandom
    private(set) var checks: [Check] = []
    private(set) var theme = ""
    private var profiles: [String] = []
    private var marks: [String] = []
    private var primary = "anthropic/claude-opus-4-6"
    private var fallbacks: [String] = []
    private var sections: [String] = []
    private var more: [String] = []
    private var files: [String: String] = [:]
    private var environment: [String: String] = [:]
    private var unit: String?

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func next() -> StatusHost {
        (checks, profiles, marks, fallbacks, sections, more) = ([], [], [], [], [], [])
        (files, environment, unit, primary) = ([:], [:], nil, "anthropic/claude-opus-4-6")
        theme = Self.words.randomElement(using: &random) ?? ""
        lean()
        besides()
        return host()
    }

    /// What the theme needs.
    private mutating func lean() {
        switch theme {
        case "answers": addKey(outcome: chance(2) ? .verified : nil)
        case "answersWithFallback":
            primary = "zai/glm"
            fallbacks = ["anthropic/claude-opus-4-6"]
            addKey(outcome: nil)
        case "answersInService":
            unit = "[Service]\nEnvironment=ANTHROPIC_API_KEY=sk-ant-api03-\(Self.sentinel)\n"
        case "rests":
            addKey(outcome: nil)
            marks.append(#""anthropic:p0": { "errorCount": 1, "cooldownUntil": \#(StatusHost.now + 60_000) }"#)
        case "noCredential":
            primary = "zai/glm"
            addKey(outcome: nil)
        case "noneFit":
            profiles.append(#""anthropic:p0": { "type": "api_key", "provider": "anthropic", "key": " " }"#)
        case "loginDead":
            let refresh = chance(2) ? "" : #", "expires": 1000"#
            let access = refresh.isEmpty ? "" : #", "access": "\#(Self.sentinel)""#
            profiles.append(
                #""anthropic:p0": { "type": "oauth", "provider": "anthropic"\#(access)\#(refresh), "refresh": "\#(refresh.isEmpty ? Self.sentinel : "")" }"#
            )
        case "refused":
            addKey(outcome: [.rejected, .forbidden, .creditTooLow, .modelNotAllowed].randomElement(using: &random))
        case "placeholder":
            let text = ["op://vault/key", "your-api-key-here", "${ANTHROPIC_KEY}"].randomElement(using: &random) ?? ""
            profiles.append(#""anthropic:p0": { "type": "api_key", "provider": "anthropic", "key": "\#(text)" }"#)
        case "reference":
            let source = ["env", "file", "exec"].randomElement(using: &random) ?? ""
            profiles.append(
                #""anthropic:p0": { "type": "api_key", "provider": "anthropic", "keyRef": { "source": "\#(source)", "provider": "default", "id": "A_KEY" } }"#
            )
        case "configRefused":
            more.append(chance(2) ? #"gateway: { port: "high" }"# : #"gatewy: { port: 1 }"#)
            if chance(2) { addKey(outcome: .verified) }
        case "configUnreadable":
            files["openclaw.json"] = "{ gateway: { port: 1"
            if chance(2) { addKey(outcome: nil) }
        case "storeUnreadable": files["agents/main/agent/auth-profiles.json"] = "{ \"version\": 1, "
        case "newerStore":
            files["agents/main/agent/openclaw-agent.sqlite"] =
                "SQLite format 3\u{0}" + String(repeating: "x", count: 84)
        case "awsCredentials":
            sections.append(#"anthropic: { baseUrl: "https://api.anthropic.com", models: [], auth: "aws-sdk" }"#)
            if chance(2) { addKey(outcome: nil) }
        case "claudeCli":
            primary = "claude-cli/opus-4.5"
            if chance(2) { profiles.append(Self.otherKey("claude-cli:p", of: "claude-cli")) }
        default: break
        }
    }

    /// Things that need not change anything, each at times.
    private mutating func besides() {
        if chance(8) { environment["ANTHROPIC_API_KEY"] = chance(2) ? " " : "sk-ant-api03-\(Self.sentinel)" }
        if chance(8) { profiles.append(Self.otherKey("zai:default", of: "zai")) }
        if chance(8) { addKey(outcome: chance(2) ? .rejected : nil) }
        if chance(8), unit == nil { unit = "[Service]\nExecStart=openclaw gateway\n" }
        if chance(8) { fallbacks.append("zai/glm") }
        if chance(8) { more.append(#"auth: { order: { anthropic: ["anthropic:p1", "anthropic:p0"] } }"#) }
    }

    private mutating func addKey(outcome: Verification.Outcome?) {
        let id = "anthropic:p\(profiles.count)"
        let secret = "sk-ant-api03-\(Self.sentinel)\(profiles.count)"
        profiles.append(#""\#(id)": { "type": "api_key", "provider": "anthropic", "key": "\#(secret)" }"#)
        guard let outcome else { return }
        checks.append(Check(id: id, secret: secret, outcome: outcome, model: "claude-opus-4-6"))
    }

    private func host() -> StatusHost {
        var files = files
        let model =
            #"{ primary: "\#(primary)", fallbacks: [\#(fallbacks.map { "\"\($0)\"" }.joined(separator: ", "))] }"#
        var members = ["agents: { defaults: { model: \(model) } }"] + more
        if !sections.isEmpty { members.append("models: { providers: { \(sections.joined(separator: ", ")) } }") }
        files["openclaw.json"] = files["openclaw.json"] ?? "{ \(members.joined(separator: ", ")) }"
        let store = "agents/main/agent/auth-profiles.json"
        if !profiles.isEmpty, files[store] == nil {
            files[store] =
                #"{ "version": 1, "profiles": { \#(profiles.joined(separator: ", ")) }, "#
                + #""usageStats": { \#(marks.joined(separator: ", ")) } }"#
        }
        let host = StatusHost(files, environment: environment)
        if let unit { host.files.addFile("/home/jo/.config/systemd/user/openclaw-gateway.service", unit) }
        return host
    }

    /// True once in `count` times.
    private mutating func chance(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }
}

/// A small deterministic generator (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
