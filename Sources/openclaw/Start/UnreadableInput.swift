internal import GatewayHost
internal import Glibc

/// What this program was started with and cannot read as text.
///
/// Paths and words are texts here. One that is not UTF-8 would become another path or another value, and a command would
/// make a second state folder beside the real one. So a command of ours does not begin with such a one.
enum UnreadableInput {
    /// The variables that say where this host's files are.
    private static let places = [
        "OPENCLAW_CONFIG_PATH", "OPENCLAW_STATE_DIR", "OPENCLAW_HOME", "OPENCLAW_AGENT_DIR", "PI_CODING_AGENT_DIR",
        "OPENCLAW_OAUTH_DIR", "CLAWDBOT_STATE_DIR", "CLAWDBOT_CONFIG_PATH", "HOME",
    ]

    /// What is in the way; nil where all can be read.
    static var problem: Problem? {
        if let place = ProgramArguments.firstUnreadable {
            return problem("error.notUTF8.argument", ["place": String(place)], next: "error.notUTF8.argument.next")
        }
        let unreadable = ProcessEnvironment.unreadable
        if let name = places.first(where: unreadable.contains) {
            return problem("error.notUTF8.variable", ["variable": name], next: "error.notUTF8.variable.next")
        }
        if let name = relativePlace, !isFolderReadable {
            return problem("error.notUTF8.folder", ["variable": name], next: "error.notUTF8.folder.next")
        }
        return nil
    }

    /// A variable that is resolved from the current folder.
    private static var relativePlace: String? {
        let environment = ProcessEnvironment.all
        return places.first { name in
            guard let value = environment[name], let first = value.first(where: { !$0.isWhitespace }) else {
                return false
            }
            return first != "/" && first != "~"
        }
    }

    private static var isFolderReadable: Bool {
        guard let folder = getcwd(nil, 0) else { return true }
        defer { free(folder) }
        return String(validatingCString: folder) != nil
    }

    private static func problem(_ key: String, _ values: [String: String], next: String) -> Problem {
        Problem(
            code: "not-utf8",
            message: Words.text(key, values),
            details: [Words.text("file.nothingChanged")],
            next: Words.text(next, values)
        )
    }
}
