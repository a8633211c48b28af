import Glibc
import TestSupport

/// `openclaw models status --probe` with twenty profiles, eight at a time, and a server that answers after 100 ms: the
/// ideal is three rounds. The whole process, from exec to exit.
enum ProbeSuite {
    private static let turns = 9
    private static let ideal = 300.0

    static func run() throws -> [Row] {
        let message = #"{"type":"message","content":[{"type":"text","text":"OK"}]}"#
        let server = try StubServer { _ in
            usleep(100_000)
            return .json(status: 200, message)
        }
        defer { server.stop() }
        let provider = #"{ baseUrl: "http://127.0.0.1:\#(server.port)", models: [] }"#
        let home = try BenchmarkHome(profiles: 20, config: "{ models: { providers: { anthropic: \(provider) } } }\n")
        let arguments = ["models", "status", "--probe", "--probe-concurrency", "8", "--json"]
        var times: [Double] = []
        for _ in 0..<turns {
            times.append(
                try ChildRun(InstalledProgram.path, arguments, environment: home.environment).milliseconds
            )
        }
        guard server.requests.count == 20 * turns else {
            throw ChildRun.Failure(description: "\(server.requests.count) requests came, not \(20 * turns)")
        }
        return try Benchmark.show(
            "openclaw models status --probe, 20 profiles, 8 at a time, answers after 100 ms, median of \(turns)",
            against: "ideal",
            [Row(name: "exec to exit, ms", ours: times.median, theirs: ideal, limit: 1.6)]
        ) + HangingCheck.run()
    }
}
