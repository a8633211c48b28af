/// What a commit is about to do, stored on disk so that a killed commit can be rolled back or finished.
///
/// The file is `S/setup/journal`; it is always replaced as a whole. There are three phases:
/// - `intent` is written before anything outside `S/setup` is touched, and names every path that may be created. No
///   target has changed; recovery removes everything it names.
/// - `prepared`: new contents are staged beside their targets, backups are made, and all of it is synced. From here on
///   targets may change; each can be restored, because the old file is kept beside it until the end.
/// - `committed`: every target is new. Recovery removes what was kept or staged, and the backups to be removed.
///
/// So a commit that did not reach `committed` never happened, and has removed no backup. The journal contains no
/// secret; its digests are of whole files.
struct Journal: Equatable, Sendable {
    enum Phase: String, Sendable {
        case intent, prepared, committed
    }

    /// The action on one file.
    struct Entry: Equatable, Sendable {
        enum Action: String, Sendable, CaseIterable {
            case create, replace, remove
        }

        var action: Action
        /// The path of the file, without symbolic links.
        var target: String
        /// A path beside it: first the new file, after the swap the old one. For a removal, the old one.
        var staged: String
        /// A path beside it for the old file, on file systems that cannot swap.
        var kept: String
        /// Digest of the file at planning; nil for `create`.
        var before: Digest?
        /// Digest of the new contents; nil for `remove`.
        var after: Digest?
        /// Inode of the staged file; nil before `prepared` and for `remove`.
        var stagedInode: UInt64?
    }

    /// A backup to remove once the commit is final.
    struct Removal: Equatable, Sendable {
        /// A folder in `S/setup/backups`.
        var folder: String
        /// The files to remove in it. The record is last, because until then it tells what the copies are.
        var names: [String]
    }

    var phase: Phase
    var id: String
    var timeMilliseconds: Int64
    var summary: String
    /// The folder for copies of the old files and the record; nil if no file is changed.
    var backupFolder: String?
    /// File names in the backup folder.
    var backupNames: [String] = []
    /// Folders for this program's own state that this commit creates, outermost first.
    var ownFolders: [String] = []
    /// Folders to create for the targets, outermost first.
    var foldersToMake: [String] = []
    /// Folders to remove at the end if they are empty, innermost first.
    var foldersToDrop: [String] = []
    /// The gateway's lock folders, sorted.
    var locks: [String] = []
    /// In the order in which they are put in place.
    var entries: [Entry] = []
    /// Backups to purge on request: the commit is not complete before they are gone.
    var purges: [Removal] = []
    /// Outdated backups, which may stay longer if they cannot be removed.
    var outdated: [Removal] = []

    /// Every folder in which the commit changes names, except the program's own.
    var touchedFolders: Set<String> {
        Set(entries.map(\.target.parentPath) + (foldersToMake + foldersToDrop + locks).map(\.parentPath))
    }
}

// MARK: - Text

extension Journal {
    private static let kind = "openclaw-journal"
    /// Version 1 had no `purge` and `prune` and always one backup folder; it can still be read. An unknown keyword
    /// means that the text is of a newer version: it must not be followed if only partly understood.
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
    /// The single field of each line with this key.
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

    /// A time in Unix milliseconds, clamped to JavaScript's date range, 275 000 years either way.
    static func clamped(_ milliseconds: Int64) -> Int64 {
        min(max(-8_640_000_000_000_000, milliseconds), 8_640_000_000_000_000)
    }
}
