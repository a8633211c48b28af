import FileTransactions
import TestSupport
import Testing

@Suite struct TextFormatTests {
    /// Paths with every character that could break a line-based format.
    @Test(arguments: [
        "/home/jo/.openclaw", "/home/with space/.openclaw", "/home/with\nline/.openclaw", "/home/100%/.openclaw",
        "/home/-/.openclaw", "/home/ö 漢/.openclaw", "/home/end 3/.openclaw", "/home/tab\t\u{7F}/.openclaw",
    ])
    func recordsKeepOddPaths(state: String) throws {
        let disk = InMemoryFileSystem()
        disk.addFile(state + "/openclaw.json", "{}")
        let folder = SetupFolder(stateFolder: state, files: disk, clock: disk.clock)
        var transaction = FileTransaction(folder, summary: "two words")
        try transaction.stage(.read(state + "/openclaw.json", disk), contents: [1], rank: -3, lock: .none)
        try transaction.stage(.read(state + "/a b/c", disk), contents: [2], rank: 2, lock: .gateway)
        let receipt = try transaction.commit(waiting: { _ in .wait })
        let record = try #require(try folder.records().first)
        #expect(record == receipt.record)
        #expect(record.summary == "two words")
        #expect(record.files.map(\.path) == [state + "/openclaw.json", state + "/a b/c"])
        #expect(record.files.map(\.lock) == [.none, .gateway])
        #expect(record.files.map(\.rank) == [-3, 2])
        #expect(record.files.map(\.modeBefore) == [0o600, nil])
        #expect(record.foldersMade == [state + "/a b"])
    }

    /// A mark that stands first in a field joins the space before it to one character, and a line break after `\r` too.
    @Test(arguments: ["\u{301}first", "\u{200D}", "last\u{301}", "\u{301}", "\u{FE0F}\r"])
    func recordsKeepMarksThatJoinOtherCharacters(summary: String) throws {
        let disk = Scenario.both.makeDisk()
        let folder = Scenario.folder(disk)
        var transaction = FileTransaction(folder, summary: summary)
        try transaction.stage(.read(Scenario.config, disk), contents: [1], rank: 0, lock: .none)
        _ = try transaction.commit(waiting: { _ in .wait })
        #expect(try folder.records().map { Array($0.summary.utf8) } == [Array(summary.utf8)])
    }

    @Test func aRecordIsReadable() throws {
        let disk = Scenario.both.makeDisk()
        let record = try #require(try Scenario.both.apply(disk).record)
        let text = try #require(disk.text(record.folder + "/record"))
        let before = Digest(of: Array((Scenario.both.oldStore ?? "").utf8))
        let after = Digest(of: Array((Scenario.both.newStore ?? "").utf8))
        #expect(
            text.hasPrefix("openclaw-record 1\nid \(record.id)\nsummary onboard\ntime 1770000000000\nstate applied\n")
        )
        #expect(
            text.contains(
                "file \(Scenario.store) \(Scenario.store) gateway 0 0600 \(before) \(after) 1-auth-profiles.json -\n"
            )
        )
        #expect(text.contains("\nstate applied\nsequence 1\n"))
        #expect(text.hasSuffix("\nend 8\n"))
    }

    @Test(arguments: ["", "openclaw-record 1\nend 1\n", "openclaw-record 9\nend 1\n", "rubbish"])
    func aBrokenRecordIsAnError(text: String) throws {
        let disk = Scenario.both.makeDisk()
        let record = try #require(try Scenario.both.apply(disk).record)
        disk.overwrite(record.folder + "/record", text)
        let error = #expect(throws: FileError.self) { try Scenario.folder(disk).records() }
        #expect(error?.code == .recordUnreadable)
    }

    /// Truncating a journal anywhere, or changing any byte, is detected or harmless; nothing traps.
    @Test func spoiledJournalsNeverTrap() throws {
        let trial = try Trial(applying: .both)
        let killed = trial.killed(at: try trial.number(of: "rename \(Scenario.config)"))
        let journal = Array(try #require(killed.text(Scenario.setup + "/journal")).utf8)
        for count in 0..<journal.count {
            let disk = InMemoryFileSystem(copying: killed)
            disk.overwrite(Scenario.setup + "/journal", String(decoding: journal.prefix(count), as: UTF8.self))
            #expect(throws: FileError.self) { try Scenario.folder(disk).recover() }
        }
        for index in journal.indices {
            var spoiled = journal
            spoiled[index] = UInt8(ascii: "%")
            let disk = InMemoryFileSystem(copying: killed)
            disk.overwrite(Scenario.setup + "/journal", String(decoding: spoiled, as: UTF8.self))
            _ = try? Scenario.folder(disk).interruptedCommit()
        }
    }
}
