import TestSupport

/// The profiles screen beside `dialog --menu`: its first frame with few and with many profiles, and that a move among many
/// costs what it costs among few.
enum TableSuite {
    private static let runs = 10

    static func run() throws -> [Row] {
        let few = try Contestant.profiles(BenchmarkHome(profiles: 50))
        let many = try Contestant.profiles(BenchmarkHome(profiles: 10_000))
        let ten = try Contestant.profiles(BenchmarkHome(profiles: 10))
        let dialog = try Contestant.dialog(BenchmarkHome())
        var samples = (few: Samples(), many: Samples(), ten: Samples(), dialog: Samples())
        for _ in 0..<runs {
            try samples.few.add(few)
            try samples.many.add(many)
            try samples.ten.add(ten)
            try samples.dialog.add(dialog)
        }
        let frame = samples.dialog.firstFrames.median
        let rows = Benchmark.show(
            "openclaw models auth beside dialog --menu, medians of \(runs) runs, one pseudo-terminal timer, 80x24",
            against: "dialog",
            [
                Row(
                    name: "first frame, 50 profiles, ms",
                    ours: samples.few.firstFrames.median,
                    theirs: frame,
                    limit: 2
                ),
                Row(
                    name: "first frame, 10 000 profiles, ms",
                    ours: samples.many.firstFrames.median,
                    theirs: frame,
                    limit: 5
                ),
                Row(
                    name: "key to last byte, 50 profiles, ms",
                    ours: samples.few.keys.median,
                    theirs: samples.dialog.keys.median,
                    limit: 2
                ),
            ]
        )
        return rows
            + Benchmark.show(
                "a move among 10 000 profiles beside one among 10",
                against: "10 rows",
                [
                    Row(
                        name: "key to last byte, p50, ms",
                        ours: samples.many.keys.median,
                        theirs: samples.ten.keys.median,
                        limit: 1.2
                    )
                ]
            )
    }
}

extension Contestant {
    /// The profiles screen over a store.
    fileprivate static func profiles(_ home: BenchmarkHome) -> Contestant {
        Contestant(
            program: BuiltProduct.path("openclaw"),
            arguments: ["models", "auth"],
            listArguments: ["models", "auth"],
            environment: home.environment,
            home: home
        )
    }
}
