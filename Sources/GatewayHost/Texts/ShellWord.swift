internal import GatewayConfig

/// Quotes a path for a command that is printed to be copied.
package enum ShellWord {
    private static let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:@%+=")

    /// ` --agent ops`; empty for main, the default of the commands.
    static func agentFlag(_ agent: String) -> String {
        agent == AgentID.main.text ? "" : " --agent " + quoted(agent)
    }

    /// The path as one word of a shell.
    package static func quoted(_ path: String) -> String {
        guard path.isEmpty || !path.allSatisfy(plain.contains) else { return path }
        return "'" + path.replacing("'", with: "'\\''") + "'"
    }
}
