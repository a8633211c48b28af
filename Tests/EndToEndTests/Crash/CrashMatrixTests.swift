import Foundation
import Testing

/// Kills the program and fails its calls at writing system calls, and checks what the next command finds.
@Suite("Crash matrix", .serialized)
struct CrashMatrixTests {
    init() throws {
        try #require(FileManager.default.isExecutableFile(atPath: "/usr/bin/strace"), "apt-get install strace")
    }

    @Test func everyFileIsAllOldOrAllNewAfterTheNextCommand() async throws {
        var result = CrashMatrix.Result()
        for scenario in CrashScenario.all { result += try await CrashMatrix.requested.run(scenario) }
        print("\(result.cases) cases, \(result.torn.count) torn")
        #expect(result.cases > 30)
        #expect(result.torn.isEmpty, Comment(rawValue: result.torn.joined(separator: "\n")))
    }

    /// Checks the harness: faults must actually be injected.
    @Test(arguments: [CrashFault.kill, .inputOutput])
    func aFaultWhereTheFirstFileIsPutInPlaceLeavesEverythingOld(fault: CrashFault) throws {
        let baseline = try CrashBaseline(of: .existing)
        let renames = baseline.calls.filter { $0.name.hasPrefix("rename") }
        let call = try #require(renames.first { call in Self.putsTheStoreInPlace(call, baseline) })
        try baseline.start.restore(to: baseline.bench.home.root)
        let run = try #require(try baseline.bench.run(baseline.scenario.arguments, fault, at: call))
        #expect(run.status == (fault == .kill ? 137 : 1))
        let (found, _) = try CrashBaseline.outcome(in: baseline.bench, baseline.scenario)
        #expect(found == baseline.old)
        #expect(found != baseline.new)
    }

    /// The first call after which a killed run has left the new store.
    private static func putsTheStoreInPlace(_ call: WriteCall, _ baseline: CrashBaseline) -> Bool {
        let next = baseline.calls.drop { $0 != call }.dropFirst().first
        guard let next, (try? baseline.start.restore(to: baseline.bench.home.root)) != nil,
            (try? baseline.bench.run(baseline.scenario.arguments, .kill, at: next)) != nil,
            let store = try? baseline.bench.home.read(baseline.bench.home.store)
        else { return false }
        return store.contains(CrashScenario.token)
    }

    /// Checks the harness: the comparison must detect damage.
    @Test(arguments: Damage.all) func theComparisonSeesDamage(damage: Damage) throws {
        let baseline = try CrashBaseline(of: .existing)
        let home = baseline.bench.home
        try baseline.start.restore(to: home.root)
        let run = try home.run(baseline.scenario.arguments)
        #expect(try baseline.verdict(after: run) == nil)
        try damage.apply(home, baseline.start)
        let verdict = try #require(try baseline.verdict(after: run))
        #expect(verdict.contains(damage.word), "\(verdict)")
    }

    struct Damage: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var word: String
        var apply: @Sendable (TestHome, FolderPicture) throws -> Void

        static let all = [
            Damage(testDescription: "old config beside the new store", word: "torn") { home, start in
                guard case .file(let bytes)? = start.entries["state/openclaw.json"]?.kind else { return }
                try home.write(String(decoding: bytes, as: UTF8.self), to: home.config, mode: 0o640)
            },
            Damage(testDescription: "a wider mode", word: "torn") { home, _ in try home.setMode(0o644, of: home.config)
            },
            Damage(testDescription: "a wider mode of the store", word: "mode 644") { home, _ in
                try home.setMode(0o644, of: home.store)
            },
            Damage(testDescription: "a stray file", word: "torn") { home, _ in
                try home.write("", to: home.store + ".tmp")
            },
            Damage(testDescription: "a stray secret", word: "holds a secret") { home, _ in
                try home.write(CrashScenario.token, to: home.root + "/left.txt")
            },
            Damage(testDescription: "a journal left over", word: "left over") { home, _ in
                try home.write("", to: home.setup + "/left")
            },
        ]
    }
}
