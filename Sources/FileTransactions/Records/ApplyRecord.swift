/// The undo record of one apply, stored with copies of the old files as `S/setup/backups/<time>/record`.
package struct ApplyRecord: Sendable, Equatable {
    package enum State: String, Sendable {
        case applied, undone
    }

    /// One file that was written or removed.
    package struct File: Sendable, Equatable {
        /// The path as requested; may be a symbolic link.
        package var path: String
        /// The resolved path.
        package var realPath: String
        /// Whether the gateway's lock protects it.
        package var lock: LockKind
        /// Its position in the order: lower ranks are written first.
        package var rank: Int
        /// The mode before; nil if there was no file.
        package var modeBefore: FileMode?
        /// The digest before; nil if there was no file.
        package var before: Digest?
        /// The digest after; nil if it was removed.
        package var after: Digest?
        /// The name of its copy in the record's folder; nil if there was no file.
        package var backupName: String?
        /// Digest of the relevant part of the content, defined by the caller; nil if all of it is relevant.
        ///
        /// It lets a later undo distinguish a file in which only marks changed from one that was edited.
        package var essence: Digest?
    }

    /// Sixteen hex digits.
    package var id: String
    /// Text key that says what was done; chosen by the caller, without secrets.
    package var summary: String
    /// When it was applied, in Unix milliseconds.
    package var timeMilliseconds: Int64
    /// Increasing number of the apply, independent of the clock. 0 for records of version 0.1.0.
    package var sequence: Int64 = 0
    package var state: State
    /// For an undo, the id of the apply that it reverted.
    package var undoes: String?
    package var files: [File] = []
    /// Folders that were created, outermost first.
    package var foldersMade: [String] = []
    /// The folder with the copies and the record itself.
    package var folder: String

    static let fileName = "record"

    /// The path of a file's copy.
    package func backupPath(of file: File) -> String? {
        file.backupName.map { folder.appendingPath($0) }
    }

    var recordPath: String { folder.appendingPath(Self.fileName) }
}

// MARK: - Text

extension ApplyRecord {
    private static let kind = "openclaw-record"
    private static let version = 1

    var bytes: [UInt8] {
        var text = LineText(kind: Self.kind, version: Self.version)
        text.add("id", id)
        text.add("summary", summary)
        text.add("time", String(timeMilliseconds))
        text.add("state", state.rawValue)
        text.add("sequence", String(sequence))
        if let undoes { text.add("undoes", undoes) }
        for path in foldersMade { text.add("made-folder", path) }
        for file in files {
            text.add(
                "file",
                file.path,
                file.realPath,
                file.lock.rawValue,
                String(file.rank),
                file.modeBefore?.description,
                file.before?.hex,
                file.after?.hex,
                file.backupName,
                file.essence?.hex
            )
        }
        return text.bytes
    }

    init(reading bytes: [UInt8], folder: String) throws(LineText.Problem) {
        let text = try LineText(reading: bytes, kind: Self.kind, version: Self.version)
        guard let state = State(rawValue: try text.value("state")), let time = Int64(try text.value("time")) else {
            throw .damaged
        }
        self.init(
            id: try text.value("id"),
            summary: try text.value("summary"),
            timeMilliseconds: LineText.clamped(time),
            state: state,
            folder: folder
        )
        if let number = try text.paths("sequence").first {
            // Leaves room for further increments.
            guard let sequence = Int64(number), (0...1 << 53).contains(sequence) else { throw .damaged }
            self.sequence = sequence
        }
        undoes = try text.paths("undoes").first
        foldersMade = try text.paths("made-folder")
        for fields in text.lines("file") { files.append(try File(fields)) }
    }
}

extension ApplyRecord.File {
    fileprivate init(_ fields: [String?]) throws(LineText.Problem) {
        guard fields.count == 9, let path = fields[0], let realPath = fields[1],
            let lock = fields[2].flatMap({ LockKind(rawValue: $0) }), let rank = fields[3].flatMap({ Int($0) }),
            // An undo negates it.
            (-1_000_000...1_000_000).contains(rank),
            fields[7].map({ BackupName.isOneOfAFile($0) && $0 != ApplyRecord.fileName }) != false
        else { throw .damaged }
        self.init(path: path, realPath: realPath, lock: lock, rank: rank, backupName: fields[7])
        if let mode = fields[4] {
            guard let bits = UInt32(mode, radix: 8) else { throw .damaged }
            modeBefore = FileMode(bits: bits)
        }
        before = try LineText.digest(fields[5])
        after = try LineText.digest(fields[6])
        essence = try LineText.digest(fields[8])
    }
}
