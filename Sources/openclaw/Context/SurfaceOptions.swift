internal import ArgumentParser

/// `--accessible`, which every command that opens a screen has: line by line instead of full-screen.
///
/// A parent command and its subcommand both list it, and the parser gives it to one of them. So it is read from the
/// command line itself, wherever it stands.
struct SurfaceOptions: ParsableArguments {
    @Flag(help: Words.help("accessible"))
    var accessible = false

    private static let name = "--accessible"
    /// Set in a shell profile, one of these makes it permanent.
    private static let variables = ["ACCESSIBLE", "OPENCLAW_ACCESSIBLE"]

    static func areGiven(in arguments: [String]) -> Bool {
        arguments.prefix { $0 != "--" }.contains(name)
    }

    /// Whether the command line or the environment asks for lines.
    static func wantLines(_ arguments: [String], _ environment: [String: String]) -> Bool {
        areGiven(in: arguments)
            || variables.contains { !["", "0", "false", "no"].contains((environment[$0] ?? "").lowercased()) }
    }
}
