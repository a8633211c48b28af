import Glibc
import TestSupport

/// Hosts that are made to be slow, doubled in size several times: the cost per byte of the largest compared with that
/// of the smaller ones, and the total compared with a plain text of the same size read by the same command.
///
/// CPU time, the minimum of several runs, without the program's start.
enum GrowthSuite {
    private static let runs = 3
    private static let limit = 2.0
    /// Less than this is only process start.
    private static let leastMilliseconds = 1.0

    static func run() throws -> [Row] {
        var rows: [Row] = []
        for trial in GrowthTrial.all { rows += try run(trial) }
        return rows
    }

    private static func run(_ trial: GrowthTrial) throws -> [Row] {
        let start = try milliseconds(of: trial, isPlain: true) { _ in }.milliseconds
        var costs: [(name: String, each: Double)] = []
        var beside: Row?
        for count in trial.counts {
            let (whole, bytes) = try milliseconds(of: trial) { try trial.make($0, count) }
            let plain = try milliseconds(of: trial, isPlain: true) { try trial.makePlain($0, bytes) }.milliseconds
            let (ours, theirs) = (max(leastMilliseconds, whole - start), max(leastMilliseconds, plain - start))
            costs.append((name: "\(trial.name): \(count), ns per byte", each: ours * 1e6 / Double(bytes)))
            beside = Row(name: "\(trial.name): \(count), ms", ours: ours, theirs: theirs, limit: trial.plainLimit)
        }
        let command = "openclaw " + trial.arguments.joined(separator: " ")
        return Benchmark.show(
            "\(command): a byte of a larger host beside one of the smaller",
            against: "smaller",
            Row.growth(of: costs, limit: limit)
        )
            + Benchmark.show(
                "the largest beside a plain text of as many bytes",
                against: "plain",
                beside.map { [$0] } ?? []
            )
    }

    /// The minimum time of several runs on a host, and the host's size in bytes.
    private static func milliseconds(
        of trial: GrowthTrial,
        isPlain: Bool = false,
        _ make: (TemporaryHome) throws -> Void
    ) throws -> (milliseconds: Double, bytes: Int) {
        var (least, bytes) = (Double.infinity, 0)
        var home: TemporaryHome?
        for _ in 0..<runs {
            if home == nil || trial.writes {
                let made = try TemporaryHome()
                try make(made)
                bytes = try made.tree().byteCount
                _ = try made.write("input", trial.input)
                home = made
            }
            guard let home else { continue }
            let run = try ChildRun(
                InstalledProgram.path,
                trial.arguments,
                input: home.path + "/input",
                environment: home.environment(),
                statuses: isPlain ? [0, 1] : trial.statuses
            )
            least = min(least, run.processorMilliseconds)
        }
        return (least, bytes)
    }
}
