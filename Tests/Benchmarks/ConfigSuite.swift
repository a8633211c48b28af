import Glibc
import TestSupport

/// Reading and editing a large config, compared with node's `json5`, which only reads it.
///
/// Reading is measured inside both processes, after the file has been read and after one warm-up, until all values are
/// decoded. Editing is measured as a whole process, from exec to exit, and must still be faster than node's reading
/// alone.
enum ConfigSuite {
    private static let turns = 5
    private static let repetitions = 3
    private static let megabyte = 1_000_000
    private static let sizes = [50_000, 500_000, 5_000_000, 50_000_000]
    /// How much more a byte may cost in a larger text, because of cache misses and fresh memory.
    private static let growthLimit = 1.5

    static func run() throws -> [Row] {
        let home = try TemporaryHome()
        let files = sizes.map { home.path + "/\($0).json5" }
        for (size, file) in zip(sizes, files) { try Job.write("write-config", size, to: file) }
        return try beside(node: Node(), files[2]) + growth("parse", files) + growth("edit", files)
    }

    private static func beside(node: Node, _ file: String) throws -> [Row] {
        var (parse, edit, theirs): ([Double], [Double], [Double]) = ([], [], [])
        var peaks = (parse: 0.0, edit: 0.0)
        // Alternating, so that a busy phase of the machine affects all.
        for _ in 0..<turns {
            theirs += try node.parse(file, times: repetitions)
            let parsing = try Job("parse", file, "\(repetitions + 1)")
            parse += parsing.milliseconds.dropFirst()
            edit.append(try Job("edit", file).wholeMilliseconds)
            peaks.parse = max(peaks.parse, try Job("parse", file).peakBytes)
            peaks.edit = max(peaks.edit, try Job("edit", file).peakBytes)
        }
        let size = Double(sizes[2])
        return Benchmark.show(
            "a configuration of \(sizes[2]) bytes beside node's json5, medians of \(parse.count) and \(edit.count)",
            against: "json5",
            [
                Row(name: "parse, ms", ours: parse.median, theirs: theirs.median, limit: 0.2),
                Row(name: "edit (whole process) / parse, ms", ours: edit.median, theirs: theirs.median, limit: 1),
            ]
        )
            + Benchmark.show(
                "its peak memory (VmHWM) beside the file",
                against: "file",
                [
                    Row(name: "parse, MB", ours: peaks.parse / 1e6, theirs: size / 1e6, limit: 12),
                    Row(name: "edit, MB", ours: peaks.edit / 1e6, theirs: size / 1e6, limit: 12),
                ]
            )
    }

    /// CPU time for each size in fresh processes, as a command reads its file; the minimum, which is the least
    /// disturbed.
    private static func growth(_ job: String, _ files: [String]) throws -> [Row] {
        let costs = try zip(sizes, files).map { size, file in
            let times = size > megabyte ? 3 : 15
            let best = try (0..<times).compactMap { _ in try Job(job, file).processorMilliseconds.first }.min() ?? .nan
            return (name: "\(job) of \(size) bytes, ns per byte", each: best * 1e6 / Double(size))
        }
        return Benchmark.show(
            "\(job): a byte of a larger text beside one of the smaller, \(sizes[0]) bytes first",
            against: "smaller",
            Row.growth(of: costs, limit: growthLimit)
        )
    }
}

/// Node with Debian's json5.
private struct Node {
    private static let program = "/usr/bin/node"
    private static let library = "/usr/share/nodejs/json5"
    private static let script = """
        const JSON5 = require("\(library)"), text = require("fs").readFileSync(process.argv[1], "utf8");
        for (let time = 0; time <= Number(process.argv[2]); time++) {
            const start = performance.now();
            JSON5.parse(text);
            if (time > 0) console.error("milliseconds " + (performance.now() - start));
        }
        """

    init() throws {
        guard access(Self.program, X_OK) == 0, access(Self.library, R_OK) == 0 else {
            throw ChildRun.Failure(description: "apt-get install --no-install-recommends nodejs node-json5")
        }
    }

    /// Milliseconds of each parse, after one warm-up.
    func parse(_ file: String, times: Int) throws -> [Double] {
        try ChildRun(Self.program, ["-e", Self.script, file, "\(times)"]).values("milliseconds")
    }
}
