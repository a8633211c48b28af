/// What a commit is about to do, stored on disk so that a killed commit can be rolled back or finished.
///
/// The file is `S/setup/journal`; it is always replaced as a whole. There are three phases:
/// - `intent` is written before anything outside `S/setup` is touched, and names every path that may be created. No
///   target has changed; recovery removes everything it names.
/// - `prepared`: the participants are prepared (new files are staged beside their targets), backups are made, and all of
///   it is synced. From here on participants may be placed; each can be taken back.
/// - `committed`: every participant is placed. Recovery removes what was kept or staged, and the backups to be removed.
///
/// So a commit that did not reach `committed` never happened, and has removed no backup. The journal contains no
/// secret; its digests are of whole files.
struct Journal: Sendable {
    enum Phase: String, Sendable {
        case intent, prepared, committed
    }

    /// One participant and the name of its backup copy, which is nil if it has none or is a file of an earlier commit.
    struct Entry: Sendable {
        var participant: any Participant
        var copyName: String?

        var line: ParticipantLine {
            ParticipantLine(kind: participant.kind, copyName: copyName, fields: participant.fields)
        }
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
    /// In the order in which they are placed.
    var entries: [Entry] = []
    /// Backups to purge on request: the commit is not complete before they are gone.
    var purges: [Removal] = []
    /// Outdated backups, which may stay longer if they cannot be removed.
    var outdated: [Removal] = []

    /// Every folder in which the commit changes names, except the program's own.
    var touchedFolders: Set<String> {
        Set(entries.flatMap(\.participant.folders) + (foldersToMake + foldersToDrop + locks).map(\.parentPath))
    }
}

// MARK: - Text

extension Journal {
    private static let kind = "openclaw-journal"
    /// Version 1 had no `purge` and `prune` and always one backup folder; it can still be read. Version 3 has lines of
    /// participants that are not files; it is written only for those, so that a journal of files alone can be resolved
    /// by an earlier program too.
    private static let version = 3
    private static let filesVersion = 2
    private static let participantWord = "participant"
    /// An unknown keyword means that the text is of a newer version: it must not be followed if only partly understood.
    private static let words: Set<String> = [
        "phase", "id", "time", "summary", "backup-folder", "backup", "own-folder", "make-folder", "drop-folder", "lock",
        "create", "replace", "remove", "purge", "prune",
    ]

    var bytes: [UInt8] {
        let isOfFiles = entries.allSatisfy { $0.participant.kind == FileParticipant.kind }
        var text = LineText(kind: Self.kind, version: isOfFiles ? Self.filesVersion : Self.version)
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
            let participant = entry.participant
            if participant.kind == FileParticipant.kind {
                // The keyword of a file is its action, as in all versions.
                text.add((participant.fields.first ?? nil) ?? "", fields: Array(participant.fields.dropFirst()))
            } else {
                text.add(Self.participantWord, fields: entry.line.lineFields)
            }
        }
        for removal in purges { text.add("purge", fields: [removal.folder] + removal.names) }
        for removal in outdated { text.add("prune", fields: [removal.folder] + removal.names) }
        return text.bytes
    }

    /// - Parameter kinds: the kinds that can be followed, besides files. One that is not known makes the text one of a
    ///   newer version.
    init(reading bytes: [UInt8], kinds: [any ParticipantKind]) throws(LineText.Problem) {
        let text = try LineText(reading: bytes, kind: Self.kind, version: Self.version)
        let words = text.version < Self.version ? Self.words : Self.words.union([Self.participantWord])
        if let word = text.lines.first(where: { !words.contains($0.key) }) {
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
            if let entry = try entry(line, kinds, version: text.version) { entries.append(entry) }
        }
        for fields in text.lines("purge") { purges.append(try Removal(fields)) }
        for fields in text.lines("prune") { outdated.append(try Removal(fields)) }
    }
}

extension Journal {
    /// Nil if the line is not that of a participant.
    private func entry(
        _ line: LineText.Line,
        _ kinds: [any ParticipantKind],
        version: Int
    ) throws(LineText.Problem) -> Entry? {
        if FileEntry.Action(rawValue: line.key) != nil {
            guard let file = FileParticipant(reading: [line.key] + line.fields, commit: id) else { throw .damaged }
            return Entry(participant: file)
        }
        guard line.key == Self.participantWord else { return nil }
        let parsed = try ParticipantLine(line.fields)
        guard let kind = kinds.first(where: { $0.name == parsed.kind }) else { throw .newer(version: version + 1) }
        let copyPath = parsed.copyName.flatMap { name in backupFolder?.appendingPath(name) }
        guard let participant = kind.participant(reading: parsed.fields, commit: id, copyPath: copyPath) else {
            throw .damaged
        }
        return Entry(participant: participant, copyName: parsed.copyName)
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
