import FileTransactions
import Glibc
import TestSupport
import Testing

/// A journal or record that others could have written, or that names what no apply writes, is not followed.
@Suite struct TrustTests {
    private let journal = Scenario.setup + "/journal"

    /// A disk on which an apply was killed in the middle, with a foreign file beside the home.
    private func killed() throws -> InMemoryFileSystem {
        let trial = try Trial(applying: .both)
        let disk = trial.killed(at: try trial.number(of: "rename \(Scenario.config)"))
        disk.addFile("/etc/passwd", "root")
        return disk
    }

    private func expectDistrust(
        _ disk: InMemoryFileSystem,
        _ reason: Distrust.Reason,
        _ subject: String,
        at path: String? = nil
    ) throws {
        let before = disk.tree()
        let folder = Scenario.folder(disk)
        for _ in 0..<2 {
            let error = #expect(throws: FileError.self) { try folder.recover() }
            #expect(error?.code == .untrusted)
            #expect(error?.path == path ?? journal)
            #expect(error?.distrust?.reason == reason)
            #expect(error?.distrust?.subject == subject)
            #expect(throws: FileError.self) { try Scenario.both.apply(disk) }
        }
        #expect(before.difference(to: disk.tree()) == "")
    }

    // MARK: - Whose it is

    @Test func aJournalOfAnotherUserIsNotFollowed() throws {
        let disk = try killed()
        disk.setMode(of: journal, 0o644)
        disk.setOwner(of: journal, 65534)
        try expectDistrust(disk, .owner, journal)
    }

    @Test(arguments: [FileMode(0o620), 0o602, 0o666])
    func aJournalThatOthersMayWriteIsNotFollowed(mode: FileMode) throws {
        let disk = try killed()
        disk.setMode(of: journal, mode)
        try expectDistrust(disk, .writable, journal)
    }

    @Test func aJournalThatOthersMayReadIsFollowed() throws {
        let disk = try killed()
        disk.setMode(of: journal, 0o644)
        #expect(try Scenario.folder(disk).recover().outcome == .takenBack)
    }

    /// The folder's mode is not tightened first, because it would then look trustworthy to the next command.
    @Test(arguments: [FileMode(0o770), 0o777])
    func aJournalInAFolderThatOthersMayWriteIsNotFollowed(mode: FileMode) throws {
        let disk = try killed()
        disk.setMode(of: Scenario.setup, mode)
        try expectDistrust(disk, .writable, Scenario.setup, at: Scenario.setup)
        disk.setMode(of: Scenario.setup, 0o700)
        #expect(try Scenario.folder(disk).recover().outcome == .takenBack)
    }

    @Test func aFolderThatOthersMayWriteWithNothingInItIsTightened() throws {
        let disk = Scenario.both.makeDisk()
        disk.addFolder(Scenario.setup)
        disk.setMode(of: Scenario.setup, 0o777)
        try Scenario.both.apply(disk)
        #expect(disk.tree()[Scenario.setup]?.mode == 0o700)
    }

    @Test func aLinkInTheJournalsPlaceIsNotFollowed() throws {
        let disk = try killed()
        let text = try #require(disk.text(journal))
        disk.delete(journal)
        disk.addFile("/home/jo/elsewhere", text)
        disk.addLink(journal, to: "/home/jo/elsewhere")
        try expectDistrust(disk, .kind, journal)
    }

    // MARK: - What it names

    /// A journal made invalid by one change.
    struct Forgery: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var reason: Distrust.Reason
        var subject: String
        var change: @Sendable (String) -> String

        static let passwd = Forgery(
            testDescription: "a target outside, with the right names beside it",
            reason: .reach,
            subject: "/etc/passwd"
        ) { text in
            text.replacing(Scenario.config, with: "/etc/passwd").replacing(
                Scenario.state + "/.openclaw.json.openclaw-",
                with: "/etc/.passwd.openclaw-"
            )
        }

        static let all: [Forgery] = [
            passwd,
            Forgery(
                testDescription: "dots on the way",
                reason: .reach,
                subject: Scenario.state + "/../../../etc/passwd"
            ) {
                $0.replacing(" \(Scenario.config) ", with: " \(Scenario.state)/../../../etc/passwd ")
            },
            Forgery(testDescription: "a link on the way", reason: .reach, subject: Scenario.state + "/out/passwd") {
                $0.replacing(" \(Scenario.config) ", with: " \(Scenario.state)/out/passwd ")
            },
            Forgery(testDescription: "the journal itself", reason: .reach, subject: Scenario.setup + "/journal") {
                $0.replacing(" \(Scenario.config) ", with: " \(Scenario.setup)/journal ")
            },
            Forgery(testDescription: "another staged name", reason: .shape, subject: "/etc/passwd") { text in
                Self.replacingField(2, in: text, with: "/etc/passwd")
            },
            Forgery(testDescription: "another kept name", reason: .shape, subject: Scenario.store) { text in
                Self.replacingField(3, in: text, with: Scenario.store)
            },
            Forgery(testDescription: "a lock of something else", reason: .shape, subject: "/etc/passwd.lock") {
                $0.replacing("lock \(Scenario.store).lock", with: "lock /etc/passwd.lock")
            },
            Forgery(testDescription: "a backup folder outside", reason: .reach, subject: "/etc") {
                Self.replacingLine("backup-folder ", in: $0, with: "backup-folder /etc")
            },
            Forgery(testDescription: "a backup by a way around", reason: .shape, subject: "../../../../../etc/passwd") {
                $0.replacing("backup record\n", with: "backup ../../../../../etc/passwd\n")
            },
            Forgery(testDescription: "an id that is none", reason: .shape, subject: "x/../../../etc/passwd") {
                Self.replacingLine("id ", in: $0, with: "id x/../../../etc/passwd")
            },
            Forgery(testDescription: "somebody's own folder", reason: .reach, subject: "/home/jo/other") {
                Self.adding("own-folder /home/jo/other", to: $0)
            },
            Forgery(testDescription: "a folder to drop outside", reason: .reach, subject: "/home/jo/other") {
                Self.adding("drop-folder /home/jo/other", to: $0)
            },
            Forgery(testDescription: "a purge outside", reason: .reach, subject: "/home/jo/other/20260101-000000Z") {
                Self.adding("purge /home/jo/other/20260101-000000Z record", to: $0)
            },
            Forgery(testDescription: "a purge of another name", reason: .shape, subject: "passwd") {
                Self.adding("purge \(Scenario.setup)/backups/20260101-000000Z passwd", to: $0)
            },
            Forgery(testDescription: "a prune by a way around", reason: .shape, subject: "1-/../../../x") {
                Self.adding("prune \(Scenario.setup)/backups/20260101-000000Z 1-/../../../x", to: $0)
            },
        ]

        static func replacingField(_ index: Int, in text: String, with field: String) -> String {
            text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                var words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
                guard words.count == 7, words[1] == Scenario.config else { return String(line) }
                words[index] = field
                return words.joined(separator: " ")
            }.joined(separator: "\n")
        }

        static func replacingLine(_ start: String, in text: String, with line: String) -> String {
            text.split(separator: "\n", omittingEmptySubsequences: false).map {
                $0.hasPrefix(start) ? line : String($0)
            }
            .joined(separator: "\n")
        }

        /// Before the last line, which contains the line count.
        static func adding(_ line: String, to text: String) -> String {
            let lines = text.split(separator: "\n").dropLast().map(String.init) + [line]
            return (lines + ["end \(lines.count)", ""]).joined(separator: "\n")
        }
    }

    @Test(arguments: Forgery.all)
    func aJournalThatNamesWhatNoApplyWritesIsNotFollowed(forgery: Forgery) throws {
        let disk = try killed()
        disk.addFolder("/home/jo/other/20260101-000000Z")
        disk.addLink(Scenario.state + "/out", to: "/etc")
        let text = try #require(disk.text(journal))
        let forged = forgery.change(text)
        #expect(forged != text)
        disk.overwrite(journal, forged)
        try expectDistrust(disk, forgery.reason, forgery.subject)
    }

    /// Any unknown keyword means that the journal is of a newer version.
    @Test func aWordThatIsNotKnownIsNotPassedOver() throws {
        let disk = try killed()
        let text = try #require(disk.text(journal))
        disk.overwrite(journal, Forgery.adding("command openclaw models auth", to: text))
        let before = disk.tree()
        let error = #expect(throws: FileError.self) { try Scenario.folder(disk).recover() }
        #expect(error?.code == .journalTooNew)
        #expect(before.difference(to: disk.tree()) == "")
    }

    // MARK: - Records

    private func applied() throws -> (disk: InMemoryFileSystem, record: String) {
        let disk = Scenario.both.makeDisk()
        let record = try #require(try Scenario.both.apply(disk).record)
        disk.addFile("/etc/passwd", Scenario.both.newConfig ?? "")
        return (disk, record.folder + "/record")
    }

    @Test func aRecordOfAnotherUserIsNotFollowed() throws {
        let (disk, record) = try applied()
        disk.setMode(of: record, 0o644)
        disk.setOwner(of: record, 65534)
        let error = #expect(throws: FileError.self) { try Scenario.undo(disk) }
        #expect(error?.code == .untrusted && error?.path == record)
        #expect(error?.distrust?.reason == .owner)
    }

    @Test func aRecordInAFolderThatOthersMayWriteIsNotFollowed() throws {
        for depth in 0..<3 {
            let (disk, record) = try applied()
            let folder = (0..<depth).reduce(record.parentPath) { path, _ in path.parentPath }
            disk.setMode(of: folder, 0o770)
            let error = #expect(throws: FileError.self) { try Scenario.undo(disk) }
            #expect(error?.code == .untrusted)
            #expect(error?.distrust?.subject == folder)
            #expect(disk.text(Scenario.config) == Scenario.both.newConfig)
        }
    }

    @Test(arguments: [
        (" \(Scenario.config) \(Scenario.config) ", " /etc/passwd /etc/passwd "),
        (" \(Scenario.config) \(Scenario.config) ", " /etc/passwd \(Scenario.config) "),
        (" \(Scenario.config) \(Scenario.config) ", " \(Scenario.state)/../../../etc/passwd \(Scenario.config) "),
    ])
    func aRecordThatNamesAFileOutsideIsNotFollowed(change: (from: String, to: String)) throws {
        let (disk, record) = try applied()
        let text = try #require(disk.text(record))
        #expect(text.contains(change.from))
        disk.overwrite(record, text.replacing(change.from, with: change.to))
        let before = disk.tree()
        let error = #expect(throws: FileError.self) { try Scenario.undo(disk) }
        #expect(error?.code == .untrusted)
        #expect(error?.distrust?.reason == .reach)
        #expect(before.difference(to: disk.tree()) == "")
    }

    @Test(arguments: ["../../../openclaw.json", "record", "/etc/passwd", "1-a/b"])
    func aRecordWhoseCopyIsSomethingElseIsDamaged(name: String) throws {
        let (disk, record) = try applied()
        let text = try #require(disk.text(record))
        disk.overwrite(record, text.replacing("1-auth-profiles.json", with: name))
        let error = #expect(throws: FileError.self) { try Scenario.undo(disk) }
        #expect(error?.code == .recordUnreadable)
    }

    @Test func aFileInReachBesideTheStateFolderIsTakenBack() throws {
        let scenario = Scenario(name: "link", oldConfig: nil) { disk in
            disk.addFile("/srv/real.json", "{ linked: 1 }\n")
            disk.addFolder(Scenario.state)
            disk.addLink(Scenario.config, to: "/srv/real.json")
        }
        let disk = scenario.makeDisk()
        try scenario.apply(disk)
        try Scenario.undo(disk)
        #expect(disk.text("/srv/real.json") == "{ linked: 1 }\n")
    }
}
