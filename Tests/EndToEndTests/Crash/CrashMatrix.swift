import Foundation

/// Runs many disturbed runs of the program, two at a time.
struct CrashMatrix: Sendable {
    /// What is disturbed.
    struct Case: Sendable {
        var call: WriteCall
        var fault: CrashFault
        /// Where the settling of the first crash by the next command is disturbed as well.
        var second: Second?

        struct Second: Sendable {
            var call: WriteCall
            var fault: CrashFault
        }
    }

    struct Result: Sendable {
        var cases = 0
        /// One line for each case that went wrong.
        var torn: [String] = []

        static func += (left: inout Result, right: Result) {
            left.cases += right.cases
            left.torn += right.torn
        }
    }

    var faults: [CrashFault]
    /// Which calls are disturbed.
    var includes: @Sendable (WriteCall) -> Bool

    /// Every call; the one that .ci/crash-matrix asks for.
    static let full = CrashMatrix(faults: CrashFault.allCases) { _ in true }
    /// The calls between which a disk looks different; quick enough for every test run.
    static let quick = CrashMatrix(faults: [.kill, .inputOutput]) { $0.changesNames }

    static var requested: CrashMatrix {
        ProcessInfo.processInfo.environment["OPENCLAW_CRASH_MATRIX"] == "full" ? full : quick
    }

    /// All cases of a scenario, spread over two benches.
    func run(_ scenario: CrashScenario) async throws -> Result {
        try await withThrowingTaskGroup(of: Result.self) { group in
            for worker in 0..<2 {
                group.addTask { try run(scenario, worker: worker, of: 2) }
            }
            var total = Result()
            for try await result in group { total += result }
            return total
        }
    }

    private func run(_ scenario: CrashScenario, worker: Int, of workers: Int) throws -> Result {
        let baseline = try CrashBaseline(of: scenario)
        var cases = baseline.calls.filter(includes).flatMap { call in
            faults.map { Case(call: call, fault: $0) }
        }
        cases += try secondCases(baseline)
        var result = Result()
        for (index, crash) in cases.enumerated() where index % workers == worker {
            result.cases += 1
            if let problem = Self.problem(crash, baseline) {
                result.torn.append("\(scenario.name), \(crash): \(problem)")
            }
        }
        return result
    }

    /// Crashes while the next command settles a first crash, for first crashes that leave work to do.
    private func secondCases(_ baseline: CrashBaseline) throws -> [Case] {
        var cases: [Case] = []
        for call in baseline.calls where call.name.hasPrefix("rename") {
            try baseline.start.restore(to: baseline.bench.home.root)
            guard try baseline.bench.run(baseline.scenario.arguments, .kill, at: call) != nil else { continue }
            let settling = try baseline.bench.trace(["undo"]).calls.filter(includes)
            for second in settling {
                for fault in faults where fault == .kill || fault == .inputOutput {
                    cases.append(Case(call: call, fault: .kill, second: Case.Second(call: second, fault: fault)))
                }
            }
        }
        return cases
    }

    /// Runs one case from the start; nil when its files are whole afterwards.
    private static func problem(_ crash: Case, _ baseline: CrashBaseline) -> String? {
        do {
            try baseline.start.restore(to: baseline.bench.home.root)
            let run = try baseline.bench.run(baseline.scenario.arguments, crash.fault, at: crash.call)
            guard let run else { return "the fault was not put in" }
            if let second = crash.second {
                guard try baseline.bench.run(["undo"], second.fault, at: second.call) != nil else {
                    return "the second fault was not put in"
                }
            }
            return try baseline.verdict(after: run)
        } catch {
            return "\(error)"
        }
    }
}

extension CrashMatrix.Case: CustomStringConvertible {
    var description: String {
        let first = "\(fault.rawValue) at \(call.name) \(call.number)"
        guard let second else { return first }
        return first + ", then \(second.fault.rawValue) at \(second.call.name) \(second.call.number)"
    }
}
