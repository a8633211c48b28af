internal import Glibc

/// Finds an installed program as a shell does, by its name in the folders of `PATH`.
enum ProgramSearch {
    /// The path of the first executable of that name; nil if there is none.
    ///
    /// Relative entries of `PATH` are skipped: what they name depends on the folder in which this program was started.
    static func find(_ name: String, in path: String?) -> String? {
        (path ?? "").split(separator: ":").lazy.filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
            .first(where: isProgram)
    }

    /// Whether an executable file is there.
    static func isProgram(_ path: String) -> Bool { access(path, X_OK) == 0 && !isFolder(path) }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
