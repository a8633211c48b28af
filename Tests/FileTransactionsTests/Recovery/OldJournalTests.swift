import FileTransactions
import TestSupport
import Testing

/// Journals of earlier programs, byte by byte, as they left them when killed between two files.
@Suite struct OldJournalTests {
    /// Version 1, of 0.1.0: no purge, and always a backup folder.
    private static let first = """
        openclaw-journal 1
        phase prepared
        id 0123456789abcdef
        time 1770000000000
        summary onboard
        backup-folder /home/jo/.openclaw/setup/backups/20260202-024000Z
        backup 1-auth-profiles.json
        backup 2-openclaw.json
        backup record
        lock /home/jo/.openclaw/agents/main/agent/auth-profiles.json.lock
        replace /home/jo/.openclaw/agents/main/agent/auth-profiles.json \
        /home/jo/.openclaw/agents/main/agent/.auth-profiles.json.openclaw-0123456789abcdef.tmp \
        /home/jo/.openclaw/agents/main/agent/.auth-profiles.json.openclaw-0123456789abcdef.old \
        7064999283fc0bde5ef4011b4e37c88fcb4e9aca833516f9051ef0233fa53798 \
        26731f935bdd33f5ce0c2210d2e7abc31d686766d8aba52f4518a4e13136a6c3 901
        replace /home/jo/.openclaw/openclaw.json \
        /home/jo/.openclaw/.openclaw.json.openclaw-0123456789abcdef.tmp \
        /home/jo/.openclaw/.openclaw.json.openclaw-0123456789abcdef.old \
        a0d8bc45b460d53e249f186746754639c924fe2368444cd314ce0d9ca3e2e676 \
        04909ebeb9d04ff7d8c5a0d9548b069e266da3bb0c42e402a60dacc982efd562 902
        end 12

        """

    /// Version 2, before participants: with backups to purge and outdated ones.
    private static let second = """
        openclaw-journal 2
        phase prepared
        id 0123456789abcdef
        time 1770000000000
        summary onboard
        backup-folder /home/jo/.openclaw/setup/backups/20260202-024000Z
        backup 1-auth-profiles.json
        backup 2-openclaw.json
        backup record
        lock /home/jo/.openclaw/agents/main/agent/auth-profiles.json.lock
        replace /home/jo/.openclaw/agents/main/agent/auth-profiles.json \
        /home/jo/.openclaw/agents/main/agent/.auth-profiles.json.openclaw-0123456789abcdef.tmp \
        /home/jo/.openclaw/agents/main/agent/.auth-profiles.json.openclaw-0123456789abcdef.old \
        7064999283fc0bde5ef4011b4e37c88fcb4e9aca833516f9051ef0233fa53798 \
        26731f935bdd33f5ce0c2210d2e7abc31d686766d8aba52f4518a4e13136a6c3 901
        replace /home/jo/.openclaw/openclaw.json \
        /home/jo/.openclaw/.openclaw.json.openclaw-0123456789abcdef.tmp \
        /home/jo/.openclaw/.openclaw.json.openclaw-0123456789abcdef.old \
        a0d8bc45b460d53e249f186746754639c924fe2368444cd314ce0d9ca3e2e676 \
        04909ebeb9d04ff7d8c5a0d9548b069e266da3bb0c42e402a60dacc982efd562 902
        purge /home/jo/.openclaw/setup/backups/20260101-000000Z 1-auth-profiles.json record
        prune /home/jo/.openclaw/setup/backups/20250101-000000Z record
        prune /home/jo/.openclaw/setup/backups/20240101-000000Z
        end 15

        """

    private static let texts = [first, second]
    private static let backups = Scenario.setup + "/backups"
    private static let others = [
        "/20260101-000000Z/1-auth-profiles.json", "/20260101-000000Z/record", "/20250101-000000Z/record",
    ]

    private func disk(_ journal: String) -> InMemoryFileSystem {
        let scenario = Scenario.both
        let disk = scenario.makeDisk()
        disk.overwrite(Scenario.store, scenario.newStore ?? "")
        let beside = "openclaw-0123456789abcdef.tmp"
        disk.addFile(Scenario.agent + "/.auth-profiles.json." + beside, scenario.oldStore ?? "")
        disk.addFile(Scenario.state + "/.openclaw.json." + beside, scenario.newConfig ?? "")
        disk.addFolder(Scenario.store + ".lock", mode: 0o1700)
        disk.addFile(Scenario.setup + "/journal", journal)
        for name in ["1-auth-profiles.json", "2-openclaw.json", "record"] {
            disk.addFile(Self.backups + "/20260202-024000Z/" + name, "x")
        }
        if journal.contains("\npurge ") {
            for name in Self.others { disk.addFile(Self.backups + name, "x") }
            disk.addFolder(Self.backups + "/20240101-000000Z")
        }
        return disk
    }

    @Test(arguments: texts)
    func aPreparedOneIsTakenBack(text: String) throws {
        let disk = disk(text)
        #expect(try Scenario.folder(disk).recover().outcome == .takenBack)
        #expect(disk.text(Scenario.store) == Scenario.both.oldStore)
        #expect(disk.text(Scenario.config) == Scenario.both.oldConfig)
        #expect(!disk.exists(Scenario.setup + "/journal") && !disk.exists(Self.backups + "/20260202-024000Z"))
        #expect(disk.tree().paths.allSatisfy { !$0.contains(".openclaw-") && !$0.hasSuffix(".lock") })
        // Backups to be removed stay, because the commit never happened.
        for name in Self.others { #expect(disk.exists(Self.backups + name) == (text == Self.second)) }
    }

    @Test(arguments: texts)
    func aCommittedOneIsFinished(text: String) throws {
        let disk = disk(text.replacing("phase prepared", with: "phase committed"))
        #expect(try Scenario.folder(disk).recover().outcome == .finished)
        #expect(disk.text(Scenario.store) == Scenario.both.newStore)
        #expect(!disk.exists(Scenario.setup + "/journal"))
        #expect(disk.exists(Self.backups + "/20260202-024000Z/1-auth-profiles.json"))
        #expect(disk.tree().paths.allSatisfy { !$0.contains(".openclaw-") && !$0.hasSuffix(".lock") })
        let folder = Self.backups + "/20260202-024000Z"
        #expect(disk.tree(Self.backups).paths.allSatisfy { $0 == Self.backups || $0.hasPrefix(folder) })
    }

    @Test(arguments: texts)
    func anIntentIsForgotten(text: String) throws {
        let disk = disk(text.replacing("phase prepared", with: "phase intent").replacing(#/ 90[12]\n/#, with: " -\n"))
        disk.overwrite(Scenario.store, Scenario.both.oldStore ?? "")
        #expect(try Scenario.folder(disk).recover().outcome == .takenBack)
        #expect(disk.text(Scenario.store) == Scenario.both.oldStore)
        #expect(disk.text(Scenario.config) == Scenario.both.oldConfig)
        #expect(disk.tree().paths.allSatisfy { !$0.contains(".openclaw-") && !$0.hasSuffix(".lock") })
    }

    /// Entries that 0.1.0 always wrote are still required in its journals.
    @Test func oneWithoutABackupFolderIsDamaged() throws {
        let lines = Self.first.split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.filter { !$0.hasPrefix("backup-folder") }.joined(separator: "\n")
        let disk = disk(text.replacing("end 12", with: "end 11"))
        let error = #expect(throws: FileError.self) { try Scenario.folder(disk).recover() }
        #expect(error?.code == .journalUnreadable)
    }
}

/// Records of earlier programs, byte by byte.
@Suite struct OldRecordTests {
    /// Version 1 with its sequence number, as written before participants.
    @Test func oneOfVersionOneIsUndone() throws {
        let disk = Scenario.both.makeDisk()
        let folder = Scenario.setup + "/backups/20260202-024000Z"
        disk.overwrite(Scenario.store, Scenario.both.newStore ?? "")
        disk.addFile(folder + "/1-auth-profiles.json", Scenario.both.oldStore ?? "")
        disk.addFile(
            folder + "/record",
            """
            openclaw-record 1
            id 0123456789abcdef
            summary onboard
            time 1770000000000
            state applied
            sequence 7
            made-folder /home/jo/.openclaw/agents/new
            file /home/jo/.openclaw/agents/main/agent/auth-profiles.json \
            /home/jo/.openclaw/agents/main/agent/auth-profiles.json gateway 0 0600 \
            7064999283fc0bde5ef4011b4e37c88fcb4e9aca833516f9051ef0233fa53798 \
            26731f935bdd33f5ce0c2210d2e7abc31d686766d8aba52f4518a4e13136a6c3 1-auth-profiles.json -
            end 8

            """
        )
        #expect(try Scenario.undo(disk)?.record?.undoes == "0123456789abcdef")
        #expect(disk.text(Scenario.store) == Scenario.both.oldStore)
        #expect(disk.text(folder + "/record")?.contains("\nstate undone\nsequence 7\n") == true)
    }
}
