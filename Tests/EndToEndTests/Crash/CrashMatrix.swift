import Foundation

/// Runs many disturbed runs of the program, two at a time.
struct CrashMatrix: Sendable {
    /// One fault.
    struct Case: Sendable {
        var call: WriteCall
        var fault: CrashFault
        /// A second fault during the recovery from the first crash.
        var second: Second?

        struct Second: Sendable {
            var call: WriteCall
            var fault: CrashFault
        }
    }

    struct Result: Sendable {
        var cases = 0
        /// One line for each failed case.
        var torn: [String] = []

        static func += (left: inout Result, right: Result) {
            left.cases += right.cases
            left.torn += right.torn
        }
    }

    var faults: [CrashFault]
    /// The calls at which faults are injected.
    var includes: @Sendable (WriteCall) -> Bool
    /// Whether the recovery from a first crash is disturbed too.
    var crashesTwice: Bool

    /// Every call; used by .ci/crash-matrix.
    static let full = CrashMatrix(faults: CrashFault.allCases, includes: { _ in true }, crashesTwice: true)
    /// Only calls that put files in place; fast enough for every test run.
    static let quick = CrashMatrix(
        faults: [.kill, .inputOutput],
        includes: { $0.name.hasPrefix("rename") },
        crashesTwice: false
    )

    static var requested: CrashMatrix {
        ProcessInfo.processInfo.environment["OPENCLAW_CRASH_MATRIX"] == "full" ? full : quick
    }

    /// All cases of a scenario, distributed over two benches.
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
        if crashesTwice { cases += try secondCases(baseline) }
        if worker == 0 { print("\(scenario.name): \(baseline.calls.count) calls, \(cases.count) cases") }
        var result = Result()
        for (index, crash) in cases.enumerated() where index % workers == worker {
            result.cases += 1
            if let problem = Self.problem(crash, baseline) {
                result.torn.append("\(scenario.name), \(crash): \(problem)")
            }
        }
        return result
    }

    /// Crashes during recovery, at calls that change names: a kill at a rename, then another fault.
    private func secondCases(_ baseline: CrashBaseline) throws -> [Case] {
        var cases: [Case] = []
        for call in baseline.calls where call.name.hasPrefix("rename") {
            try baseline.start.restore(to: baseline.bench.home.root)
            guard try baseline.bench.run(baseline.scenario.arguments, .kill, at: call) != nil else { continue }
            let settling = try baseline.bench.trace(["undo"]).calls.filter(\.changesNames)
            for second in settling {
                for fault in faults where fault == .kill || fault == .inputOutput {
                    cases.append(Case(call: call, fault: .kill, second: Case.Second(call: second, fault: fault)))
                }
            }
        }
        return cases
    }

    /// Runs one case from the start; nil if its files are consistent afterwards.
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
