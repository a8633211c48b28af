import JSON5

extension Value {
    /// The text at a key.
    func string(_ key: String) -> String? { self[key]?.stringValue }

    /// The texts of the list at a key.
    func list(_ key: String) -> [String] { (self[key]?.arrayValue ?? []).compactMap(\.stringValue) }

    /// The members of the object at a key; none where there is no object.
    func members(_ key: String) -> Members { self[key]?.objectValue ?? [:] }

    /// The text of a recorded file, which stands there alone or beside the file's mode.
    var recordedText: String? { stringValue ?? self["text"]?.stringValue }

    /// A recorded JSON5 file as a value; nil where it cannot be read.
    var recordedValue: Value? { recordedText.flatMap { try? Document(parsing: $0).root } }

    /// A recorded credential store; nil where the gateway takes it for none, which is: no JSON, or without `profiles`.
    var recordedStore: Value? {
        guard let root = recordedText.flatMap({ try? Document(parsing: $0, dialect: .json).root }) else { return nil }
        return root["profiles"]?.objectValue == nil ? nil : root
    }
}

/// The steps of a case in `cooldown/`, and the files that they write.
struct GoldenSteps {
    let golden: Value

    var path: String { (golden.string("agentDir") ?? "") + "/auth-profiles.json" }
    var before: Value? { golden["before"]?[path] }
    var steps: [Value] { golden["steps"]?.arrayValue ?? [] }

    /// The store that other agents' profiles are taken from; nil for the main agent itself.
    var main: Value? {
        let main = "agents/main/agent/auth-profiles.json"
        return path == main ? nil : golden["before"]?[main]?.recordedStore
    }

    /// The steps of one kind with their numbers.
    func steps(_ kind: String) -> [(number: Int, op: Value, after: Value)] {
        steps.enumerated().compactMap { number, step in
            guard let op = step["op"], op.string("op") == kind else { return nil }
            return (number, op, step)
        }
    }

    /// The places of a profile's state and of the order from a step on: later steps stand on the earlier ones.
    func places(of profile: String, from number: Int) -> [String] {
        (number..<max(number, steps.count)).flatMap { step in
            ["inCooldown.\(profile)", "unusableUntil.\(profile)", "order", "file.usageStats.\(profile).*"].map {
                "steps.\(step).\($0)"
            }
        }
    }
}

/// One run of `onboard --non-interactive` in a recorded case, and what it found.
struct GoldenOnboarding {
    let flags: [String]
    let environment: Value
    let exitCode: Int64
    /// The files before it: of the config as a value, and the main agent's store.
    let config: Value?
    let store: Value?

    /// All runs of a case.
    static func all(_ golden: Value) -> [GoldenOnboarding] {
        var config = golden["filesBefore"]?["openclaw.json"]?.recordedValue
        var store = golden["filesBefore"]?["agents/main/agent/auth-profiles.json"]?.recordedStore
        return (golden["steps"]?.arrayValue ?? []).map { step in
            let run = GoldenOnboarding(
                flags: step.list("flags"),
                environment: golden["env"] ?? [:],
                exitCode: step["exitCode"]?.intValue ?? 0,
                config: config,
                store: store
            )
            for (path, file) in step["after"]?.members("files") ?? [:] {
                if path.hasSuffix("/openclaw.json") { config = file.recordedValue }
                if path.hasSuffix("agents/main/agent/auth-profiles.json") { store = file.recordedStore }
            }
            return run
        }
    }

    func value(of flag: String) -> String? {
        if let index = flags.firstIndex(of: flag), index + 1 < flags.count { return flags[index + 1] }
        return flags.first { $0.hasPrefix(flag + "=") }.map { String($0.dropFirst(flag.count + 1)) }
    }

    var choice: String {
        if let choice = value(of: "--auth-choice") { return choice }
        return value(of: "--anthropic-api-key") == nil ? "skip" : "apiKey"
    }

    /// The credential given, from a flag or from the environment.
    var secret: String? {
        guard choice == "apiKey" else { return choice == "token" ? value(of: "--token") : nil }
        if let key = value(of: "--anthropic-api-key") { return key.goldenTrimmed }
        return environment.string("ANTHROPIC_OAUTH_TOKEN") ?? environment.string("ANTHROPIC_API_KEY")
    }

    /// Whether the credential given is one that stands for a subscription.
    var isSetupToken: Bool { secret?.hasPrefix("sk-ant-oat01-") == true }

    /// What the gateway takes the credential for, and the name that it gives it.
    var kind: String { choice == "apiKey" ? "api_key" : "token" }
    var name: String { value(of: "--token-profile-id") ?? "anthropic:default" }

    /// The profile stored under that name.
    var stored: Value? { store?["profiles"]?[name] }
}

extension String {
    var goldenTrimmed: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
