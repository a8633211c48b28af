internal import GatewayHost

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
    static func found(in environment: [String: String]) -> EditorCommand? {
        let named = ["VISUAL", "EDITOR"].compactMap { environment[$0]?.split(separator: " ").map(String.init) }
        for words in named + usual.map({ [$0] }) {
            guard let name = words.first, let program = path(of: name, in: environment) else { continue }
            return EditorCommand(program: program, words: Array(words.dropFirst()))
        }
        return nil
    }

    /// As it is called on a screen.
    var name: String { program.lastComponent }

    /// The arguments that open a file at a line.
    func arguments(for path: String, line: Int) -> [String] {
        words + (Self.takingLine.contains(name) && line > 1 ? ["+\(line)"] : []) + [path]
    }

    private static func path(of name: String, in environment: [String: String]) -> String? {
        if name.contains("/") { return name.hasPrefix("/") && ProgramSearch.isProgram(name) ? name : nil }
        return ProgramSearch.find(name, in: environment["PATH"])
    }
}
