package import FileTransactions
import Foundation

/// An isolated home for one test: a temporary folder, and an environment that keeps the program inside it.
///
/// All four variables are set, because with the state folder alone the real `~/.openclaw/openclaw.json` would be used.
package final class TemporaryHome: Sendable {
    /// The variables that must be set wherever a test runs the program.
    package static let isolatingNames = ["HOME", "OPENCLAW_HOME", "OPENCLAW_STATE_DIR", "OPENCLAW_CONFIG_PATH"]

    /// The home folder; exists, without symbolic links in its path.
    package let path: String
    /// `.openclaw` in it; not created.
    package var stateFolder: String { path + "/.openclaw" }
    package var configPath: String { stateFolder + "/openclaw.json" }

    package init() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("openclaw-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        path = try SystemFileSystem().realPath(of: folder.path)
    }

    deinit {
        // A test may have removed permissions; what cannot be removed stays in the temporary folder.
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The complete environment of a child, with `more` added.
    package func environment(_ more: [String: String] = [:]) -> [String: String] {
        let own = [
            "HOME": path, "OPENCLAW_HOME": path, "OPENCLAW_STATE_DIR": stateFolder,
            "OPENCLAW_CONFIG_PATH": configPath, "PATH": "/usr/bin:/bin", "TZ": "UTC", "LC_ALL": "C.UTF-8",
        ]
        return own.merging(more) { $1 }
    }

    /// Which variables are missing in an environment or point outside a test's home; empty if none.
    package static func leaks(in environment: [String: String]) -> [String] {
        let temporary = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
        return isolatingNames.filter { name in
            guard let value = environment[name] else { return true }
            return !value.hasPrefix(temporary + "/openclaw-test-")
        }
    }

    // MARK: - Files

    /// Writes a file below the home and creates its folders.
    @discardableResult
    package func write(_ name: String, _ text: String, mode: FileMode = 0o600) throws -> String {
        let file = path + "/" + name
        let folder = (file as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        try FileManager.default.setAttributes([.posixPermissions: Int(mode.bits)], ofItemAtPath: file)
        return file
    }

    /// The text of a file below the home; nil if there is none.
    package func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: path + "/" + name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Everything in the home.
    package func tree() throws(FileError) -> FileTree {
        try FileTree(of: path, SystemFileSystem())
    }
}

extension FileTree {
    /// Reads a folder of a file system.
    package init(of path: String, _ files: some FileSystem) throws(FileError) {
        self.init()
        guard let status = try files.status(at: path) else { return }
        var item = Item(
            kind: status.kind,
            mode: status.mode,
            modified: status.kind == .folder ? nil : status.modified
        )
        switch status.kind {
        case .file: item.bytes = try files.contents(of: path).bytes
        case .folder: for name in try files.entries(of: path) { merge(try FileTree(of: path + "/" + name, files)) }
        case .symbolicLink: item.bytes = Array(try Self.destination(of: path).utf8)
        case .other: break
        }
        self[path] = item
    }

    private static func destination(of path: String) throws(FileError) -> String {
        do {
            return try FileManager.default.destinationOfSymbolicLink(atPath: path)
        } catch {
            throw FileError(.other, .status, path)
        }
    }
}
