import FileTransactions
import TestSupport
import Testing

/// The property: what another program writes at any moment of a commit is never lost.
@Suite struct InterloperLawTests {
    /// The gateway and editors write `openclaw.json` by temporary file and rename.
    @Test(arguments: [Scenario.config, Scenario.store])
    func aFileReplacedByAnotherStays(path: String) throws {
        try checkAtAnyCall(path) { disk in
            disk.delete(path)
            disk.addFile(path, "theirs")
        }
    }

    /// The gateway writes its store in place, and not always under its lock.
    @Test(arguments: [Scenario.config, Scenario.store])
    func aFileOverwrittenByAnotherStays(path: String) throws {
        try checkAtAnyCall(path) { $0.overwrite(path, "theirs") }
    }

    private func checkAtAnyCall(
        _ path: String,
        _ write: @escaping @Sendable (InMemoryFileSystem) -> Void
    ) throws {
        let trial = try Trial(applying: .both)
        // From the first call after the plan was made.
        for call in try trial.number(of: "status \(Scenario.setup)")...trial.callCount {
            let disk = trial.disk()
            disk.before(call: call, write)
            // Both outcomes are correct; only losing the other program's bytes is not.
            _ = try? trial.act(disk)
            #expect(disk.text(path) == "theirs", "\(trial.name(of: call))")
            let report = try Scenario.folder(disk).recover()
            #expect(report.outcome == .nothing)
            #expect(disk.text(path) == "theirs")
            #expect(disk.tree().paths.allSatisfy { !$0.contains(".openclaw-") && !$0.hasSuffix(".lock") })
        }
    }

    @Test func aLaterWriterIsReportedNotRepaired() throws {
        let trial = try Trial(applying: .both)
        let sync = try #require(
            trial.number(ofLast: "status \(Scenario.config)", before: "rename \(Scenario.setup)/journal")
        )
        let disk = trial.disk()
        disk.before(call: sync) { $0.overwrite(Scenario.config, "theirs") }
        let receipt = try Scenario.both.apply(disk)
        #expect(receipt.changedSince == [Scenario.config])
        #expect(disk.text(Scenario.config) == "theirs")
        #expect(disk.text(Scenario.store) == Scenario.both.newStore)
    }
}
