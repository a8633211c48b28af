import Foundation
import Testing

/// Kills and fails the program at every write-side system call and looks at what the next command finds.
@Suite("Crash matrix")
struct CrashMatrixTests {
    enum Fault: String, CaseIterable, Sendable {
        case kill = "signal=KILL"
        case noSpace = "error=ENOSPC"
        case inputOutput = "error=EIO"
        case denied = "error=EACCES"
    }

    struct Case: Sendable {
        var scenario: CrashScenario
        var call: WriteCall
        var fault: Fault
        var name: String { "\(scenario.name): \(fault.rawValue) at \(call.name) \(call.number)" }
    }

    struct Baseline: Sendable {
        var home: CrashHome
        var old: CrashPicture
        var new: CrashPicture
        var calls: [WriteCall]
    }

    @Test func everyFileIsAllOldOrAllNewAfterTheNextCommand() async throws {
        try #require(FileManager.default.isExecutableFile(atPath: "/usr/bin/strace"), "apt-get install strace")
        var cases = 0
        var torn: [String] = []
        for scenario in CrashScenario.all {
            let baseline = try Self.baseline(of: scenario)
            defer { baseline.home.remove() }
            let all = baseline.calls.flatMap { call in
                Fault.allCases.map { Case(scenario: scenario, call: call, fault: $0) }
            }
            cases += all.count
            torn += await Self.run(all, on: baseline)
        }
        print("\(cases) cases, \(torn.count) torn")
        #expect(cases > 100)
        #expect(torn.isEmpty, Comment(rawValue: torn.joined(separator: "\n")))
    }

    /// What the scenario's home looks like before and after an undisturbed run, and the calls of that run.
    private static func baseline(of scenario: CrashScenario) throws -> Baseline {
        let home = try CrashHome()
        try scenario.prepare(home)
        let traced = try home.copy()
        defer { traced.remove() }
        let trace = traced.root.deletingLastPathComponent().appendingPathComponent(traced.root.lastPathComponent + ".trace")
        defer { try? FileManager.default.removeItem(at: trace) }
        let names = SystemCallTrace.names.joined(separator: ",")
        let run = try traced.run(
            scenario.arguments,
            behind: ["strace", "-f", "-qq", "-e", "trace=" + names, "-o", trace.path]
        )
        try #require(run.status == 0, "\(scenario.name) exits \(run.status): \(run.output)")
        let calls = SystemCallTrace.writeCalls(in: try String(contentsOf: trace, encoding: .utf8))
        return Baseline(home: home, old: try CrashPicture(of: home), new: try CrashPicture(of: traced), calls: calls)
    }

    /// Runs the cases two at a time; gives what is torn.
    private static func run(_ cases: [Case], on baseline: Baseline) async -> [String] {
        await withTaskGroup(of: String?.self) { group in
            var rest = cases[...]
            var torn: [String] = []
            for _ in 0..<2 {
                if let next = rest.popFirst() { group.addTask { tear(next, on: baseline) } }
            }
            while let result = await group.next() {
                if let result { torn.append(result) }
                if let next = rest.popFirst() { group.addTask { tear(next, on: baseline) } }
            }
            return torn
        }
    }

    /// One case; nil when the files are whole.
    private static func tear(_ crash: Case, on baseline: Baseline) -> String? {
        do {
            let home = try baseline.home.copy()
            defer { home.remove() }
            let injection = "inject=\(crash.call.name):\(crash.fault.rawValue):when=\(crash.call.number)"
            let run = try home.run(
                crash.scenario.arguments,
                behind: ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + crash.call.name, "-e", injection]
            )
            let next = try home.run(["undo"])
            let found = try CrashPicture(of: home)
            return verdict(found, run: run, next: next, on: baseline).map { "\(crash.name): \($0)" }
        } catch {
            return "\(crash.name): \(error)"
        }
    }

    private static func verdict(
        _ found: CrashPicture,
        run: CrashHome.Run,
        next: CrashHome.Run,
        on baseline: Baseline
    ) -> String? {
        guard found.defects.isEmpty else { return found.defects.joined(separator: ", ") }
        let text = run.output + next.output
        if CrashScenario.secrets.contains(where: text.contains) { return "a secret was printed" }
        if found == baseline.new { return nil }
        guard found == baseline.old else { return "torn: " + difference(found, baseline) }
        return run.status == 0 ? "says done, but nothing was written" : nil
    }

    private static func difference(_ found: CrashPicture, _ baseline: Baseline) -> String {
        let paths = Set(found.entries.keys).union(baseline.old.entries.keys).union(baseline.new.entries.keys).sorted()
        let states = paths.map { path in
            let entry = found.entries[path]
            let isOld = entry == baseline.old.entries[path]
            let isNew = entry == baseline.new.entries[path]
            return "\(path) " + (isOld ? (isNew ? "same" : "old") : isNew ? "new" : "neither: \(entry ?? "missing")")
        }
        return states.joined(separator: ", ") + ", backups \(found.backups) (old \(baseline.old.backups), new \(baseline.new.backups))"
    }
}
