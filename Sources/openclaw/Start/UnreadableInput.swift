internal import GatewayHost
internal import Glibc

/// Arguments and paths that are not UTF-8.
///
/// They are strings in this program. Invalid bytes would be replaced, which gives another value or another path, and a
/// command would create a second state folder beside the real one. So commands of ours refuse them.
enum UnreadableInput {
    /// The variables that locate the host's files.
    private static let places = [
        "OPENCLAW_CONFIG_PATH", "OPENCLAW_STATE_DIR", "OPENCLAW_HOME", "OPENCLAW_AGENT_DIR", "PI_CODING_AGENT_DIR",
        "OPENCLAW_OAUTH_DIR", "CLAWDBOT_STATE_DIR", "CLAWDBOT_CONFIG_PATH", "HOME",
    ]

    /// The first argument or path that cannot be used; nil if there is none.
    static var problem: Problem? {
        if let place = ProgramArguments.firstUnreadable {
            return problem("error.notUTF8.argument", ["place": String(place)], next: "error.notUTF8.argument.next")
        }
        if let name = places.first(where: { getenv($0).map { String(validatingCString: $0) == nil } ?? false }) {
            return problem("error.notUTF8.variable", ["variable": name], next: "error.notUTF8.variable.next")
        }
        if !isFolderReadable, let name = places.first(where: isRelative) {
            return problem("error.notUTF8.folder", ["variable": name], next: "error.notUTF8.folder.next")
        }
        return nil
    }

    /// Whether a variable holds a path that starts at the current folder.
    private static func isRelative(_ variable: String) -> Bool {
        guard let value = getenv(variable).map({ String(cString: $0) }) else { return false }
        return value.first { !$0.isWhitespace }.map { $0 != "/" && $0 != "~" } ?? false
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
