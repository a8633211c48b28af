import TerminalUI
import TestSupport

/// The time from a key to the moved mark on the profiles screen, while a check waits for a server that never answers,
/// compared with the same screen without a check.
enum HangingCheck {
    private static let moves = 400

    static func run() throws -> [Row] {
        let server = try StubServer { _ in .hang([]) }
        defer { server.stop() }
        let provider = #"{ baseUrl: "http://127.0.0.1:\#(server.port)", models: [] }"#
        let home = try BenchmarkHome(profiles: 20, config: "{ models: { providers: { anthropic: \(provider) } } }\n")
        let checking = try opened(home)
        let idle = try opened(home)
        checking.send(.character("v"))
        try checking.wait { $0.contains("Asks http://127.0.0.1") }
        checking.send(.character("y"))
        try checking.wait { $0.contains("Checking p") }
        var times = (checking: [Double](), idle: [Double]())
        // Alternating, so that a busy phase of the machine affects both.
        for move in 0..<moves {
            let key: Key = move % 4 < 2 ? .down : .up
            try times.checking.append(paint(checking, key))
            try times.idle.append(paint(idle, key))
        }
        guard checking.screen.contains("Esc stops it"), server.requests.count == 1 else {
            throw ChildRun.Failure(description: "the check did not run to the end: \(checking.screen.lines)")
        }
        try leave(checking)
        try leave(idle)
        return Benchmark.show(
            "openclaw models auth while a check hangs beside the same without one, \(moves) moves each",
            against: "no check",
            [
                Row(name: "key to paint, p50, ms", ours: times.checking.median, theirs: times.idle.median, limit: 1.2)
            ]
        )
    }

    private static func opened(_ home: BenchmarkHome) throws -> PseudoTerminal {
        let program = try PseudoTerminal(
            InstalledProgram.path,
            ["models", "auth"],
            environment: home.environment
        )
        try program.wait { $0.contains("20 of 20 ready") }
        return program
    }

    /// Until the cursor, which is sent last in every frame, is on another row.
    private static func paint(_ program: PseudoTerminal, _ key: Key) throws -> Double {
        // The previous frame is complete once its cursor stays.
        program.settle(quiet: .milliseconds(10))
        let row = program.screen.cursor.row
        let start = ContinuousClock.now
        program.send(key)
        try program.wait { $0.cursor.row != row }
        return (program.lastOutput - start).milliseconds
    }

    /// Leaves properly, so that nothing of the check is left.
    private static func leave(_ program: PseudoTerminal) throws {
        program.send(.control("c"))
        _ = try program.waitForExit()
    }
}
