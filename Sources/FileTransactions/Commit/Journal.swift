/// What a commit is about to do, kept on disk so that a killed commit can be taken back or finished.
///
/// `S/setup/journal` holds it; it is always replaced as a whole. There are three phases:
/// - `intent` is written before anything outside `S/setup` is touched and names every path that may come to be. No
///   target has been changed; everything named is to be removed.
/// - `prepared`: new contents are staged beside their targets, backups are made, all of it is on the disk. From here
///   targets may be changed; each can go back, because the old file is kept beside it until the end.
/// - `committed`: every target is new. What was kept or staged is still to be removed, and the backups that go with it.
///
/// So a commit that did not reach `committed` never happened, and has removed no backup. No secret is in the journal:
/// digests are of whole files.
struct Journal: Equatable, Sendable {
    enum Phase: String, Sendable {
        case intent, prepared, committed
    }

    /// What is done with one file.
    struct Entry: Equatable, Sendable {
        enum Action: String, Sendable, CaseIterable {
            case create, replace, remove
        }

        var action: Action
        /// The file, without symbolic links.
        var target: String
        /// Beside it: first the new file, after the swap the old one. For a removal, the old one.
        var staged: String
        /// Beside it: the old file, where the file system cannot swap.
        var kept: String
        /// Digest of the file that the plan was made from; nil for `create`.
        var before: Digest?
        /// Digest of the new contents; nil for `remove`.
        var after: Digest?
        /// Inode of the staged file; nil before `prepared` and for `remove`.
        var stagedInode: UInt64?
    }

    /// A backup that goes once the commit is through.
    struct Removal: Equatable, Sendable {
        /// A folder in `S/setup/backups`.
        var folder: String
        /// What is removed in it, the record last: while it is there, it tells what the copies are.
        var names: [String]
    }

    var phase: Phase
    var id: String
    var timeMilliseconds: Int64
    var summary: String
    /// The folder with the copies of the old files and the record; nil where no file is changed.
    var backupFolder: String?
    /// Names in the backup folder.
    var backupNames: [String] = []
    /// Folders of this program's own state that were made for this commit, outermost first.
    var ownFolders: [String] = []
    /// Folders to be made for the targets, outermost first.
    var foldersToMake: [String] = []
    /// Folders to be removed at the end if nothing is in them, innermost first.
    var foldersToDrop: [String] = []
    /// Lock folders of the gateway, sorted.
    var locks: [String] = []
    /// In the order in which they are put in place.
    var entries: [Entry] = []
    /// Backups that were asked to go: the commit is not over before they are gone.
    var purges: [Removal] = []
    /// Outdated backups, which may stay a while longer where they cannot be removed.
    var outdated: [Removal] = []

    /// Every folder whose names the commit changes, without the program's own.
    var touchedFolders: Set<String> {
        Set(entries.map(\.target.parentPath) + (foldersToMake + foldersToDrop + locks).map(\.parentPath))
    }
}

// MARK: - Text

extension Journal {
    private static let kind = "openclaw-journal"
    /// 1 knew no `purge` and `prune`, and had one backup folder always; it is still read. A word that a version does not
    /// know makes its text one of a newer version: half understood it must not be followed.
    private static let version = 2
    private static let words: Set<String> = [
        "phase", "id", "time", "summary", "backup-folder", "backup", "own-folder", "make-folder", "drop-folder", "lock",
        "create", "replace", "remove", "purge", "prune",
    ]

    var bytes: [UInt8] {
        var text = LineText(kind: Self.kind, version: Self.version)
        text.add("phase", phase.rawValue)
        text.add("id", id)
        text.add("time", String(timeMilliseconds))
        text.add("summary", summary)
        if let backupFolder { text.add("backup-folder", backupFolder) }
        for name in backupNames { text.add("backup", name) }
        for path in ownFolders { text.add("own-folder", path) }
        for path in foldersToMake { text.add("make-folder", path) }
        for path in foldersToDrop { text.add("drop-folder", path) }
        for path in locks { text.add("lock", path) }
        for entry in entries {
            text.add(
                entry.action.rawValue,
                entry.target,
                entry.staged,
                entry.kept,
                entry.before?.hex,
                entry.after?.hex,
                entry.stagedInode.map { String($0) }
            )
        }
        for removal in purges { text.add("purge", fields: [removal.folder] + removal.names) }
        for removal in outdated { text.add("prune", fields: [removal.folder] + removal.names) }
        return text.bytes
    }

    init(reading bytes: [UInt8]) throws(LineText.Problem) {
        let text = try LineText(reading: bytes, kind: Self.kind, version: Self.version)
        if let word = text.lines.first(where: { !Self.words.contains($0.key) }) {
            throw word.key.isEmpty ? .damaged : .newer(version: text.version + 1)
        }
        guard let phase = Phase(rawValue: try text.value("phase")), let time = Int64(try text.value("time")) else {
            throw .damaged
        }
        self.init(
            phase: phase,
            id: try text.value("id"),
            timeMilliseconds: LineText.clamped(time),
            summary: try text.value("summary"),
            backupFolder: text.version == 1 || !text.lines("backup-folder").isEmpty
                ? try text.value("backup-folder") : nil
        )
        backupNames = try text.paths("backup")
        ownFolders = try text.paths("own-folder")
        foldersToMake = try text.paths("make-folder")
        foldersToDrop = try text.paths("drop-folder")
        locks = try text.paths("lock")
        for line in text.lines {
            guard let action = Entry.Action(rawValue: line.key) else { continue }
            entries.append(try Entry(action, line.fields))
        }
        for fields in text.lines("purge") { purges.append(try Removal(fields)) }
        for fields in text.lines("prune") { outdated.append(try Removal(fields)) }
    }
}

extension Journal.Entry {
    fileprivate init(_ action: Action, _ fields: [String?]) throws(LineText.Problem) {
        guard fields.count == 6, let target = fields[0], let staged = fields[1], let kept = fields[2] else {
            throw .damaged
        }
        self.init(action: action, target: target, staged: staged, kept: kept)
        before = try LineText.digest(fields[3])
        after = try LineText.digest(fields[4])
        if let inode = fields[5] {
            guard let number = UInt64(inode) else { throw .damaged }
            stagedInode = number
        }
    }
}

extension Journal.Removal {
    fileprivate init(_ fields: [String?]) throws(LineText.Problem) {
        let texts = fields.compactMap { $0 }
        guard texts.count == fields.count, let folder = texts.first else { throw .damaged }
        self.init(folder: folder, names: Array(texts.dropFirst()))
    }
}

extension LineText {
    /// The only field of each line with the key.
    func paths(_ key: String) throws(Problem) -> [String] {
        var found: [String] = []
        for fields in lines(key) {
            guard fields.count == 1, let path = fields[0] else { throw .damaged }
            found.append(path)
        }
        return found
    }

    static func digest(_ field: String?) throws(Problem) -> Digest? {
        guard let field else { return nil }
        guard let digest = Digest(hex: field) else { throw .damaged }
        return digest
    }

    /// A time in Unix milliseconds within what dates can be told of: JavaScript's range, 275 000 years either way.
    static func clamped(_ milliseconds: Int64) -> Int64 {
        min(max(-8_640_000_000_000_000, milliseconds), 8_640_000_000_000_000)
    }
}
