import Dispatch
import Foundation
import Glibc
import TestSupport

/// One run of a program without a terminal: output and exit code.
struct Run: Sendable {
    /// The exit code, or 128 plus the number of the signal that ended it.
    var status: Int32
    var output: [UInt8]
    var error: [UInt8]

    var outputText: String { String(decoding: output, as: UTF8.self) }
    var errorText: String { String(decoding: error, as: UTF8.self) }
    /// Standard output, then standard error.
    var text: String { outputText + errorText }
}

/// Starts a program with posix_spawn(3); its streams are files, so nothing has to be read while it runs.
struct ChildProcess: Sendable {
    /// The program's path, then its arguments.
    var command: [String]
    var environment: [String: String]
    var folder: String
    /// Standard input; nil is /dev/null.
    var input: [UInt8]?

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// A longer run is killed and fails the test.
    var limitSeconds = 60

    /// Runs the program to its end.
    func run() throws -> Run {
        let streams = try Streams(input: input)
        let process = try spawn(streams)
        let guardian = DispatchWorkItem { kill(process, SIGKILL) }
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(limitSeconds), execute: guardian)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        guardian.cancel()
        return Run(status: Self.code(status), output: try streams.output(), error: try streams.error())
    }

    /// The exit code that a shell reports for a wait status.
    static func code(_ status: Int32) -> Int32 {
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }

    private func spawn(_ streams: Streams) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, streams.inputPath, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, streams.outputPath, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, streams.errorPath, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        return try Self.spawn(["/usr/bin/env", "-C", folder] + command, environment: environment, &actions)
    }

    /// Starts a program by path; the file actions set up its streams.
    static func spawn(
        _ command: [String],
        environment: [String: String],
        _ actions: inout posix_spawn_file_actions_t
    ) throws -> pid_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        resetSignals(&attributes)
        return try withPointers(command) { arguments in
            let variables = PseudoTerminal.toolVariables.merging(environment) { $1 }
            return try withPointers(variables.map { "\($0.key)=\($0.value)" }) { environment in
                var process: pid_t = 0
                let code = posix_spawn(&process, command[0], &actions, &attributes, arguments, environment)
                guard code == 0 else { throw Failure(description: "\(command): \(String(cString: strerror(code)))") }
                return process
            }
        }
    }

    /// The test runner's threads block signals and ignore SIGPIPE; a normal program does not.
    private static func resetSignals(_ attributes: inout posix_spawnattr_t) {
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    }

    private static func withPointers<Result>(
        _ strings: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) throws -> Result
    ) rethrows -> Result {
        let pointers = strings.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return try body(pointers + [nil])
    }
}

/// The files for a child's streams; a class, so that deinitialisation removes them.
private final class Streams {
    private let base: String
    let inputPath: String

    var outputPath: String { base + ".out" }
    var errorPath: String { base + ".err" }

    init(input: [UInt8]?) throws {
        base = FileManager.default.temporaryDirectory.appendingPathComponent("openclaw-run-\(UUID().uuidString)").path
        inputPath = input == nil ? "/dev/null" : base + ".in"
        if let input { try Data(input).write(to: URL(fileURLWithPath: inputPath)) }
    }

    deinit {
        for path in [base + ".in", outputPath, errorPath] { unlink(path) }
    }

    func output() throws -> [UInt8] { try read(outputPath) }
    func error() throws -> [UInt8] { try read(errorPath) }

    private func read(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }
}
