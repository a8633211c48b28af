import FileTransactions
import GatewayConfig
import Glibc
import JSON5

/// Larger than the largest measured file.
private let sizeLimit = 128 << 20

/// Parses a JSON5 text and decodes all of it, as `JSON5.parse` does.
struct ParseJob {
    private let bytes: [UInt8]

    init(_ path: String) throws {
        bytes = try SystemFileSystem().contents(of: path, limit: sizeLimit).bytes
    }

    func run(_ times: Int, _ stopwatch: inout Stopwatch) throws {
        for _ in 0..<times {
            let root = try stopwatch.time { try Document(parsing: bytes).root }
            guard root.objectValue?.isEmpty == false else { throw JobFailure(description: "nothing was read") }
        }
    }
}

/// What `config set` does: reads the configuration, sets one value, validates the result and prints it.
struct EditJob {
    private let path: String
    private let files = SystemFileSystem()

    init(_ path: String) {
        self.path = path
    }

    func run(_ times: Int, _ stopwatch: inout Stopwatch) throws {
        for round in 0..<times {
            let bytes = try stopwatch.time { try edited(port: 18_790 + round) }
            Jobs.write(bytes, to: STDOUT_FILENO)
        }
    }

    private func edited(port: Int) throws -> [UInt8] {
        let snapshot = ConfigSnapshot.read(paths, EnvironmentLayers(process: [:]), .builtIn, read)
        try requireValid(snapshot)
        var editor = try ConfigEditor(snapshot)
        try editor.set(.integer(port), at: ["gateway", "port"])
        try requireValid(editor.result(read))
        guard let change = editor.changes.first else { throw JobFailure(description: "the edit was not made") }
        return change.bytes
    }

    private func requireValid(_ snapshot: ConfigSnapshot) throws {
        let issues = snapshot.issues
        guard snapshot.problem == nil, issues.isEmpty else {
            throw JobFailure(description: "\(snapshot.problem as Any) \(issues.prefix(3))")
        }
    }

    private var paths: StatePaths {
        let context = PathContext(
            environment: ["HOME": "/nonexistent", "OPENCLAW_CONFIG_PATH": path],
            workingDirectory: "/nonexistent"
        )
        return StatePaths(context) { $0 == path }
    }

    private func read(_ path: String) throws(FileError) -> ConfigFile {
        ConfigFile(path: path, contents: try files.contents(of: path, limit: sizeLimit).bytes)
    }
}
