import Foundation

/// An isolated home for one test; removed when the test releases it.
///
/// A class, so that deinitialisation removes the folder.
final class TestHome: Sendable {
    let root: String
    /// Variables besides those that isolate the test from the real home.
    let variables: [String: String]

    var state: String { root + "/state" }
    var config: String { state + "/openclaw.json" }
    var agentFolder: String { state + "/agents/main/agent" }
    var store: String { agentFolder + "/auth-profiles.json" }
    var setup: String { state + "/setup" }

    init(variables: [String: String] = [:]) throws {
        let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        root = folder.appendingPathComponent("openclaw-test-\(UUID().uuidString)").path
        self.variables = variables
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    /// All four variables that locate the gateway's files, and nothing of the machine's environment.
    var environment: [String: String] {
        let usual = [
            "HOME": root, "OPENCLAW_HOME": root, "OPENCLAW_STATE_DIR": state, "OPENCLAW_CONFIG_PATH": config,
            "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "TZ": "UTC",
        ]
        return usual.merging(variables) { _, given in given }
    }

    // MARK: - Files

    /// Writes a file and creates its folders, mode 0700.
    func write(_ text: String, to path: String, mode: Int = 0o600) throws {
        let folder = (path as NSString).deletingLastPathComponent
        if !FileManager.default.fileExists(atPath: folder) {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        }
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try setMode(mode, of: path)
    }

    /// Writes a program through another process. If this process held it open for writing, even only in a child that is
    /// being started by another test, it could not be executed ("text file busy").
    func writeScript(_ text: String, to path: String) throws {
        let line = "mkdir -p \"${1%/*}\" && cat > \"$1\" && chmod 755 \"$1\""
        let shell = ChildProcess(
            command: ["/bin/sh", "-c", line, "sh", path],
            environment: environment,
            folder: root,
            input: Array(text.utf8)
        )
        guard try shell.run().status == 0 else { throw ChildProcess.Failure(description: "cannot write \(path)") }
    }

    func setMode(_ mode: Int, of path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    func read(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }

    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    func picture() throws -> FolderPicture { try FolderPicture(of: root) }

    // MARK: - Runs

    /// Runs the program without a terminal.
    func run(
        _ arguments: [String],
        input: String? = nil,
        behind prefix: [String] = [],
        adding more: [String: String] = [:],
        program: String = Program.path,
        limitSeconds: Int = 60
    ) throws -> Run {
        let child = ChildProcess(
            command: prefix + [program] + arguments,
            environment: Program.comingFirst(in: environment.merging(more) { _, given in given }, as: program),
            folder: root,
            input: input.map { Array($0.utf8) },
            limitSeconds: limitSeconds
        )
        return try child.run()
    }

    /// Onboards with an API key from standard input, as a starting point for other tests.
    @discardableResult
    func onboard(_ more: [String] = [], key: String = Fake.apiKey) throws -> Run {
        try run(
            ["onboard", "--non-interactive", "--accept-risk", "--anthropic-api-key", "-"] + more,
            input: key
        )
    }
}
