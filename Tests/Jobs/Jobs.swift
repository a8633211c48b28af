import FileTransactions
import Glibc

/// Performs one task of the program and reports its cost, for benchmarks and instruction counts.
///
/// Each job does what a command does, with the same calls, in its own process, so that its peak memory is measured too.
///
///     openclaw-jobs parse FILE TIMES            reads a JSON5 text and decodes it
///     openclaw-jobs edit FILE TIMES             config set: read, parse, set, validate, print
///     openclaw-jobs store FILE TIMES            loads a store; order and health of all its profiles
///     openclaw-jobs update STATE                one profile's key replaced, in a transaction
///     openclaw-jobs write-config BYTES          prints a config of this size
///     openclaw-jobs write-store PROFILES        prints a store with this many profiles
///
/// Results go to standard output; measurements go to standard error, one `name value` per line.
@main
enum Jobs {
    static func main() {
        do {
            try run(CommandLine.arguments.dropFirst().map { $0 })
            exit(0)
        } catch {
            print("\(error)", to: STDERR_FILENO)
            exit(1)
        }
    }

    private static func run(_ arguments: [String]) throws {
        guard arguments.count >= 2 else { throw JobFailure(description: "openclaw-jobs parse|edit|store|update PATH") }
        let path = arguments[1]
        let times = arguments.count > 2 ? Int(arguments[2]) ?? 1 : 1
        var stopwatch = Stopwatch()
        switch arguments[0] {
        case "parse": try ParseJob(path).run(times, &stopwatch)
        case "edit": try EditJob(path).run(times, &stopwatch)
        case "store": try StoreJob(path).run(times, &stopwatch)
        case "update": try UpdateJob(stateFolder: path).run(&stopwatch)
        case "write-config": return write(Array(GeneratedConfig.text(bytes: Int(path) ?? 0).utf8), to: STDOUT_FILENO)
        case "write-store": return write(Array(GeneratedStore.text(profiles: Int(path) ?? 0).utf8), to: STDOUT_FILENO)
        default: throw JobFailure(description: "unknown job: \(arguments[0])")
        }
        for time in stopwatch.milliseconds { print("milliseconds \(time)", to: STDERR_FILENO) }
        for time in stopwatch.processorMilliseconds { print("processor-milliseconds \(time)", to: STDERR_FILENO) }
        print("peak-kilobytes \(try peakMemory())", to: STDERR_FILENO)
    }

    /// The peak memory of this process in KiB: `VmHWM`.
    private static func peakMemory() throws -> Int {
        let files = SystemFileSystem()
        let file = try files.open("/proc/self/status", .reading)
        let text = String(decoding: try files.read(file, upTo: 4096), as: UTF8.self)
        try files.close(file)
        for line in text.split(separator: "\n") {
            let words = line.split { $0 == " " || $0 == "\t" }
            if words.first == "VmHWM:", words.count > 1, let kilobytes = Int(words[1]) { return kilobytes }
        }
        throw JobFailure(description: "no VmHWM")
    }

    private static func print(_ line: String, to descriptor: Int32) {
        write(Array((line + "\n").utf8), to: descriptor)
    }

    /// Writes all bytes; ends the job if the reader is gone.
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { exit(1) }
            rest = rest.dropFirst(count)
        }
    }
}

struct JobFailure: Error, CustomStringConvertible {
    var description: String
}

/// Measures repeated work.
struct Stopwatch {
    private(set) var milliseconds: [Double] = []
    /// CPU time, which does not depend on the load of the machine.
    private(set) var processorMilliseconds: [Double] = []

    mutating func time<Result>(_ body: () throws -> Result) rethrows -> Result {
        let (start, processorStart) = (ContinuousClock.now, Self.processorTime)
        let result = try body()
        processorMilliseconds.append(Self.processorTime - processorStart)
        let passed = (ContinuousClock.now - start).components
        milliseconds.append(Double(passed.seconds) * 1000 + Double(passed.attoseconds) / 1e15)
        return result
    }

    /// In milliseconds.
    private static var processorTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
    }
}
