internal import GatewayHost
internal import Glibc

/// The editor of the person: `$VISUAL`, then `$EDITOR`, then the first one that is installed.
struct EditorCommand: Equatable {
    /// The program's path.
    let program: String
    /// The words behind it, before those that name the file.
    let words: [String]

    /// Tried in this order where no variable names one.
    private static let usual = ["sensible-editor", "editor", "nano", "vi"]
    /// Editors that take `+LINE` before the file.
    private static let takingLine: Set<String> = [
        "sensible-editor", "editor", "nano", "pico", "vi", "vim", "nvim", "view", "ex", "ed", "emacs", "emacsclient",
        "joe",
        "jmacs", "jed", "mg", "ne", "mcedit", "micro", "kak", "gedit",
    ]

    /// Nil if there is none.
    /// - Parameter isProgram: whether an executable file is there.
    static func found(
        in environment: [String: String],
        isProgram: (String) -> Bool = { access($0, X_OK) == 0 && !isFolder($0) }
    ) -> EditorCommand? {
        let named = ["VISUAL", "EDITOR"].compactMap { environment[$0]?.split(separator: " ").map(String.init) }
        for words in named + usual.map({ [$0] }) {
            guard let name = words.first, let program = path(of: name, in: environment, isProgram) else { continue }
            return EditorCommand(program: program, words: Array(words.dropFirst()))
        }
        return nil
    }

    /// As it is called on a screen.
    var name: String { program.split(separator: "/").last.map(String.init) ?? program }

    /// The arguments that open a file at a line.
    func arguments(for path: String, line: Int) -> [String] {
        words + (Self.takingLine.contains(name) && line > 1 ? ["+\(line)"] : []) + [path]
    }

    private static func path(
        of name: String,
        in environment: [String: String],
        _ isProgram: (String) -> Bool
    ) -> String? {
        if name.contains("/") { return name.hasPrefix("/") && isProgram(name) ? name : nil }
        let folders = (environment["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
        return folders.lazy.map { $0 + "/" + name }.first(where: isProgram)
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
