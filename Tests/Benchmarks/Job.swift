import TestSupport

/// A run of `openclaw-jobs`, which does a piece of the program's work and measures itself.
struct Job {
    /// Of each repetition, without the start of the process.
    let milliseconds: [Double]
    /// The same in time of the processor, which does not depend on what else the machine does.
    let processorMilliseconds: [Double]
    /// The whole process, from before its start to after its end.
    let wholeMilliseconds: Double
    /// The peak of the process's memory.
    let peakBytes: Double

    init(_ arguments: String...) throws {
        let run = try ChildRun(BuiltProduct.path("openclaw-jobs"), arguments)
        milliseconds = run.values("milliseconds")
        processorMilliseconds = run.values("processor-milliseconds")
        wholeMilliseconds = run.milliseconds
        peakBytes = (run.values("peak-kilobytes").last ?? .nan) * 1024
    }

    /// Makes a file to work on: `write-config BYTES` or `write-store PROFILES`.
    static func write(_ kind: String, _ size: Int, to path: String) throws {
        _ = try ChildRun(BuiltProduct.path("openclaw-jobs"), [kind, "\(size)"], output: path)
    }
}
