import Secrets

/// The inputs of the gateway's path rules.
package struct PathContext: Sendable {
    /// The effective variables: those of the process, then those of `.env` files.
    package var environment: [String: String]
    /// The absolute working directory.
    package var workingDirectory: String
    /// The home folder from the user database (passwd), if known.
    package var accountHome: String?

    package init(environment: [String: String], workingDirectory: String, accountHome: String? = nil) {
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.accountHome = accountHome
    }

    /// The first of the variables that is not blank, trimmed.
    func firstNonBlank(_ names: String...) -> String? {
        names.lazy.compactMap { environment[$0].nonBlank }.first
    }
}

/// The paths of the gateway's files on this host.
///
/// A pure function of the environment, the working folder and what exists. As in the gateway there are two rules for
/// agent folders: `mainAgentDirectory` uses environment variables, `agentDirectory(of:)` uses the config.
///
///     let paths = StatePaths(PathContext(environment: variables, workingDirectory: "/"), exists: { fileExists($0) })
///     paths.configPath            // /home/jo/.openclaw/openclaw.json
///     paths.display(paths.state)  // ~/.openclaw
package struct StatePaths: Sendable, Equatable {
    /// The effective home folder, which `~` refers to everywhere.
    package let home: String
    /// The state folder, abbreviated S in comments.
    package let state: String
    /// The folder whose `.env` is read; unlike `state` it never falls back to a legacy name.
    package let dotenvDirectory: String
    /// The config file that is read, or created by the first write.
    package let configPath: String
    /// The folder of agent `main`, taking `OPENCLAW_AGENT_DIR` and `PI_CODING_AGENT_DIR` into account.
    package let mainAgentDirectory: String

    private let workingDirectory: String
    /// `~`, or `$OPENCLAW_HOME` if that variable moves the home folder.
    private let homeDisplay: String

    static let configNames = ["openclaw.json", "clawdbot.json", "moltbot.json", "moldbot.json"]
    static let folderNames = [".openclaw", ".clawdbot", ".moltbot", ".moldbot"]

    /// Computes all paths; `exists` is called only for candidates.
    package init(_ context: PathContext, exists: (String) -> Bool) {
        let home = Self.effectiveHome(context)
        let resolve = { (text: String) in
            PathText.absolute(PathText.replacingTilde(in: text, with: home), in: context.workingDirectory)
        }
        let folders = Self.folderNames.map { PathText.joining(home, $0) }
        let override = context.firstNonBlank("OPENCLAW_STATE_DIR", "CLAWDBOT_STATE_DIR").map(resolve)
        let fixedConfig = context.firstNonBlank("OPENCLAW_CONFIG_PATH", "CLAWDBOT_CONFIG_PATH").map(resolve)
        let state = override ?? folders.first(where: exists) ?? folders[0]
        let candidates = fixedConfig.map { [$0] } ?? Self.candidates(in: (override.map { [$0] } ?? []) + folders)

        self.home = home
        self.state = state
        dotenvDirectory = override ?? folders[0]
        configPath =
            candidates.first(where: exists) ?? fixedConfig ?? PathText.joining(state, Self.configNames[0])
        mainAgentDirectory =
            context.firstNonBlank("OPENCLAW_AGENT_DIR", "PI_CODING_AGENT_DIR").map(resolve)
            ?? PathText.joining(state, "agents/main/agent")
        workingDirectory = context.workingDirectory
        homeDisplay = context.firstNonBlank("OPENCLAW_HOME") == nil ? "~" : "$OPENCLAW_HOME"
    }

    private static func candidates(in folders: [String]) -> [String] {
        folders.flatMap { folder in configNames.map { PathText.joining(folder, $0) } }
    }

    private static func effectiveHome(_ context: PathContext) -> String {
        let account = context.firstNonBlank("HOME", "USERPROFILE") ?? context.accountHome.nonBlank
        guard let explicit = context.firstNonBlank("OPENCLAW_HOME") else {
            return PathText.absolute(account ?? "", in: context.workingDirectory)
        }
        guard explicit == "~" || explicit.hasPrefix("~/") || explicit.hasPrefix("~\\") else {
            return PathText.absolute(explicit, in: context.workingDirectory)
        }
        let expanded = account.map { PathText.replacingTilde(in: explicit, with: $0) }
        return PathText.absolute(expanded ?? "", in: context.workingDirectory)
    }
}

extension StatePaths {
    /// The `.env` of the state directory.
    package var dotenvPath: String { PathText.joining(dotenvDirectory, ".env") }

    /// A typed path with `~` expanded, absolute; blank text stays blank.
    package func expanding(_ text: String) -> String {
        guard let text = text.nonBlank else { return "" }
        return PathText.absolute(PathText.replacingTilde(in: text, with: home), in: workingDirectory)
    }

    /// A path for display: the home folder as `~`, or as `$OPENCLAW_HOME` if that variable moves it.
    package func display(_ path: String) -> String {
        if path == home { return homeDisplay }
        let prefix = home == "/" ? "/" : home + "/"
        guard path.hasPrefix(prefix) else { return path }
        return homeDisplay + "/" + String(path.dropFirst(prefix.count))
    }

    /// The folder of an agent without `agentDir`: `S/agents/ID/agent`.
    package func standardAgentDirectory(of agent: AgentID) -> String {
        PathText.joining(state, "agents/\(agent)/agent")
    }
}
