import FileTransactions
import Glibc
import TestSupport
import Testing

/// The property: after a fault at any file call and the next recovery, all files are old or all are new, modes are
/// right, nothing is left over, and secrets are only in the store and in 0600 backups.
@Suite struct FaultLawTests {
    // Only writes change what a crash leaves, so crashes are simulated before each write.

    @Test(arguments: Scenario.all)
    func killedAtAnyCall(scenario: Scenario) throws {
        let trial = try Trial(applying: scenario)
        for call in trial.writeCalls {
            try trial.checkAfterRecovery(trial.killed(at: call), "killed at \(trial.name(of: call))")
        }
    }

    @Test(arguments: Scenario.all)
    func failedAtAnyCall(scenario: Scenario) throws {
        try Trial(applying: scenario).checkFailuresAtAnyCall(readsToo: scenario.failsReadsToo)
    }

    @Test(arguments: Scenario.all)
    func failedAtAnyCallAndAllAfterIt(scenario: Scenario) throws {
        let trial = try Trial(applying: scenario)
        for call in trial.writeCalls {
            let disk = trial.disk()
            disk.arm(.failFrom(call: call, errno: EIO))
            _ = try? trial.act(disk)
            disk.reboot()
            try trial.checkAfterRecovery(disk, "EIO from \(trial.name(of: call)) on")
        }
    }

    @Test(arguments: Scenario.all)
    func powerLostAtAnyCall(scenario: Scenario) throws {
        let trial = try Trial(applying: scenario)
        for call in trial.writeCalls {
            let killed = trial.killed(at: call)
            for seed in 0..<4 {
                let disk = InMemoryFileSystem(copying: killed)
                var random = SeededGenerator(seed: UInt64(seed * 1000 + call))
                // Seed 0 loses everything that was not synced.
                disk.losePower { count in seed == 0 ? 0 : Int.random(in: 0..<count, using: &random) }
                try trial.checkAfterRecovery(disk, "power lost at \(trial.name(of: call)), seed \(seed)")
            }
        }
    }

    @Test(arguments: Scenario.all)
    func undoKilledAtAnyCall(scenario: Scenario) throws {
        let trial = try Trial(undoing: scenario)
        for call in trial.writeCalls {
            try trial.checkAfterRecovery(trial.killed(at: call), "undo killed at \(trial.name(of: call))")
        }
    }

    @Test(arguments: Scenario.mostUnlike)
    func undoFailedAtAnyCall(scenario: Scenario) throws {
        try Trial(undoing: scenario).checkFailuresAtAnyCall(readsToo: scenario.failsReadsToo)
    }

    /// After a kill at any call, either all copies to be purged are still there for an undo, or none.
    @Test(arguments: Scenario.mostUnlike)
    func forgettingKilledAtAnyCall(scenario: Scenario) throws {
        for trial in [try Trial(forgettingOn: scenario), try Trial(purgingOn: scenario)] {
            for call in trial.writeCalls {
                let killed = trial.killed(at: call)
                try trial.checkAfterRecovery(InMemoryFileSystem(copying: killed), "killed at \(trial.name(of: call))")
                for seed in 0..<4 {
                    let disk = InMemoryFileSystem(copying: killed)
                    var random = SeededGenerator(seed: UInt64(seed * 1000 + call))
                    disk.losePower { count in seed == 0 ? 0 : Int.random(in: 0..<count, using: &random) }
                    try trial.checkAfterRecovery(disk, "power lost at \(trial.name(of: call)), seed \(seed)")
                }
            }
        }
    }

    @Test(arguments: Scenario.mostUnlike)
    func forgettingFailedAtAnyCall(scenario: Scenario) throws {
        for trial in [try Trial(forgettingOn: scenario), try Trial(purgingOn: scenario)] {
            try trial.checkFailuresAtAnyCall(readsToo: scenario.failsReadsToo)
            for call in trial.writeCalls {
                let disk = trial.disk()
                disk.arm(.failFrom(call: call, errno: EIO))
                _ = try? trial.act(disk)
                disk.reboot()
                try trial.checkAfterRecovery(disk, "EIO from \(trial.name(of: call)) on")
            }
        }
    }

    @Test(arguments: Scenario.mostUnlike)
    func killedAgainDuringRecovery(scenario: Scenario) throws {
        let trial = try Trial(applying: scenario)
        for call in trial.writeCalls {
            let killed = trial.killed(at: call)
            let recovered = InMemoryFileSystem(copying: killed)
            recovered.restartCount()
            _ = try Scenario.folder(recovered).recover()
            // Every third call, so that three consecutive first crashes cover all of them.
            for second in recovered.writeCalls where (second + call) % 3 == 0 {
                let disk = InMemoryFileSystem(copying: killed)
                disk.restartCount()
                disk.arm(.crash(call: second))
                _ = try? Scenario.folder(disk).recover()
                disk.reboot()
                try trial.checkAfterRecovery(disk, "killed at \(trial.name(of: call)), recovery at its call \(second)")
            }
        }
    }
}

extension Scenario {
    /// Whether also each read is made to fail; for some scenarios only, because it is slow.
    var failsReadsToo: Bool { name == Self.both.name || program != nil }
}

/// One command that is run repeatedly, each time with a fault.
struct Trial {
    let old: FileTree
    let new: FileTree
    let callCount: Int
    let writeCalls: [Int]
    let calls: [InMemoryFileSystem.Call]
    private let start: InMemoryFileSystem
    let act: (InMemoryFileSystem) throws -> Void
    /// An additional property after recovery; `isNew` tells which state was reached.
    private var alsoHolds: (_ tree: FileTree, _ isNew: Bool) -> Bool = { _, _ in true }

    init(applying scenario: Scenario) throws {
        try self.init(from: scenario.makeDisk()) { try scenario.apply($0) }
    }

    init(undoing scenario: Scenario) throws {
        let disk = scenario.makeDisk()
        try scenario.apply(disk)
        disk.syncAll()
        try self.init(from: disk) { try Scenario.undo($0) }
    }

    /// A replaced secret is purged by the apply that replaces it: its own backup, and that of an earlier apply.
    init(forgettingOn scenario: Scenario) throws {
        let disk = scenario.makeDisk()
        try scenario.apply(disk)
        disk.syncAll()
        disk.advance(milliseconds: 60_000)
        var second = scenario
        (second.newConfig, second.newStore) = ("{ third: 3 }\n", "{\"third\": 1}\n")
        second.forgets = [Scenario.oldSecret, Scenario.newSecret]
        try self.init(from: disk) { try second.apply($0) }
        let before = disk.tree().backups
        alsoHolds = { tree, isNew in
            isNew ? tree.paths(containing: "sk-ant-").isEmpty : tree.backups.withoutTimes == before.withoutTimes
        }
    }

    /// The same as a separate purge later.
    init(purgingOn scenario: Scenario) throws {
        let disk = scenario.makeDisk()
        let record = try scenario.apply(disk).record
        disk.syncAll()
        let folders = Set([record?.folder].compactMap(\.self))
        try self.init(from: disk) {
            _ = try Scenario.folder($0).purge(folders, summary: "purge", waiting: { _ in .cancel })
        }
        let before = disk.tree().backups
        alsoHolds = { tree, _ in tree.backups.copies.isEmpty || tree.backups.withoutTimes == before.withoutTimes }
    }

    private init(from start: InMemoryFileSystem, act: @escaping (InMemoryFileSystem) throws -> Void) throws {
        start.restartCount()
        self.start = start
        self.act = act
        old = start.tree().seen
        let disk = InMemoryFileSystem(copying: start)
        try act(disk)
        new = disk.tree().seen
        calls = disk.calls
        callCount = calls.count
        writeCalls = disk.writeCalls
    }

    /// The host before the command; its calls are counted from 1.
    func disk() -> InMemoryFileSystem {
        InMemoryFileSystem(copying: start)
    }

    /// The host after the command was killed at that call.
    func killed(at call: Int) -> InMemoryFileSystem {
        let disk = disk()
        disk.arm(.crash(call: call))
        _ = try? act(disk)
        disk.reboot()
        return disk
    }

    func name(of call: Int) -> String {
        call <= calls.count ? "call \(call), \(calls[call - 1])" : "call \(call)"
    }

    /// One failure at each writing call, or at each call, with the usual errnos in turn.
    func checkFailuresAtAnyCall(readsToo: Bool) throws {
        for call in readsToo ? Array(1...callCount) : writeCalls {
            let number = [ENOSPC, EIO, EACCES][call % 3]
            try checkFailure(.fail(call: call, errno: number), "errno \(number) at \(name(of: call))")
        }
    }

    /// An error with "unchanged" must be true; success means all new; and the next recovery leaves nothing over.
    func checkFailure(_ fault: InMemoryFileSystem.Fault, _ what: String) throws {
        let disk = disk()
        disk.arm(fault)
        do {
            try act(disk)
            #expect(new.withoutTimes.targets.difference(to: disk.tree().seen.withoutTimes.targets) == "", "\(what)")
        } catch let error as FileError {
            if error.aftermath == .unchanged {
                #expect(old.difference(to: disk.tree().seen) == "", "\(what): \(error)")
            }
        }
        disk.reboot()
        try checkAfterRecovery(disk, what)
    }

    func checkAfterRecovery(_ disk: InMemoryFileSystem, _ what: String) throws {
        let report: RecoveryReport
        do {
            report = try Scenario.folder(disk).recover()
        } catch {
            Issue.record("\(what): recovery failed: \(error)")
            return
        }
        #expect(report.left.isEmpty, "\(what)")
        let tree = disk.tree()
        let isOld = tree.seen == old
        let isNew = tree.seen.withoutTimes == new.withoutTimes
        if !isOld && !isNew {
            Issue.record(
                "\(what): torn\nagainst old:\n\(old.difference(to: tree.seen))\nagainst new:\n\(new.difference(to: tree.seen))"
            )
        }
        #expect(alsoHolds(tree, isNew), "\(what): backups\n\(tree.backups.paths.joined(separator: "\n"))")
        checkOwnState(disk, tree, what)
    }

    private func checkOwnState(_ disk: InMemoryFileSystem, _ tree: FileTree, _ what: String) {
        let own = tree.paths.filter { $0.hasPrefix(Scenario.setup + "/") }
        let strays = own.filter { !$0.hasPrefix(Scenario.setup + "/backups") }
        #expect(strays == [], "\(what)")
        #expect(own.allSatisfy { tree[$0]?.mode == (tree[$0]?.kind == .folder ? 0o700 : 0o600) }, "\(what)")
        for secret in [Scenario.oldSecret, Scenario.newSecret] {
            let places = tree.paths(containing: secret)
            #expect(places.allSatisfy { $0 == Scenario.store || $0.hasPrefix(Scenario.setup + "/backups/") }, "\(what)")
        }
        // Every backup folder has a readable record, and every record its copies.
        let folders = Set(own.filter { $0.split(separator: "/").count == 6 && tree[$0]?.kind == .folder })
        let records = (try? Scenario.folder(disk).records()) ?? []
        #expect(Set(records.map(\.folder)) == folders, "\(what)")
        #expect(
            records.allSatisfy { record in
                record.files.compactMap { record.backupPath(of: $0) }.allSatisfy { tree[$0] != nil }
            },
            "\(what)"
        )
    }
}

extension InMemoryFileSystem {
    /// The numbers of the calls that can change something.
    var writeCalls: [Int] {
        calls.enumerated().filter(\.element.isWrite).map { $0.offset + 1 }
    }
}

extension FileTree {
    /// The backups for an undo.
    var backups: FileTree {
        paths.filter { !$0.hasPrefix(Scenario.setup + "/backups/") }.reduce(into: self) { $0[$1] = nil }
    }

    /// The copies of files among them.
    var copies: [String] { paths.filter { self[$0]?.kind == .file && !$0.hasSuffix("/record") } }

    /// The files only, without those that a finished commit may leave for the next command to remove.
    var targets: FileTree {
        paths.filter { self[$0]?.kind == .folder || $0.contains(".openclaw-") }.reduce(into: self) { $0[$1] = nil }
    }
}

/// Deterministic by seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

extension Trial {
    /// The number of the first such call in the undisturbed command.
    func number(of call: String) throws -> Int {
        try #require(calls.firstIndex { $0.description == call }) + 1
    }

    /// The number of the last such call before the last call of another kind.
    func number(ofLast call: String, before other: String) -> Int? {
        guard let end = calls.lastIndex(where: { $0.description == other }) else { return nil }
        return calls[..<end].lastIndex { $0.description == call }.map { $0 + 1 }
    }
}
