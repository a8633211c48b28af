import TestSupport

/// One way to make a host large, and the command that reads it.
struct GrowthTrial: Sendable {
    let name: String
    let arguments: [String]
    var input = ""
    /// The sizes, each twice the previous one.
    let counts: [Int]
    /// The accepted exit codes.
    var statuses: Set<Int32> = [0]
    /// The maximum ratio to a plain host of the same size; nil if the command also has more output, or if the host has
    /// many more lines or values than a plain one of that size.
    var plainLimit: Double? = 2
    /// Whether it changes its host, which is then created again for each run.
    var writes = false
    let make: @Sendable (TemporaryHome, Int) throws -> Void
    /// Creates a host of the same size without anything unusual.
    var makePlain: @Sendable (TemporaryHome, Int) throws -> Void = {
        try Job.write("write-config", $1, to: $0.plainConfig())
    }

    static let all = [status, keys, validate, set, bombs, variables, dotenv, profiles, agents].flatMap { $0 }

    private static let read = ["models", "status", "--json"]
    private static let newKey = "sk-ant-api03-" + String(repeating: "N", count: 95)

    /// Small members of an object, 13 bytes each.
    private static func members(_ count: Int) -> String {
        (0..<count).map { "K\($0): 'v'" }.joined(separator: ", ")
    }

    // MARK: - Texts of a configuration

    private static let status = [
        GrowthTrial(name: "one text of ${", arguments: read, counts: [25_000, 50_000, 100_000, 200_000]) {
            try $0.config("{ env: { vars: { X: '\(String(repeating: "${", count: $1))' } } }")
        },
        GrowthTrial(name: "names that do not end", arguments: read, counts: [25_000, 50_000, 100_000, 200_000]) {
            try $0.config("{ env: { vars: { X: '\(String(repeating: "${AB", count: $1))' } } }")
        },
        GrowthTrial(name: "models with an API key", arguments: read, counts: [5000, 10_000, 20_000, 40_000]) {
            let models = (0..<$1).map { "'anthropic/m\($0)': { alias: 'a\($0)' }" }.joined(separator: ", ")
            let profile = "auth: { profiles: { p: { provider: 'anthropic', mode: 'api_key' } } }"
            try $0.config("{ \(profile), agents: { defaults: { models: { \(models) } } } }")
        } makePlain: {
            // The same models without an API key, for which the gateway adds no defaults.
            let entry = "'anthropic/m10000': { alias: 'a10000' }, "
            let models = (0..<$1 / entry.count).map { "'anthropic/m\($0)': { alias: 'a\($0)' }" }
            try $0.config("{ agents: { defaults: { models: { \(models.joined(separator: ", ")) } } } }")
        },
        GrowthTrial(name: "a key of so many bytes", arguments: read, counts: [250_000, 500_000, 1_000_000, 2_000_000]) {
            try $0.config("{ '\(String(repeating: "k", count: $1))': 1 }")
        },
    ]

    private static let keys = [read, ["config", "get", "env"], ["config", "get", "env", "--origin"]].map { arguments in
        GrowthTrial(
            name: "env.vars",
            arguments: arguments,
            counts: [12_500, 25_000, 50_000, 100_000],
            plainLimit: arguments == read ? 2 : nil
        ) {
            try $0.config("{ env: { vars: { \(members($1)) } } }")
        } makePlain: {
            try $0.config("{ channels: { plain: { \(members($1 / 13)) } } }")
        }
    }

    private static let validate = [
        GrowthTrial(
            name: "values of a wrong type",
            arguments: ["config", "validate"],
            counts: [2500, 5000, 10_000, 20_000],
            statuses: [1],
            plainLimit: nil
        ) {
            let models = (0..<$1).map { "'anthropic/m\($0)': 1" }.joined(separator: ",\n")
            try $0.config("{ agents: { defaults: { models: { \(models) } } } }")
        },
        GrowthTrial(
            name: "unknown keys",
            arguments: ["config", "validate"],
            counts: [2500, 5000, 10_000, 20_000],
            statuses: [1],
            plainLimit: nil
        ) { try $0.config("{ \((0..<$1).map { "bad\($0): 1" }.joined(separator: ", ")) }") },
        GrowthTrial(
            name: "older cache settings",
            arguments: ["config", "migrate", "--yes"],
            counts: [1250, 2500, 5000, 10_000],
            plainLimit: nil,
            writes: true
        ) {
            let entry = { (number: Int) in "'anthropic/m\(number)': { params: { cacheControlTtl: '1h' } }" }
            try $0.config("{ agents: { defaults: { models: { \((0..<$1).map(entry).joined(separator: ",\n")) } } } }")
        },
    ]

    private static let set = [
        GrowthTrial(
            name: "env.vars, one set",
            arguments: ["config", "set", "env.vars.K7", "other"],
            counts: [12_500, 25_000, 50_000, 100_000],
            writes: true
        ) {
            try $0.config("{ env: { vars: { \(members($1)) } } }")
        } makePlain: {
            try $0.config("{ env: { vars: { K7: 'v' } }, channels: { plain: { \(members($1 / 13)) } } }")
        },
        GrowthTrial(
            name: "one key again and again",
            arguments: ["config", "unset", "gateway"],
            counts: [5000, 10_000, 20_000, 40_000],
            plainLimit: nil,
            writes: true
        ) { try $0.config("{ \((0..<$1).map { "gateway: { port: \($0 + 1) }" }.joined(separator: ",\n")) }") },
    ]

    // MARK: - Small files that are much

    private static let bombs = [
        GrowthTrial(name: "a tree of includes, wide", arguments: read, counts: [12, 24, 48, 96], plainLimit: nil) {
            for number in 0..<9 {
                let next = String(repeating: "'./i\(number + 1).json5', ", count: $1)
                try $0.state("i\(number).json5", "{ $include: [\(next)] }")
            }
            try $0.state("i9.json5", "{ X: 'x' }")
            try $0.config("{ env: { $include: './i0.json5' } }")
        },
        GrowthTrial(name: "includes in a list", arguments: read, counts: [500, 1000, 2000, 4000], plainLimit: nil) {
            for number in 0..<$1 { try $0.state("i\(number).json5", "{ vars: { K\(number): 'v' } }") }
            try $0.config("{ env: { $include: [\((0..<$1).map { "'./i\($0).json5'" }.joined(separator: ", "))] } }")
        },
    ]

    private static let variables = [
        GrowthTrial(name: "variables in one text", arguments: read, counts: [12_500, 25_000, 50_000, 100_000]) {
            try $0.state(".env", "A=value\n")
            try $0.config("{ env: { vars: { X: '\(String(repeating: "${A}", count: $1))' } } }")
        },
        GrowthTrial(
            name: "a long value again and again",
            arguments: read,
            counts: [12_500, 25_000, 50_000, 100_000],
            // The value is put in until the limit of 32 MB is reached.
            plainLimit: nil
        ) {
            try $0.state(".env", "A=" + String(repeating: "x", count: 10_000) + "\n")
            try $0.config("{ env: { vars: { X: '\(String(repeating: "${A}", count: $1))' } } }")
        },
    ]

    private static let dotenv = [
        ("lines of .env", "A=b\n", nil), ("empty lines of .env", "\n", 2),
        ("quotes that do not end", "A='x\nB=\"y\n", nil),
    ].map { name, line, limit in
        GrowthTrial(
            name: name,
            arguments: read,
            counts: [100_000, 200_000, 400_000, 800_000],
            plainLimit: limit,
            make: {
                try $0.state(".env", String(repeating: line, count: $1) + "!")
                try $0.config("{}")
            },
            makePlain: { home, bytes in
                let line = "SOME_VARIABLE_1=a value of usual length\n"
                try home.state(".env", String(repeating: line, count: bytes / line.utf8.count))
                try home.config("{}")
            }
        )
    }

    // MARK: - Stores

    private static let profiles = [
        (["models", "auth", "add", "--provider", "anthropic", "--profile-id", "anthropic:new"], newKey),
        (["models", "auth", "order", "set", "anthropic:user-0"], ""), (["models", "auth", "list"], ""),
        (["models", "auth", "rotate", "anthropic:user-0", "--yes"], newKey),
        (["models", "auth", "logout", "anthropic:user-0", "--yes"], ""), (read, ""),
    ].map { arguments, input in
        GrowthTrial(
            name: "profiles that are not listed",
            arguments: arguments,
            input: input,
            counts: [1250, 2500, 5000, 10_000],
            plainLimit: nil,
            writes: true
        ) {
            try $0.state("agents/main/agent/auth-profiles.json", "")
            try Job.write("write-store", $1, to: $0.stateFolder + "/agents/main/agent/auth-profiles.json")
        }
    }

    private static let agents = [
        (read, ""), (["config", "validate"], ""), (["models", "auth", "list"], ""),
        (
            ["models", "auth", "add", "--provider", "anthropic", "--agent", "a1", "--profile-id", "anthropic:new"],
            newKey
        ),
    ].map { arguments, input in
        GrowthTrial(
            name: "agents with a store each",
            arguments: arguments,
            input: input,
            counts: [125, 250, 500, 1000],
            plainLimit: nil,
            writes: true
        ) {
            try $0.config("{ agents: { list: [\((0..<$1).map { "{ id: 'a\($0)' }" }.joined(separator: ", "))] } }")
            for number in 0..<$1 {
                let key = "sk-ant-api03-" + String(repeating: "A", count: 95)
                let profile = #""anthropic:p1": { "type": "api_key", "provider": "anthropic", "key": "\#(key)" }"#
                let text = #"{ "version": 1, "profiles": { \#(profile) } }"#
                try $0.state("agents/a\(number)/agent/auth-profiles.json", text)
            }
        }
    }
}

extension TemporaryHome {
    func config(_ text: String) throws { try state("openclaw.json", text) }

    func state(_ name: String, _ text: String) throws { _ = try write(".openclaw/" + name, text) }

    /// The path of a config that another program writes.
    func plainConfig() throws -> String { try write(".openclaw/openclaw.json", "") }
}
