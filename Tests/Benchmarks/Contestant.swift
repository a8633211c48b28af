import Glibc
import TerminalUI
import TestSupport

/// A program that shows a list.
struct Contestant {
    var program: String
    /// The arguments to show a first frame.
    var arguments: [String]
    /// The arguments to show a list to move in.
    var listArguments: [String]
    var environment: [String: String]
    /// A word at the bottom of its screen: once it appears, the frame is complete.
    var lastWord: String
    /// Kept alive while it is used.
    var home: BenchmarkHome?

    struct Missing: Error, CustomStringConvertible {
        var description: String
    }

    /// The wizard's first page, with a config and a store to read; the model page as the list.
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

/// The measurements of a program, one value per run.
struct Samples {
    /// Milliseconds from before the start to the last byte of the first frame.
    var firstFrames: [Double] = []
    /// Milliseconds from a key to the last byte of its output: the median of each run.
    var keys: [Double] = []
    /// Bytes of output per key: the median of each run.
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

    /// The time to a complete frame. The terminal setup that a program writes first is not a frame, however long it
    /// pauses after it.
    private static func frame(
        _ program: PseudoTerminal,
        _ contestant: Contestant,
        since start: ContinuousClock.Instant
    ) throws -> Duration {
        // The screen is inspected only during pauses, because that takes as long as a few hundred bytes and would be
        // measured.
        var time: Duration
        repeat {
            time = try answer(program, since: start, after: program.transcript.count)
        } while !program.screen.contains(contestant.lastWord)
        return time
    }

    private mutating func addMoves(_ program: PseudoTerminal) throws {
        var times: [Double] = []
        var counts: [Double] = []
        // Down and up alternately, so that the end of the list is never reached.
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

    /// The time to the last byte before a pause.
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
