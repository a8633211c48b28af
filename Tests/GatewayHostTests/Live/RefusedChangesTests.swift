import Credentials
import TestSupport
import Testing

@testable import FileTransactions
@testable import GatewayHost
@testable import Secrets

/// Changes that do not come about: names that are not there, secrets that are not given, files that are in the way, disks
/// that fail.
@Suite struct RefusedChangesTests {
    // MARK: - Plans

    private static let nobody = OrderScope(provider: "anthropic", agent: "nobody", place: .store)
    private static var credential: NewCredential {
        NewCredential(Fake.apiKey("N"), kind: .apiKey, agents: ["nobody"])
    }

    @Test(arguments: [
        ProfileChange.fixOrder(["anthropic:key"], nobody), .automaticOrder(nobody),
        .clearFailures(id: "anthropic:key", agent: "nobody"), .recordChecks([], agent: "nobody"),
        .include(id: "anthropic:key", agent: "nobody"), .remove(id: "anthropic:key", agents: ["nobody"]),
        .copy(id: "anthropic:key", from: "nobody", to: ["main"]),
        .copy(id: "anthropic:key", from: "main", to: ["nobody"]), .add(credential),
        .replace(id: "anthropic:key", credential),
    ])
    func anAgentThatIsNotThereIsNamed(change: ProfileChange) {
        let problem = #expect(throws: Problem.self) { try TestHost(store: Stores.keyAndToken).plan(change) }
        #expect(problem?.code == "unknown-agent" && problem?.message.contains("nobody") == true)
    }

    @Test func marksOfAProfileThatIsNotThereAreNotCleared() {
        let problem = #expect(throws: Problem.self) {
            try TestHost(store: Stores.failing).plan(.clearFailures(id: "anthropic:kye", agent: "main"))
        }
        #expect(problem?.message.contains("anthropic:kye") == true)
    }

    @Test func answersThatStoreACredentialNeedASecret() {
        let problem = #expect(throws: Problem.self) { try TestHost().plan(SetupAnswers(agents: ["main"])) }
        #expect(problem?.code == "missing-credential")
    }

    @Test func aGatewayTokenNeedsRandomBytes() {
        var host = TestHost().host
        host.randomToken = { () throws(RandomnessError) in throw RandomnessError(code: 38) }
        let problem = #expect(throws: Problem.self) { try LiveHost(host).freshToken() }
        #expect(problem?.code == "no-randomness")
    }

    // MARK: - Pipeline

    private func rotation(_ obstacles: HostChange.ObstacleCheck) -> HostChange {
        HostChange(command: "test", requirement: .stores, obstacles: obstacles) { _ in
            .profile(.replace(id: "anthropic:key", .apiKey("N")))
        }
    }

    @Test func aStoreThatIsBrokenMeanwhileIsNotPlannedOn() throws {
        let host = TestHost(store: Stores.keyAndToken)
        var change = rotation(.done)
        change.holding = { write in
            host.files.addFile(TestHost.store, "{")
            return write()
        }
        let problem = #expect(throws: Problem.self) { try host.live.apply(retrying: change, on: host.snapshot()) }
        #expect(problem?.code == "unparsable" && host.files.text(TestHost.store) == "{")
    }

    @Test func aPurgeStopsAtAStoreThatIsBrokenMeanwhile() throws {
        let host = TestHost(store: Stores.keyAndToken)
        try host.apply(.replace(id: "anthropic:key", .apiKey("N")))
        let copies = host.files.tree().paths(containing: Fake.text(Fake.apiKey()))
        let problem = #expect(throws: Problem.self) {
            try host.live.purge(
                nil,
                retrying: host.snapshot(),
                holding: { remove in
                    host.files.addFile(TestHost.store, "{")
                    return remove()
                }
            )
        }
        #expect(problem?.code == "unparsable" && !copies.isEmpty)
        #expect(host.files.tree().paths(containing: Fake.text(Fake.apiKey())) == copies)
    }

    @Test func aFolderThatCannotBeWrittenIsFoundBeforeTheApply() throws {
        let host = TestHost(store: Stores.keyAndToken)
        host.files.setMode(of: TestHost.state + "/agents/main/agent", 0o500)
        let problem = #expect(throws: Problem.self) {
            try host.live.apply(retrying: rotation(.ofPlan), on: host.snapshot())
        }
        #expect(problem?.code == "obstacle-read-only-folder")
    }

    // MARK: - Failing disks

    /// A host, a plan for it, the number of calls that its apply makes, and the files before and after.
    private struct Trial {
        let host = TestHost(config: "{ gateway: { mode: 'local' } }\n", store: Stores.failing)
        let plan: ChangePlan
        let calls: Int
        let before: FileTree
        let after: FileTree

        init() throws {
            plan = try host.plan(.replace(id: "anthropic:key", .apiKey("N")))
            before = Self.files(host.files)
            let files = InMemoryFileSystem(copying: host.files)
            files.restartCount()
            _ = try LiveHost(.inMemory(files, environment: host.environment)).apply(plan).get()
            (calls, after) = (files.callNumber, Self.files(files))
        }

        static func files(_ disk: InMemoryFileSystem) -> FileTree {
            disk.tree().without(TestHost.state + "/setup").withoutTimes
        }

        /// Applies the plan on a copy of the disk with this fault.
        func apply(
            _ fault: InMemoryFileSystem.Fault
        ) -> (result: Result<ApplyReport, ApplyFailure>, disk: InMemoryFileSystem, live: LiveHost) {
            let disk = InMemoryFileSystem(copying: host.files)
            disk.restartCount()
            disk.arm(fault)
            let live = LiveHost(.inMemory(disk, environment: host.environment))
            let result = live.apply(plan)
            disk.reboot()
            disk.arm(nil)
            return (result, disk, live)
        }
    }

    @Test func aDiskThatFailsAtAnyCallLeavesAllOrNothingWritten() throws {
        let trial = try Trial()
        #expect(trial.calls > 50 && trial.before != trial.after)
        for call in 1...trial.calls {
            let (result, disk, live) = trial.apply(.fail(call: call, errno: 5))
            _ = try live.settle()
            switch result {
            case .success: #expect(Trial.files(disk) == trial.after, "call \(call)")
            case .failure(let failure):
                #expect(Trial.files(disk) == trial.before, "call \(call)")
                let problem = trial.host.snapshot().explain(failure)
                #expect(!problem.message.isEmpty && !problem.message.contains("["), "call \(call): \(problem)")
            }
        }
    }

    @Test func theNextCommandSaysWhatItMadeOfAnApplyThatWasKilled() throws {
        let trial = try Trial()
        var words: Set<String> = []
        for call in 1...trial.calls {
            let (_, disk, live) = trial.apply(.crash(call: call))
            guard case .settled(let lines) = try live.settle() else { continue }
            #expect([trial.before, trial.after].contains(Trial.files(disk)), "call \(call)")
            #expect(lines.count > 1 && !lines.joined().contains("["), "call \(call): \(lines)")
            words.insert(lines[0])
            guard case .nothing = try live.settle() else {
                Issue.record("call \(call): it is settled twice")
                continue
            }
        }
        #expect(words.count == 2, "taken back or finished: \(words)")
    }

    // MARK: - Reports

    @Test func whatIsLeftOverIsSaidOnceForEachReason() {
        var report = ApplyReport(written: [], backupFolder: "/b", payer: nil, gatewayProcess: nil, agent: "main")
        #expect(report.leftOver(.english) == nil)
        let (one, two) = (Problem(code: "a", message: "One."), Problem(code: "b", message: "Two."))
        report.unfinished = [one, two, one]
        #expect(report.leftOver(.english) == "! Done, but this is left over for the next command: One. Two.")
        report.unpurged = ["/b/x"]
        #expect(report.leftOver(.english) == nil, "those are a problem of their own")
    }
}
