package import Foundation
import Glibc

/// A run of another program of these tests, which lies beside the tests. A class because it represents a process.
package final class PeerProcess {
    package let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    /// - Parameter command: what it is started by, as `strace` with its arguments.
    package init(_ program: String, _ arguments: [String], behind command: [String] = []) throws {
        let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let all = command + [folder.appendingPathComponent(program).path] + arguments
        process.executableURL = URL(fileURLWithPath: all[0])
        process.arguments = Array(all.dropFirst())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    deinit { if process.isRunning { kill() } }

    /// Sends a line and returns the answer; nil if there is none.
    package func ask() -> String? {
        input.fileHandleForWriting.write(Data("\n".utf8))
        return try? line()
    }

    /// The next line of its output.
    package func line() throws -> String {
        var bytes = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty {
            if byte.first == UInt8(ascii: "\n") { break }
            bytes += byte
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Lets it end and returns its remaining output.
    package func finish() throws -> String {
        try input.fileHandleForWriting.close()
        let rest = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: rest, as: UTF8.self)
    }

    package func kill() {
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
