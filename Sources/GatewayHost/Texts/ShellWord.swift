internal import GatewayConfig

/// Quotes a word for a command that is printed to be copied.
package enum ShellWord {
    private static let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:@%+=")

    /// ` --agent ops`; empty for main, the default of the commands.
    static func agentFlag(_ agent: String) -> String {
        agent == AgentID.main.text ? "" : " --agent " + quoted(agent)
    }

    /// The text as one word of a shell.
    package static func quoted(_ text: String) -> String {
        guard text.isEmpty || !text.allSatisfy(plain.contains) else { return text }
        return "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
