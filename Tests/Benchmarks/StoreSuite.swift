import FileTransactions
import Glibc
import TestSupport

/// A store with ten thousand profiles, compared with `jq . FILE`, which reads and prints it: whole processes, from exec
/// to exit.
enum StoreSuite {
    private static let turns = 9
    private static let rounds = 7
    private static let counts = [10, 100, 1000, 10_000]
    /// How much more a profile may cost in a larger store.
    private static let growthLimit = 1.5

    static func run() throws -> [Row] {
        let home = try TemporaryHome()
        let states = try counts.map { count in
            let folder = "state-\(count)"
            let file = try home.write("\(folder)/agents/main/agent/auth-profiles.json", "")
            try Job.write("write-store", count, to: file)
            return home.path + "/" + folder
        }
        return try besideJQ(states[states.count - 1]) + growth(states)
    }

    private static func besideJQ(_ state: String) throws -> [Row] {
        let jq = "/usr/bin/jq"
        guard access(jq, X_OK) == 0 else { throw ChildRun.Failure(description: "apt-get install jq") }
        let file = store(in: state)
        var (load, update, theirs): ([Double], [Double], [Double]) = ([], [], [])
        var peaks = (load: 0.0, update: 0.0)
        for _ in 0..<turns {
            theirs.append(try ChildRun(jq, [".", file]).milliseconds)
            let loading = try Job("store", file)
            load.append(loading.wholeMilliseconds)
            peaks.load = max(peaks.load, loading.peakBytes)
            let updating = try Job("update", state)
            update.append(updating.wholeMilliseconds)
            peaks.update = max(peaks.update, updating.peakBytes)
        }
        let size = Double(try SystemFileSystem().contents(of: file).bytes.count) / 1e6
        return Benchmark.show(
            "a store of \(counts[counts.count - 1]) profiles beside jq . FILE, medians of \(turns) whole processes",
            against: "jq",
            [
                Row(name: "load, order and health, ms", ours: load.median, theirs: theirs.median, limit: 1),
                Row(name: "one update in a transaction, ms", ours: update.median, theirs: theirs.median, limit: 2),
            ]
        )
            + Benchmark.show(
                "its peak memory (VmHWM) beside the file",
                against: "file",
                [
                    Row(name: "load, order and health, MB", ours: peaks.load / 1e6, theirs: size, limit: 12),
                    Row(name: "one update, MB", ours: peaks.update / 1e6, theirs: size, limit: 12),
                ]
            )
    }

    /// CPU time for each size: the lowest decile of each run, because the minimum may be a clock jump, and the median
    /// of several runs. The sizes alternate, because a processor can be slower for seconds at a time.
    private static func growth(_ states: [String]) throws -> [Row] {
        var runs = [[Double]](repeating: [], count: counts.count)
        for _ in 0..<rounds {
            for (index, state) in states.enumerated() {
                let times = max(5, 5000 / counts[index])
                let run = try Job("store", store(in: state), "\(times)").processorMilliseconds.sorted()
                runs[index].append(run.isEmpty ? .nan : run[run.count / 10])
            }
        }
        let costs = zip(counts, runs).map { count, runs in
            (name: "\(count) profiles, us each", each: runs.median * 1e3 / Double(count))
        }
        return Benchmark.show(
            "load, order and health: a profile of a larger store beside one of the smaller, \(counts[0]) first",
            against: "smaller",
            Row.growth(of: costs, limit: growthLimit)
        )
    }

    private static func store(in state: String) -> String {
        state + "/agents/main/agent/auth-profiles.json"
    }
}
