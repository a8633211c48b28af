import Glibc
import TerminalUI
import TestSupport

/// A program with a list on its screen.
struct Contestant {
    var program: String
    /// What is started to see a first frame.
    var arguments: [String]
    /// What is started to move in a list.
    var listArguments: [String]
    var environment: [String: String]
    /// A word at the lower end of its screen: with it the frame is whole.
    var lastWord: String
    /// Kept for as long as it is used.
    var home: BenchmarkHome?

    struct Missing: Error, CustomStringConvertible {
        var description: String
    }

    /// The wizard's first page, with a configuration and a store to read before; its model page as the list.
    static func openclaw(_ home: BenchmarkHome) -> Contestant {
        Contestant(
            program: InstalledProgram.path,
            arguments: ["onboard"],
            listArguments: ["onboard", "--auth-choice", "skip"],
            environment: home.environment,
            lastWord: "? help"
        )
    }

    static func dialog(_ home: BenchmarkHome) throws -> Contestant {
        let program = "/usr/bin/dialog"
        guard access(program, X_OK) == 0 else { throw Missing(description: "apt-get install dialog") }
        let items = (1...12).flatMap { ["\($0)", "anthropic/claude-model-\($0)   200k   5 / 25"] }
        let menu = ["--title", "openclaw", "--menu", "Which model should answer?", "22", "70", "12"] + items
        return Contestant(
            program: program,
            arguments: menu,
            listArguments: menu,
            environment: home.environment,
            lastWord: "OK"
        )
    }

    func start(_ arguments: [String]) throws -> PseudoTerminal {
        try PseudoTerminal(program, arguments, environment: environment)
    }
}

/// What was measured of a contestant, one value for each run.
struct Samples {
    /// Milliseconds from before the start of the program to the last byte of its first frame.
    var firstFrames: [Double] = []
    /// Milliseconds from a key to the last byte that it made the program write: each run's median.
    var keys: [Double] = []
    /// Bytes that such a key made the program write: each run's median.
    var bytes: [Double] = []

    private static let moves = 20

    mutating func add(_ contestant: Contestant) throws {
        try addFirstFrame(contestant)
        let program = try contestant.start(contestant.listArguments)
        _ = try Self.frame(program, contestant, since: .now)
        try addMoves(program)
    }

    mutating func addFirstFrame(_ contestant: Contestant) throws {
        let start = ContinuousClock.now
        let program = try contestant.start(contestant.arguments)
        try firstFrames.append(Self.frame(program, contestant, since: start).milliseconds)
    }

    /// How long it took to a whole frame. What a program writes to make the terminal ready is none, however long it is
    /// silent then.
    private static func frame(
        _ program: PseudoTerminal,
        _ contestant: Contestant,
        since start: ContinuousClock.Instant
    ) throws -> Duration {
        // Looked at in the silences only: looking takes the time of a few hundred bytes, and would be counted.
        var time: Duration
        repeat {
            time = try answer(program, since: start, after: program.transcript.count)
        } while !program.screen.contains(contestant.lastWord)
        return time
    }

    private mutating func addMoves(_ program: PseudoTerminal) throws {
        var times: [Double] = []
        var counts: [Double] = []
        // Down and up by turns: the list is long enough, and its end is never met.
        for move in 0..<Self.moves {
            let before = program.transcript.count
            let start = ContinuousClock.now
            program.send(move % 4 < 2 ? .down : .up)
            try times.append(Self.answer(program, since: start, after: before).milliseconds)
            counts.append(Double(program.transcript.count - before))
        }
        keys.append(times.median)
        bytes.append(counts.median)
    }

    /// How long it took until the last byte before a silence.
    private static func answer(
        _ program: PseudoTerminal,
        since start: ContinuousClock.Instant,
        after before: Int
    ) throws -> Duration {
        try program.wait(timeout: .seconds(10)) { _ in program.transcript.count > before }
        program.settle(quiet: .milliseconds(30))
        if let ending = program.ending { throw PseudoTerminalError.ended(ending, screen: program.screen.lines) }
        return program.lastOutput - start
    }
}

extension Duration {
    var milliseconds: Double {
        Double(components.seconds) * 1000 + Double(components.attoseconds) / 1_000_000_000_000_000
    }
}
