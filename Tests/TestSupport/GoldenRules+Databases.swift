import JSON5

extension GoldenRules {
    /// What we do other than gateways with databases.
    static let databases = [
        GoldenRule("databases/stores", because: "Reading imports nothing: logins of older releases stay in their file.")
        {
            golden in
            guard (golden["files"]?.arrayValue ?? []).contains(where: { isLoginFile($0.stringValue ?? "") }) else {
                return []
            }
            return (golden["expected"]?.members("agents") ?? [:]).flatMap { id, agent in
                let imported = (agent["effective"]?.members("profiles") ?? [:]).filter { $0.value["type"] == "oauth" }
                return imported.isEmpty
                    ? [] : ["\(id).effective.ids"] + imported.map { "\(id).effective.profiles.\($0.key).*" }
            }
        },
        GoldenRule("databases/list", "databases/status", because: "The same; the imported login is not there.") {
            content in
            guard (content["case"]?["files"]?.arrayValue ?? []).contains(where: { isLoginFile($0.stringValue ?? "") })
            else { return [] }
            return [
                "auth.profiles*", "status.providersWithOAuth", "status.providers*", "status.health*",
            ]
        },
        GoldenRule(
            "databases/list",
            "databases/status",
            because: "What is there decides the kind of the store: a file of an older release, and no database."
        ) { content in
            let files = (content["case"]?["files"]?.arrayValue ?? []).compactMap(\.stringValue)
            let isFile =
                files.contains { $0.contains("/auth-profiles.json ") } && !files.contains { $0.contains(".sqlite ") }
            return isFile ? ["auth", "auth.authStatePath", "status.storePath"] : []
        },
        GoldenRule(
            "databases/list",
            "databases/status",
            because: "Names for display are not read; labels have e-mails."
        ) {
            content in
            guard content["case"]?["rows"]?.json().contains("displayName") == true else { return [] }
            return ["auth.profiles.*.label", "status.health.*.label"]
        },
        GoldenRule("databases/list", "databases/status", because: "A provider has one spelling in the list.") {
            content in
            let listed = content["stdout"]?["profiles"]?.arrayValue ?? []
            let inUse = content["stdout"]?["auth"]?["providers"]?.arrayValue ?? []
            guard (listed + inUse).contains(where: { $0["provider"]?.stringValue?.contains(".") == true }) else {
                return []
            }
            return ["auth.profiles.*.provider", "status.providers.z.ai*", "status.health.*.provider"]
        },
        GoldenRule(
            "databases/status",
            because:
                "Health is told by the rules of 2026.2.9: a login that is renewed is well, an empty key has no expiry."
        ) { content in
            // An imported login is missing altogether.
            guard !(content["case"]?["files"]?.arrayValue ?? []).contains(where: { isLoginFile($0.stringValue ?? "") })
            else { return [] }
            return (content["stdout"]?["auth"]?["oauth"]?["profiles"]?.arrayValue ?? []).compactMap { profile in
                let (status, id) = (profile["status"]?.stringValue, profile["profileId"]?.stringValue ?? "")
                let isOther = status == "missing" || status == "expiring" && profile["type"] == "oauth"
                return isOther ? "status.health.\(id).status" : nil
            }
        },
        GoldenRule("databases/status", because: "A variable in the place of a secret is named, never masked.") {
            content in
            let providers = content["stdout"]?["auth"]?["providers"]?.arrayValue ?? []
            let labels = providers.flatMap { $0["profiles"]?["labels"]?.arrayValue ?? [] }
            let isTemplate = labels.contains { $0.stringValue?.hasSuffix("}") == true }
            return isTemplate ? ["status.providers.anthropic.profiles.labels*"] : []
        },
        GoldenRule("databases/status", because: "Other routes to Claude of later releases are not known.") { content in
            let providers = content["stdout"]?["auth"]?["providers"]?.arrayValue ?? []
            guard providers.contains(where: { $0["provider"] == "claude-cli" }) else { return [] }
            return [
                "status.providers", "status.providers.claude-cli*", "status.providers.anthropic-openai*",
                "status.providersWithOAuth",
            ]
        },
        GoldenRule(
            "databases/status",
            because: "The default model of a later release is not known.",
            at: ["status.defaultModel", "status.resolvedDefault"]
        ) { $0["stdout"]?["resolvedDefault"]?.stringValue?.hasPrefix("openai/") == true },
    ]

    private static func isLoginFile(_ line: String) -> Bool { line.hasPrefix("credentials/oauth.json ") }
}
