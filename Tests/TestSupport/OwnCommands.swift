/// The commands of this program, as the tests of its texts know them. A test of the program compares them to its help.
package enum OwnCommands {
    /// Each command by its words, the parents included.
    package static let all: Set<String> = [
        "onboard", "models", "models status", "models list", "models params", "models cache-check", "models auth",
        "models auth setup-token", "models auth paste-token", "models auth paste-api-key", "models auth add",
        "models auth list", "models auth verify", "models auth browse", "models auth rotate", "models auth logout",
        "models auth rename", "models auth purge", "models auth clear-cooldown", "models auth include",
        "models auth copy", "models auth order", "models auth order get", "models auth order set",
        "models auth order clear", "models auth import", "config", "config path", "config get", "config set",
        "config unset", "config validate", "config diff", "config migrate", "undo", "history", "restore",
    ]

    /// Words that stand behind a command of ours in the gateway's program only, so that they are passed on to it.
    private static let theirs: Set<String> = ["models auth login", "models auth activate", "models scan"]

    /// Whether these words, which follow the name of a program, begin with a command of ours or one of our flags.
    package static func begin(_ words: some Sequence<Substring>) -> Bool {
        var command = ""
        for word in words {
            let name = word.prefix { $0.isLetter || $0 == "-" }
            if command.isEmpty, name == "help" || name.hasPrefix("--") && name.count > 2 { return true }
            let longer = command.isEmpty ? String(name) : command + " " + name
            if theirs.contains(longer) { return false }
            guard all.contains(longer) else { break }
            command = longer
        }
        return !command.isEmpty
    }
}
