import Foundation
import Glibc
import Testing

/// A run of the program that writes databases, `Tests/SQLitePeer`. A class because it represents a process.
final class SQLitePeer {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    /// - Parameter command: what it is started by, as `strace` with its arguments.
    init(_ arguments: [String], behind command: [String] = []) throws {
        let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let program = folder.appendingPathComponent("openclaw-sqlite-peer").path
        let all = command + [program] + arguments
        process.executableURL = URL(fileURLWithPath: all[0])
        process.arguments = Array(all.dropFirst())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    deinit {
        if process.isRunning {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
    }

    /// The next line of its output.
    func line() throws -> String {
        var bytes = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty {
            if byte.first == UInt8(ascii: "\n") { break }
            bytes += byte
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Lets it end and returns its remaining output.
    func finish() throws -> String {
        try input.fileHandleForWriting.close()
        let rest = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: rest, as: UTF8.self)
    }

    /// Runs statements in a database, which is then closed.
    /// - Parameter dies: whether the program is killed instead of closing it.
    static func run(_ sql: String, in path: String, dies: Bool = false) throws {
        let peer = try SQLitePeer(["run", path, sql] + (dies ? ["die"] : []))
        let answer = try peer.finish()
        #expect(answer.isEmpty, "\(answer)")
        #expect(peer.process.terminationReason == (dies ? .uncaughtSignal : .exit))
    }
}
