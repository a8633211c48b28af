import Foundation

/// A home folder of a crash case: made fresh, copied for every case, looked at afterwards.
struct CrashHome: Sendable {
    let root: URL

    var state: URL { root.appendingPathComponent("state") }
    var config: URL { state.appendingPathComponent("openclaw.json") }
    var store: URL { state.appendingPathComponent("agents/main/agent/auth-profiles.json") }
    var secretFile: URL { root.appendingPathComponent("secret.txt") }

    init() throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent("openclaw-crash-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    }

    private init(root: URL) { self.root = root }

    /// A copy with the same modes.
    func copy() throws -> CrashHome {
        let target = root.deletingLastPathComponent().appendingPathComponent("openclaw-crash-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: root, to: target)
        return CrashHome(root: target)
    }

    func remove() { try? FileManager.default.removeItem(at: root) }

    func write(_ text: String, to file: URL, mode: Int) throws {
        let folder = file.deletingLastPathComponent()
        if !FileManager.default.fileExists(atPath: folder.path) {
            try FileManager.default.createDirectory(
                at: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        }
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    }

    var environment: [String: String] {
        [
            "HOME": root.path, "OPENCLAW_HOME": root.path, "OPENCLAW_STATE_DIR": state.path,
            "OPENCLAW_CONFIG_PATH": config.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
            "GATEWAY_TOKEN": String(repeating: "ab", count: 24),
        ]
    }

    struct Run: Sendable {
        var status: Int32
        var output: String
    }

    /// Runs the program, behind `strace` where a prefix is given; `@secret` stands for the secret's file.
    func run(_ arguments: [String], behind prefix: [String] = []) throws -> Run {
        let command = prefix + [Program.path] + arguments.map { $0 == "@secret" ? secretFile.path : $0 }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command[0].hasPrefix("/") ? command[0] : "/usr/bin/" + command[0])
        process.arguments = Array(command.dropFirst())
        process.environment = environment
        process.currentDirectoryURL = root
        process.standardInput = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
        return Run(status: status, output: String(decoding: output, as: UTF8.self))
    }

    func runOrFail(_ arguments: [String]) throws {
        let run = try run(arguments)
        guard run.status == 0 else { throw CrashFailure(what: "\(arguments[0]) exits \(run.status): \(run.output)") }
    }
}

struct CrashFailure: Error, CustomStringConvertible {
    var what: String
    var description: String { what }
}

/// The program under test, beside the test bundle.
enum Program {
    static let path: String = {
        if let given = ProcessInfo.processInfo.environment["OPENCLAW_BINARY"] { return given }
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        return bundle.appendingPathComponent("openclaw").path
    }()
}
