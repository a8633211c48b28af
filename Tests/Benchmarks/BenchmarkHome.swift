import Glibc

/// A home with a hand-written config of 20 KB and a store with a few profiles; removed at the end.
///
/// A class, so that deinitialisation removes the folder.
final class BenchmarkHome {
    let root: String

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// - Parameters:
    ///   - profiles: the number of profiles in the store; nil for a few of each kind.
    ///   - text: the config; nil for a large one.
    init(profiles: Int? = nil, config text: String? = nil) throws {
        var template = Array("/tmp/openclaw-benchmark-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw Failure(description: "mkdtemp: \(String(cString: strerror(errno)))")
        }
        root = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        for folder in folders { try Self.check(mkdir(folder, 0o700), folder) }
        try Self.write(text ?? Self.config, to: config)
        try Self.write(profiles.map { Self.store(of: $0) } ?? Self.store, to: store)
    }

    deinit {
        for name in ["verified.json", "verified.key"] { unlink(root + "/state/setup/" + name) }
        rmdir(root + "/state/setup")
        unlink(config)
        unlink(store)
        for folder in folders.reversed() { rmdir(folder) }
        rmdir(root)
    }

    var environment: [String: String] {
        [
            "HOME": root, "OPENCLAW_HOME": root, "OPENCLAW_STATE_DIR": root + "/state", "OPENCLAW_CONFIG_PATH": config,
            "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "TZ": "UTC",
        ]
    }

    private var config: String { root + "/state/openclaw.json" }
    private var store: String { root + "/state/agents/main/agent/auth-profiles.json" }
    private var folders: [String] {
        ["/state", "/state/agents", "/state/agents/main", "/state/agents/main/agent"].map { root + $0 }
    }

    private static func check(_ result: Int32, _ path: String) throws {
        guard result == 0 else { throw Failure(description: "\(path): \(String(cString: strerror(errno)))") }
    }

    private static func write(_ text: String, to path: String) throws {
        guard let file = fopen(path, "w") else { return try check(-1, path) }
        defer { fclose(file) }
        try check(chmod(path, 0o600), path)
        guard fputs(text, file) >= 0 else { return try check(-1, path) }
    }

    private static var config: String {
        let models = (1...110).map { number in
            """
                    // model \(number): tried by hand, kept for the night shift
                    "openrouter/vendor/model-\(number)": { alias: "m\(number)", params: { temperature: 0.\(number % 10), maxTokens: 4096, }, },
            """
        }
        return """
            // kept by hand
            {
              gateway: { mode: "local", port: 18789, auth: { mode: "token", token: "\(String(repeating: "0f", count: 24))" } },
              auth: {
                profiles: {
                  "anthropic:default": { provider: "anthropic", mode: "token" },
                  "anthropic:work": { provider: "anthropic", mode: "api_key" },
                },
              },
              agents: {
                defaults: {
                  model: { primary: "anthropic/claude-opus-4-6" },
                  models: {
                    "anthropic/claude-opus-4-6": { params: { cacheRetention: "long" } },
            \(models.joined(separator: "\n"))
                  },
                },
              },
            }

            """
    }

    private static func store(of count: Int) -> String {
        let key = "sk-ant-api03-" + String(repeating: "B", count: 95)
        let profiles = (1...count).map {
            "    \"anthropic:p\($0)\": { \"type\": \"api_key\", \"provider\": \"anthropic\", \"key\": \"\(key)\" }"
        }
        return "{\n  \"version\": 1,\n  \"profiles\": {\n" + profiles.joined(separator: ",\n") + "\n  }\n}\n"
    }

    private static var store: String {
        let token = "sk-ant-oat01-" + String(repeating: "B", count: 95)
        let keys = ["work", "old", "team"].map { name in
            """
                "anthropic:\(name)": { "type": "api_key", "provider": "anthropic", "key": "sk-ant-api03-\(String(repeating: "B", count: 95))" }
            """
        }
        return """
            {
              "version": 1,
              "profiles": {
                "anthropic:default": { "type": "token", "provider": "anthropic", "token": "\(token)" },
            \(keys.joined(separator: ",\n"))
              }
            }

            """
    }
}
