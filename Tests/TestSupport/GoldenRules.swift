import JSON5

/// Everything that we do other than the gateway on purpose.
package enum GoldenRules {
    package static let all = mask + coerce + cooldown + commands + status + onboard + cache + databases

    // MARK: - mask/

    private static let mask = [
        GoldenRule(
            "mask/normalize-api-key-input",
            because: "A paste is cleaned of all shell syntax, and words that are no key are refused.",
            at: ["outcome"]
        ) { golden in
            // The gateway leaves quotes at either end, a semicolon behind, and blanks inside.
            let output = golden.string("output") ?? ""
            let ends = [output.first, output.last].compactMap { $0 }
            return output.contains(where: \.isWhitespace) || output.last == ";" || ends.contains { "'\"`".contains($0) }
        },
        GoldenRule(
            "mask/redact-sensitive-text",
            because: "No part of a secret is left in a message, and one sign stands for all of it.",
            at: ["mask"]
        ) { golden in
            // The gateway leaves the first six characters and the last four, or writes stars.
            golden.string("output")?.contains(/\S{6}…\S{4}|\*{3}/) == true
        },
        GoldenRule(
            "mask/parse-duration-ms",
            because: "A time that no file could hold is refused.",
            at: ["value"]
        ) { golden in
            golden["value"]?.doubleValue.map { Int64(exactly: $0) == nil } ?? false
        },
    ]

    // MARK: - coerce/

    private static let coerce = [
        GoldenRule("coerce", because: "A broken store is refused with its place; nothing is imported over it.") {
            golden in
            let files = golden.members("filesBefore")
            let folders = [golden.string("agentDir") ?? "", "agents/main/agent"]
            let isBroken = folders.contains { folder in
                files["\(folder)/auth-profiles.json"].map { $0.recordedStore == nil } ?? false
            }
            let hasOldFile = files.keys.contains { $0.hasSuffix("/auth.json") || $0.hasSuffix("/oauth.json") }
            guard isBroken, hasOldFile else { return [] }
            let stored = files.map(\.value).flatMap { $0.recordedStore?.members("profiles").keys ?? [] }
            let imported = (golden["ensureAuthProfileStore"]?.members("profiles").keys ?? []).filter {
                !stored.contains($0)
            }
            return imported.isEmpty ? [] : imported.map { "profiles.\($0)" } + ["resolved"]
        },
        GoldenRule("coerce", because: "Reading does not copy the logins of other programs.") { golden in
            let logins = golden.members("homeFiles").compactMap { _, file in
                (file.stringValue == nil ? file : file.recordedValue)?.string("access_token")
            }
            let before = golden.members("filesBefore").compactMap { $0.value.recordedStore }
            let copied = golden["ensureAuthProfileStore"]?.members("profiles").filter { id, profile in
                guard let access = profile.string("access"), logins.contains(access) else { return false }
                return !before.contains { $0["profiles"]?[id]?.string("access") == access }
            }
            return (copied ?? []).map { "profiles.\($0.key)" }
        },
    ]

    // MARK: - cooldown/

    private static let cooldown = [
        GoldenRule(
            "cooldown",
            because: "Only the store that holds the profile is changed; main's profiles are not copied into it."
        ) { golden in
            let steps = GoldenSteps(golden: golden)
            guard let main = steps.main else { return [] }
            let own = steps.before?.recordedStore
            var places: [String] = []
            for (number, step) in steps.steps.enumerated() {
                let after = step["files"]?[steps.path]?.recordedStore
                for section in ["profiles", "order", "lastGood", "usageStats"] {
                    let copied = main.members(section).filter { key, value in
                        own?[section]?[key] == nil && after?[section]?[key]?.isSame(as: value) == true
                    }
                    places += copied.map { "steps.\(number).file.\(section).\($0.key)*" }
                }
                // A profile that is main's alone is not marked in the other agent's store.
                guard !places.isEmpty, let id = step["op"]?.string("profileId") else { continue }
                if main["profiles"]?[id] != nil, own?["profiles"]?[id] == nil {
                    places += steps.places(of: id, from: number)
                }
            }
            return places
        },
        GoldenRule(
            "cooldown",
            because: "A broken store is refused with its place, not overwritten.",
            at: ["store"]
        ) { golden in
            let steps = GoldenSteps(golden: golden)
            guard let before = steps.before, before.recordedStore == nil else { return false }
            return steps.steps.contains { $0["files"]?[steps.path]?.recordedStore != nil }
        },
        GoldenRule(
            "cooldown",
            because: "Clearing takes every failure mark of the profile, so that none is left to block it."
        ) { golden in
            let steps = GoldenSteps(golden: golden)
            let marks = ["errorCount", "failureCounts", "disabledUntil", "disabledReason"]
            return steps.steps("clear-cooldown").flatMap { number, op, step in
                let id = op.string("profileId") ?? ""
                let isLeft = step["usageStats"]?[id].map { stats in marks.contains { stats[$0] != nil } } ?? false
                return isLeft ? steps.places(of: id, from: number) : []
            }
        },
        GoldenRule(
            "cooldown",
            because: "The order that has an effect is cleared, under whatever spelling."
        ) { golden in
            let steps = GoldenSteps(golden: golden)
            return steps.steps("order").flatMap { number, op, step in
                let provider = (op.string("provider") ?? "").goldenTrimmed.lowercased()
                let left = step["files"]?[steps.path]?.recordedStore?.members("order").keys ?? []
                let others = left.filter { $0 != provider && $0.goldenTrimmed.lowercased() == provider }
                guard op.list("order").isEmpty, !others.isEmpty else { return [String]() }
                return (number..<steps.steps.count).flatMap { step in
                    ["steps.\(step).order"] + others.map { "steps.\(step).file.order.\($0)" }
                }
            }
        },
        GoldenRule(
            "cooldown",
            because: "A count that is a text starts again; the gateway glues digits to it."
        ) { golden in
            let steps = GoldenSteps(golden: golden)
            let stats = steps.before?.recordedStore?["usageStats"]
            return steps.steps("failure").flatMap { number, op, _ in
                let id = op.string("profileId") ?? ""
                return stats?[id]?.string("errorCount") == nil ? [] : steps.places(of: id, from: number)
            }
        },
    ]

    // MARK: - cli/

    private static let commands = [
        GoldenRule(
            "cli/auth",
            because: "Only Anthropic credentials are stored, and only what can be one.",
            at: ["exit code"]
        ) { step in
            let arguments = step.list("args")
            guard arguments.starts(with: ["models", "auth", "paste-token"]), step["exitCode"] == 0 else { return false }
            let provider = arguments.firstIndex(of: "--provider").map { arguments[$0...].dropFirst().first ?? "" }
            let token = (step.string("stdin") ?? "").goldenTrimmed
            let isToken = token.hasPrefix("sk-ant-oat01-") && token.count >= 80
            return provider?.goldenTrimmed.lowercased() != "anthropic" || !isToken
        },
        GoldenRule(
            "cli/config",
            because: "A quoted path means the key without the quotes.",
            at: ["exit code", "stdout*", "file.*"]
        ) { step in
            let arguments = step.list("args")
            guard arguments.count > 2, ["get", "set", "unset"].contains(arguments[1]) else { return false }
            return arguments[2].contains(/\[\s*["']/)
        },
        GoldenRule(
            "cli/config",
            because:
                "What a gateway has when it has loaded the file is shown, its answers to an API key or a token included."
        ) { step in
            let arguments = step.list("args")
            guard arguments.count > 2, arguments[1] == "get" else { return [] }
            let config = step["after"]?["openclaw.json"]?.recordedValue ?? .null
            return filledIn(config).filter { $0.hasPrefix(arguments[2] + ".") }.map {
                "stdout" + $0.dropFirst(arguments[2].count)
            }
        },
    ]

    /// The places of a config that are set on loading because of how Anthropic is paid, and that `config get` of the
    /// gateway passes over.
    private static func filledIn(_ config: Value) -> [String] {
        let profiles = config["auth"]?.members("profiles").map(\.value) ?? []
        let modes = profiles.filter { $0.string("provider") == "anthropic" }.compactMap { $0.string("mode") }
        guard !modes.isEmpty, let defaults = config["agents"]?["defaults"] else { return [] }
        var places = [
            defaults["contextPruning"]?["mode"] == nil ? "contextPruning.*" : nil,
            defaults["heartbeat"]?["every"] == nil ? "heartbeat.*" : nil,
        ].compactMap { $0 }
        if modes.contains("api_key") {
            let entries = defaults.members("models")
            let primary = defaults.string("model") ?? defaults["model"]?.string("primary")
            let models = entries.keys + [primary].compactMap { $0 }.filter { entries[$0] == nil }
            let open = models.filter { model in
                model.hasPrefix("anthropic/") && entries[model]?["params"]?.string("cacheRetention") == nil
            }
            places += open.map { entries[$0] == nil ? "models.\($0).*" : "models.\($0).params.cacheRetention" }
        }
        return places.map { "agents.defaults." + $0 }
    }

    // MARK: - status/

    private static let status = [
        GoldenRule(
            "status",
            "cli",
            because: "A secret of 16 characters or fewer, or with others than ASCII's, is masked in full."
        ) { golden in
            let environment = golden.members("env")
            let roots = golden.members("files").compactMap { $0.value.recordedValue }
            let profiles = roots.flatMap { $0.members("profiles").map(\.value) }
            let providers = roots.flatMap { root in
                root.members("providers").map(\.value) + (root["models"]?.members("providers").map(\.value) ?? [])
            }
            let variables = roots.reduce(into: environment.map { $0 }) { variables, root in
                variables += root.members("env").map { $0 }
                variables += (root["env"]?.members("vars") ?? [:]).map { $0 }
            }
            let keys = variables.filter { $0.key.hasSuffix("_KEY") || $0.key.hasSuffix("_TOKEN") }
            let written =
                profiles.flatMap { [$0.string("key"), $0.string("token")] } + keys.map(\.value.stringValue)
                + providers.map { $0.string("apiKey") }
            let secrets = written.map { text in
                guard let text, text.hasPrefix("${"), text.hasSuffix("}") else { return text }
                return environment[String(text.dropFirst(2).dropLast())]?.stringValue
            }
            let isShort = secrets.contains { secret in
                guard let secret = secret?.goldenTrimmed, !secret.isEmpty else { return false }
                return secret.count <= 16 || !secret.allSatisfy { $0.isASCII }
            }
            let places = ["effective.detail", "env.value", "modelsJson.value", "profiles.labels[*]"]
            return isShort ? places.map { "json.auth.providers[*].\($0)" } + ["text.- * effective=*"] : []
        },
        GoldenRule(
            "status",
            because: "`--check` fails where nobody answers, also if a profile is stored that cannot be used.",
            at: ["check"]
        ) { golden in
            guard golden["checkExitCode"] == 0, golden.members("env").isEmpty else { return false }
            let roots = golden.members("files").compactMap { $0.value.recordedValue }
            let listed = roots.compactMap { $0["auth"]?["profiles"] }.first
            let profiles = roots.flatMap { $0.members("profiles").map { $0 } }.filter {
                $0.value.string("provider") == "anthropic"
            }
            return !profiles.isEmpty
                && profiles.allSatisfy { id, profile in
                    let secret = profile.string("key") ?? profile.string("token") ?? profile.string("access") ?? ""
                    let mode = listed?[id]?.string("mode")
                    return secret.goldenTrimmed.isEmpty || mode.map { $0 != profile.string("type") } == true
                }
        },
    ]

    // MARK: - onboard/

    private static let onboard = [
        GoldenRule(
            "onboard",
            because:
                "A key that is stored stays as it is, and nothing is listed anew; the gateway lists anthropic:default "
                + "even where no such profile is stored, which hides the one that is.",
            at: ["auth", "auth.profiles", "auth.profiles.anthropic:default", "auth.order", "auth.order.anthropic"]
        ) { golden in
            GoldenOnboarding.all(golden).contains { run in
                let stored = run.store?.members("profiles").map(\.value) ?? []
                return run.choice == "apiKey" && run.secret == nil && run.exitCode == 0
                    && stored.contains { $0.string("provider") == "anthropic" && $0.string("type") == "api_key" }
            }
        },
        GoldenRule(
            "onboard",
            because: "A setup-token given as an API key is stored as a token (rule of the golden README).",
            at: [
                "store.profiles.anthropic:default.key", "store.profiles.anthropic:default.token",
                "store.profiles.anthropic:default.type", "auth.profiles.anthropic:default.mode",
            ]
        ) { golden in
            GoldenOnboarding.all(golden).contains { $0.choice == "apiKey" && $0.isSetupToken && $0.exitCode == 0 }
        },
        GoldenRule(
            "onboard",
            because:
                "An existing gateway setting is kept unless a flag says otherwise; `gateway.auth` without a token gets "
                + "none (rules of the golden README), and so does a `gateway` without `auth`: its token may come from the "
                + "environment of its own process."
        ) { golden in
            GoldenOnboarding.all(golden).filter { $0.exitCode == 0 }.flatMap { run in
                guard let gateway = run.config?["gateway"] else { return [String]() }
                var places: [String] = []
                if let bind = gateway["bind"], bind != "loopback", run.value(of: "--gateway-bind") == nil {
                    places.append("gateway.bind")
                }
                if let tailscale = gateway["tailscale"], !run.flags.contains(where: { $0.hasPrefix("--tailscale") }),
                    tailscale["mode"] ?? "off" != "off" || tailscale["resetOnExit"] == true
                {
                    places += ["gateway.tailscale*", "gateway.bind"]
                }
                if let auth = gateway["auth"], run.value(of: "--gateway-token") == nil {
                    places.append("gateway.auth.token")
                    if auth["mode"] != "token", run.value(of: "--gateway-auth") == nil {
                        places += ["gateway.auth.mode", "gateway.auth.password"]
                    }
                }
                let isAsked = run.value(of: "--gateway-token") != nil || run.value(of: "--gateway-auth") == "token"
                if gateway["auth"] == nil, !isAsked { places.append("gateway.auth*") }
                return places
            }
        },
        GoldenRule(
            "onboard",
            because:
                "A name that is stored or listed with another kind is not taken over; the new one gets a name of its own."
        ) { golden in
            GoldenOnboarding.all(golden).filter { $0.exitCode == 0 && $0.secret != nil }.flatMap { run in
                let listed = run.config?["auth"]?["profiles"]?[run.name]?.string("mode")
                let held = [run.stored?.string("type"), listed].compactMap { $0 }
                // What the gateway stores there, and the further name that ours gets.
                let names = [run.name, run.kind == "token" ? "anthropic:token" : "anthropic:api"]
                guard held.contains(where: { $0 != run.kind }) else { return [String]() }
                return names.flatMap { ["store.profiles.\($0)*", "auth.profiles.\($0)*"] }
            }
        },
        GoldenRule(
            "onboard",
            because: "The failures belonged to the old secret and are cleared."
        ) { golden in
            GoldenOnboarding.all(golden).filter { $0.exitCode == 0 }.flatMap { run in
                let stats = run.store?.members("usageStats") ?? [:]
                let old = run.stored?.string("key") ?? run.stored?.string("token")
                guard let secret = run.secret, let old, secret != old, stats[run.name] != nil else { return [String]() }
                return ["store.usageStats.\(run.name)*"] + (stats.count == 1 ? ["store.usageStats"] : [])
            }
        },
        GoldenRule(
            "onboard",
            because: "An order in the store that would leave the new credential out takes it in."
        ) { golden in
            GoldenOnboarding.all(golden).filter { $0.exitCode == 0 && $0.secret != nil }.flatMap { run in
                let order = run.store?["order"]?.list("anthropic") ?? []
                return order.isEmpty || order.contains(run.name) ? [] : ["store.order.anthropic"]
            }
        },
        GoldenRule(
            "onboard",
            because: "A port that is no number is refused, not passed over.",
            at: ["exit code"]
        ) { golden in
            GoldenOnboarding.all(golden).contains { run in
                guard let port = run.value(of: "--gateway-port"), run.exitCode == 0 else { return false }
                return port.goldenTrimmed.wholeMatch(of: /[0-9]+/) == nil
            }
        },
        GoldenRule(
            "onboard",
            because: "An unknown --auth-choice is an error (rule of the golden README).",
            at: ["exit code"]
        ) { golden in
            let choices = ["apiKey", "token", "setup-token", "oauth", "claude-cli", "codex-cli", "skip"]
            return GoldenOnboarding.all(golden).contains { $0.exitCode == 0 && !choices.contains($0.choice) }
        },
    ]

    // MARK: - cache/

    private static let cache = [
        GoldenRule(
            "cache/headers",
            because:
                "The page asks for the extended-cache-ttl-2025-04-11 beta with one hour; the gateway does not send it.",
            at: ["headers.anthropic-beta"]
        ) { golden in
            asksForAnHour(golden["request"]?["body"] ?? .null)
        }
    ]

    /// Whether a request marks anything to be kept for an hour.
    private static func asksForAnHour(_ value: Value) -> Bool {
        switch value {
        case .object(let members):
            value["cache_control"]?["ttl"] == "1h" || members.contains { asksForAnHour($0.value) }
        case .array(let elements): elements.contains { asksForAnHour($0) }
        case .null, .bool, .number, .string: false
        }
    }
}
