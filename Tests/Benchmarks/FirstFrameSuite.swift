/// `openclaw onboard` compared with `dialog --menu`, measured through the same pseudo-terminal.
///
/// This program may take at most twice as long to its first complete frame, and from a key to the last byte of its
/// output.
enum FirstFrameSuite {
    private static let runs = 20

    static func run() throws -> [Row] {
        let home = try BenchmarkHome()
        let ours = Contestant.openclaw(home)
        let theirs = try Contestant.dialog(home)
        var samples = (ours: Samples(), theirs: Samples())
        // Alternating, so that a busy phase of the machine affects both.
        for _ in 0..<runs {
            try samples.ours.add(ours)
            try samples.theirs.add(theirs)
        }
        let row = { (name: String, values: KeyPath<Samples, [Double]>, limit: Double?) in
            Row(
                name: name,
                ours: samples.ours[keyPath: values].median,
                theirs: samples.theirs[keyPath: values].median,
                limit: limit
            )
        }
        return Benchmark.show(
            "openclaw onboard beside dialog --menu, medians of \(runs) runs, one pseudo-terminal timer, 80x24",
            against: "dialog",
            [
                row("exec to first full frame, ms", \.firstFrames, 2),
                row("key to last byte, p50, ms", \.keys, 2),
                row("bytes of a list move", \.bytes, 1),
            ]
        )
    }
}
