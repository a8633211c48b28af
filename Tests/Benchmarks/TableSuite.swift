import TestSupport

/// The screens compared with `dialog --menu`: the first frame of each, of the profiles with few and with many rows, and
/// that moving the mark among many rows costs the same as among few.
enum TableSuite {
    private static let runs = 10

    static func run() throws -> [Row] {
        let few = try Contestant.screen(["models", "auth"], BenchmarkHome(profiles: 50))
        let many = try Contestant.screen(["models", "auth"], BenchmarkHome(profiles: 10_000))
        let ten = try Contestant.screen(["models", "auth"], BenchmarkHome(profiles: 10))
        let home = try Contestant.screen([], BenchmarkHome(profiles: 50))
        let parameters = try Contestant.screen(["models", "params"], BenchmarkHome(profiles: 50))
        let dialog = try Contestant.dialog(BenchmarkHome())
        var samples = (few: Samples(), many: Samples(), ten: Samples(), dialog: Samples())
        var (homes, sheets) = (Samples(), Samples())
        for _ in 0..<runs {
            try samples.few.add(few)
            try samples.many.add(many)
            try samples.ten.add(ten)
            try samples.dialog.add(dialog)
            try homes.addFirstFrame(home)
            try sheets.addFirstFrame(parameters)
        }
        let frame = samples.dialog.firstFrames.median
        let rows = Benchmark.show(
            "the screens beside dialog --menu, medians of \(runs) runs, one pseudo-terminal timer, 80x24",
            against: "dialog",
            [
                Row(name: "home, first frame, ms", ours: homes.firstFrames.median, theirs: frame, limit: 2),
                Row(name: "parameters, first frame, ms", ours: sheets.firstFrames.median, theirs: frame, limit: 2),
                Row(
                    name: "profiles, first frame, 50, ms",
                    ours: samples.few.firstFrames.median,
                    theirs: frame,
                    limit: 2
                ),
                Row(
                    name: "profiles, first frame, 10 000, ms",
                    ours: samples.many.firstFrames.median,
                    theirs: frame,
                    limit: 5
                ),
                Row(
                    name: "profiles, key to last byte, 50, ms",
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
    /// A screen over a host.
    fileprivate static func screen(_ arguments: [String], _ home: BenchmarkHome) -> Contestant {
        Contestant(
            program: InstalledProgram.path,
            arguments: arguments,
            listArguments: arguments,
            environment: home.environment,
            lastWord: "? keys",
            home: home
        )
    }
}
