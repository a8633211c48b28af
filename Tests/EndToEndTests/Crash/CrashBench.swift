import Foundation

/// A folder in which one worker runs its cases, one after the other.
///
/// Its path stays the same, because backups and journals contain absolute paths: a copied home would refer to the
/// original.
final class CrashBench: Sendable {
    // Removed on deinitialisation.
    let home: TestHome
    private let traceFile: String

    init() throws {
        home = try TestHome(variables: ["GATEWAY_TOKEN": String(repeating: "ab", count: 24)])
        traceFile = home.root + ".trace"
    }

    deinit { try? FileManager.default.removeItem(atPath: traceFile) }

    func write(_ text: String, to path: String, mode: Int) throws {
        try home.write(text, to: home.root + "/" + path, mode: mode)
    }

    /// Runs a command that must succeed.
    func runOrFail(_ arguments: [String]) throws {
        let run = try home.run(arguments)
        guard run.status == 0 else {
            throw ChildProcess.Failure(description: "\(arguments[0]) exits \(run.status): \(run.text)")
        }
    }

    /// Runs a command with a fault at a call; nil if strace could not inject it.
    func run(_ arguments: [String], _ fault: CrashFault, at call: WriteCall) throws -> Run? {
        let run = try home.run(arguments, behind: fault.strace(at: call, trace: traceFile))
        let trace = try String(contentsOfFile: traceFile, encoding: .utf8)
        return SystemCallTrace.wasInjected(trace) ? run : nil
    }

    /// Runs a command undisturbed and returns its writing calls.
    func trace(_ arguments: [String]) throws -> (run: Run, calls: [WriteCall]) {
        let run = try home.run(arguments, behind: CrashFault.strace(trace: traceFile))
        let trace = try String(contentsOfFile: traceFile, encoding: .utf8)
        return (run, try SystemCallTrace.writeCalls(in: trace, below: home.root))
    }
}
