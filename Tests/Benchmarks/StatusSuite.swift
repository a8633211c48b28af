import Glibc
import TestSupport

/// `openclaw models status --json` with fifty profiles and a config of 20 KB, compared with `node -e 0`: the time that
/// node needs to do nothing. Whole processes, from exec to exit.
enum StatusSuite {
    private static let turns = 21
    private static let peakLimit = 16e6

    static func run() throws -> [Row] {
        let nodes = ["/usr/bin/node", "/usr/local/bin/node"]
        guard let node = nodes.first(where: { access($0, X_OK) == 0 }) else {
            throw ChildRun.Failure(description: "apt-get install nodejs")
        }
        let home = try BenchmarkHome(profiles: 50)
        var (ours, theirs): ([Double], [Double]) = ([], [])
        let (program, arguments) = (InstalledProgram.path, ["models", "status", "--json"])
        var peak = 0.0
        for _ in 0..<turns {
            ours.append(try ChildRun(program, arguments, environment: home.environment).milliseconds)
            peak = max(peak, try ChildRun.peakBytes(program, arguments, environment: home.environment))
            theirs.append(try ChildRun(node, ["-e", "0"], environment: home.environment).milliseconds)
        }
        return Benchmark.show(
            "openclaw models status --json beside node -e 0, medians of \(turns) whole processes",
            against: "node",
            [Row(name: "exec to exit, ms", ours: ours.median, theirs: theirs.median, limit: 1 / 6.0)]
        )
            + Benchmark.show(
                "its peak memory beside what it may have",
                against: "limit",
                [Row(name: "models status --json, MB", ours: peak / 1e6, theirs: peakLimit / 1e6, limit: 1)]
            )
    }
}
