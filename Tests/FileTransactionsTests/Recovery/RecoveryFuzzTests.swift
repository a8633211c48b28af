import FileTransactions
import Foundation
import Glibc
import TestSupport
import Testing

/// The property: following any journal or record changes nothing outside the gateway's files.
///
/// Observed from the root folder, as root, so that no permission substitutes for a check.
@Suite struct RecoveryFuzzTests {
    /// `OPENCLAW_FUZZ_RECOVERY` sets the number of runs; the default fits into every test run.
    private static let count =
        ProcessInfo.processInfo.environment["OPENCLAW_FUZZ_RECOVERY"].flatMap { Int($0) } ?? 1_500

    @Test(arguments: [UInt64(1), 2])
    func mutatedJournalsTouchNothingOutside(seed: UInt64) throws {
        let world = try FuzzWorld()
        var random = SeededGenerator(seed: seed)
        var followed = 0
        for number in 0..<(Self.count / 2) {
            let disk = world.killed(&random)
            let text = try #require(disk.text(FuzzWorld.journal))
            disk.overwrite(FuzzWorld.journal, Mutation.mutated(text, &random))
            let report = try? world.folder(disk).recover(waiting: { _ in .cancel })
            if report != nil { followed += 1 }
            try world.check(disk, "journal \(number) of seed \(seed)")
        }
        // Checks the test: some mutated journals must pass parsing.
        #expect(followed > Self.count / 100)
    }

    @Test(arguments: [UInt64(3), 4])
    func mutatedRecordsTouchNothingOutside(seed: UInt64) throws {
        let world = try FuzzWorld()
        var random = SeededGenerator(seed: seed)
        var undone = 0
        for number in 0..<(Self.count / 2) {
            let disk = InMemoryFileSystem(copying: world.applied)
            let text = try #require(disk.text(world.record))
            disk.overwrite(world.record, Mutation.mutated(text, &random))
            let folder = world.folder(disk)
            if let record = try? folder.latestUndoable(), let plan = try? folder.undoPlan(for: record) {
                let replaced = plan.changedSince.map { ($0, [UInt8]?.some([1])) }
                let receipt = try? folder.undo(
                    plan,
                    replacements: Dictionary(replaced) { first, _ in first },
                    givingBackWiderModes: true,
                    summary: "undo",
                    waiting: { _ in .cancel }
                )
                if receipt != nil { undone += 1 }
            }
            // An apply also removes outdated backups.
            disk.advance(milliseconds: 30 * 24 * 3600 * 1000)
            _ = try? Scenario.both.apply(disk)
            try world.check(disk, "record \(number) of seed \(seed)")
        }
        #expect(undone > Self.count / 100)
    }
}

/// A home with an apply, killed or finished, and other files around it.
private struct FuzzWorld {
    static let journal = Scenario.setup + "/journal"
    static let outside = [
        "/etc/passwd", "/etc/passwd.lock/note", "/home/jo/.ssh/id_ed25519", "/home/kim/.openclaw/openclaw.json",
        "/srv/data/.file.openclaw-0123456789abcdef.tmp", "/var/tmp/empty",
    ]

    let applied: InMemoryFileSystem
    let record: String
    private let killedDisks: [InMemoryFileSystem]
    private let around: FileTree

    init() throws {
        let trial = try Trial(forgettingOn: .both)
        killedDisks = trial.writeCalls.map { trial.killed(at: $0) }.filter { $0.exists(Self.journal) }
        for disk in killedDisks { Self.furnish(disk) }
        let applied = Scenario.both.makeDisk()
        let done = try #require(try Scenario.both.apply(applied).record)
        record = done.folder + "/record"
        Self.furnish(applied)
        self.applied = applied
        around = Self.around(applied)
    }

    func folder(_ disk: InMemoryFileSystem) -> SetupFolder {
        var folder = Scenario.folder(disk)
        folder.patience = LockPatience(milliseconds: 0)
        return folder
    }

    /// After a kill at some write of an apply, which left a journal.
    func killed(_ random: inout SeededGenerator) -> InMemoryFileSystem {
        InMemoryFileSystem(copying: killedDisks.randomElement(using: &random) ?? applied)
    }

    /// Foreign files, some with the same bytes as the apply's, and links out of the state folder.
    private static func furnish(_ disk: InMemoryFileSystem) {
        let contents = [
            Scenario.both.oldStore, Scenario.both.newStore, Scenario.both.oldConfig, Scenario.both.newConfig,
        ]
        for (index, path) in outside.enumerated() {
            disk.addFile(path, contents[index % 4] ?? "")
            // The same time on every disk; a file that is rewritten with the same bytes gets another one.
            disk.setTime(of: path, milliseconds: 1_700_000_000_000)
        }
        disk.addFolder("/var/tmp/hollow/20200101-000000Z")
        disk.addFolder("/etc/shadow.lock", mode: 0o1700)
        disk.addLink(Scenario.state + "/out", to: "/etc")
        disk.addLink(Scenario.state + "/file", to: "/etc/passwd")
        disk.addLink(Scenario.setup + "/backups/20200101-000000Z", to: "/var/tmp/hollow/20200101-000000Z")
        disk.become(userID: 0)
        for path in disk.tree().paths { disk.setOwner(of: path, 0) }
    }

    private static func around(_ disk: InMemoryFileSystem) -> FileTree { disk.tree().without(Scenario.state) }

    func check(_ disk: InMemoryFileSystem, _ what: String) throws {
        let now = Self.around(disk)
        guard now != around else { return }
        Issue.record("\(what):\n\(around.difference(to: now))")
        throw CancellationError()
    }
}

/// Mutations that keep most of a line-based text valid, so that the code after parsing is reached.
private enum Mutation {
    static func mutated(_ text: String, _ random: inout SeededGenerator) -> String {
        var lines = text.split(separator: "\n").map(String.init)
        lines.removeLast()
        for _ in 0..<Int.random(in: 1...3, using: &random) { change(&lines, &random) }
        // The line count stays correct most of the time.
        let count = Int.random(in: 0..<50, using: &random) == 0 ? lines.count - 1 : lines.count
        let whole = lines.joined(separator: "\n") + "\nend \(count)\n"
        return Int.random(in: 0..<20, using: &random) == 0 ? spoiled(whole, &random) : whole
    }

    private static func change(_ lines: inout [String], _ random: inout SeededGenerator) {
        guard lines.count > 1 else { return }
        let index = Int.random(in: 1..<lines.count, using: &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0: lines.remove(at: index)
        case 1: lines.insert(lines[index], at: index)
        case 2: lines.swapAt(index, Int.random(in: 1..<lines.count, using: &random))
        case 3: lines.append(word(&random) + " " + path(lines, &random) + " " + path(lines, &random))
        case 4:
            lines[index] =
                ["phase intent", "phase prepared", "phase committed", "state undone"].randomElement(using: &random)
                ?? ""
        default: lines[index] = changedField(lines[index], lines, &random)
        }
    }

    private static func changedField(_ line: String, _ lines: [String], _ random: inout SeededGenerator) -> String {
        var words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard words.count > 1 else { return line }
        let index = Int.random(in: 1..<words.count, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: words[index] = "-"
        case 1: words[index] = "\([Int64.min, -1, 0, 1, .max].randomElement(using: &random) ?? 0)"
        case 2: words[index] = digest(&random)
        default: words[index] = path(lines, &random)
        }
        return words.joined(separator: " ")
    }

    private static func word(_ random: inout SeededGenerator) -> String {
        [
            "backup-folder", "backup", "own-folder", "make-folder", "drop-folder", "lock", "create", "replace",
            "remove",
            "purge", "prune", "made-folder", "file", "undoes", "sequence", "id",
        ].randomElement(using: &random) ?? ""
    }

    /// Any path of the journal, or a foreign one, in all spellings that could pass a textual check.
    private static func path(_ lines: [String], _ random: inout SeededGenerator) -> String {
        let named = lines.flatMap { $0.split(separator: " ").map(String.init) }
        let outside =
            FuzzWorld.outside + ["/", "/etc", "/home/jo", "/var/tmp/hollow", "/etc/shadow", "/nowhere/at/all"]
        var path = (Bool.random(using: &random) ? outside : named).randomElement(using: &random) ?? "/"
        switch Int.random(in: 0..<14, using: &random) {
        case 0: path = Scenario.state + "/../../.." + path
        case 1: path = Scenario.state + "/out/passwd"
        case 2: path = Scenario.state + "/file"
        case 3: path = Scenario.state + "x" + path
        case 4: path += "/"
        case 5: path = "//" + path
        case 6: path = path.split(separator: "/").joined(separator: "/")
        case 7: path += "%00"
        case 8: path = path.parentPath + "/.\(path.splitPath.name).openclaw-0123456789abcdef.tmp"
        case 9: path += ".lock"
        case 10: path = Scenario.setup + "/backups/20200101-000000Z"
        case 11: path = Scenario.setup + "/backups/20200101-000000Z/../../../../.." + path
        default: break
        }
        return path
    }

    private static func digest(_ random: inout SeededGenerator) -> String {
        let texts = [
            Scenario.both.oldStore, Scenario.both.newStore, Scenario.both.oldConfig, Scenario.both.newConfig, "",
        ]
        return Digest(of: Array(((texts.randomElement(using: &random) ?? nil) ?? "").utf8)).hex
    }

    private static func spoiled(_ text: String, _ random: inout SeededGenerator) -> String {
        var bytes = Array(text.utf8)
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        return String(decoding: bytes, as: UTF8.self)
    }
}
