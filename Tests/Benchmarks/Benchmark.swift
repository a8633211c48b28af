import Glibc

/// Measures this program and others on the same inputs, alternating in one run.
///
/// Only ratios count, because all programs then have the same machine and load. Exits with 1 if a ratio exceeds its
/// limit.
///
///     openclaw-benchmark                  all suites
///     openclaw-benchmark frame            first frame and key latency of `onboard`, compared with dialog
///     openclaw-benchmark config           reading and editing a large config, compared with node's json5
///     openclaw-benchmark store            reading and updating a large store, compared with jq
///     openclaw-benchmark status           `models status --json`, compared with a node that does nothing
///     openclaw-benchmark table            first frame and moves of the profiles screen, few rows and many
///     openclaw-benchmark growth           hosts made to be slow, compared with plain texts of the same size
///     openclaw-benchmark probe            `models status --probe`, compared with the ideal rounds; keys during a check
@main
enum Benchmark {
    private static let suites: [(name: String, run: @Sendable () throws -> [Row])] = [
        ("frame", FirstFrameSuite.run), ("config", ConfigSuite.run), ("store", StoreSuite.run),
        ("status", StatusSuite.run), ("table", TableSuite.run), ("probe", ProbeSuite.run),
        ("growth", GrowthSuite.run),
    ]

    static func main() {
        let wanted = CommandLine.arguments.dropFirst()
        let unknown = wanted.filter { name in !suites.contains { $0.name == name } }
        guard unknown.isEmpty else {
            print("no such suite: \(unknown.joined(separator: " ")); there are \(suites.map(\.name))")
            exit(64)
        }
        do {
            var missed: [Row] = []
            for suite in suites where wanted.isEmpty || wanted.contains(suite.name) {
                missed += try suite.run().filter { !$0.isWithinLimit }
                print("")
            }
            for row in missed { print("FAILED: \(row.name) is over its limit") }
            exit(missed.isEmpty ? 0 : 1)
        } catch {
            print("\(error)")
            exit(2)
        }
    }

    /// Prints a table row by row as results arrive.
    static func show(_ title: String, against theirs: String, ours: String = "openclaw", _ rows: [Row]) -> [Row] {
        print(title)
        print(Row.heading(ours: ours, theirs: theirs))
        for row in rows { print(row.text) }
        fflush(nil)
        return rows
    }
}
