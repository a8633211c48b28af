import TestSupport

/// A run of `openclaw-jobs`, which performs one task of the program and measures itself.
struct Job {
    /// Of each repetition, without process start.
    let milliseconds: [Double]
    /// The same as CPU time, which does not depend on the load of the machine.
    let processorMilliseconds: [Double]
    /// The whole process, from before its start to after its end.
    let wholeMilliseconds: Double
    /// The peak memory of the process.
    let peakBytes: Double

    init(_ arguments: String...) throws {
        let run = try ChildRun(BuiltProduct.path("openclaw-jobs"), arguments)
        milliseconds = run.values("milliseconds")
        processorMilliseconds = run.values("processor-milliseconds")
        wholeMilliseconds = run.milliseconds
        peakBytes = (run.values("peak-kilobytes").last ?? .nan) * 1024
    }

    /// Generates an input file: `write-config BYTES` or `write-store PROFILES`.
    static func write(_ kind: String, _ size: Int, to path: String) throws {
        _ = try ChildRun(BuiltProduct.path("openclaw-jobs"), [kind, "\(size)"], output: path)
    }
}
