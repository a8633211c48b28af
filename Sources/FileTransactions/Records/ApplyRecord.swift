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

    /// One participant that is not a file.
    package struct Other: Sendable, Equatable {
        /// What was changed; see `Participant.subject`.
        package var subject: String
        /// Its position in the order: lower ranks are placed first.
        package var rank: Int
        /// What its kind needs for an undo.
        package var line: ParticipantLine

        package init(subject: String, rank: Int, line: ParticipantLine) {
            self.subject = subject
            self.rank = rank
            self.line = line
        }
    }

    /// What was changed by one participant.
    package enum Part: Sendable, Equatable {
        case file(File)
        case other(Other)

        /// The name of its copy in the record's folder; nil if there was nothing to copy.
        var copyName: String? {
            switch self {
            case .file(let file): file.backupName
            case .other(let other): other.line.copyName
            }
        }
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
    /// In the order in which they were placed.
    package var parts: [Part] = []
    /// Folders that were created, outermost first.
    package var foldersMade: [String] = []
    /// The folder with the copies and the record itself.
    package var folder: String

    static let fileName = "record"

    /// The files among the parts.
    package var files: [File] {
        parts.compactMap { part in
            if case .file(let file) = part { file } else { nil }
        }
    }

    /// The path of a file's copy.
    package func backupPath(of file: File) -> String? {
        file.backupName.map { folder.appendingPath($0) }
    }

    var recordPath: String { folder.appendingPath(Self.fileName) }
}

// MARK: - Text

extension ApplyRecord {
    private static let kind = "openclaw-record"
    /// Version 2 has lines of participants that are not files, and is written only for those: a program that does not
    /// know them must not undo the rest alone.
    private static let version = 2
    private static let filesVersion = 1
    private static let participantWord = "participant"

    var bytes: [UInt8] {
        var text = LineText(kind: Self.kind, version: parts.count == files.count ? Self.filesVersion : Self.version)
        text.add("id", id)
        text.add("summary", summary)
        text.add("time", String(timeMilliseconds))
        text.add("state", state.rawValue)
        text.add("sequence", String(sequence))
        if let undoes { text.add("undoes", undoes) }
        for path in foldersMade { text.add("made-folder", path) }
        for part in parts {
            switch part {
            case .file(let file): text.add("file", fields: file.fields)
            case .other(let other): text.add(Self.participantWord, fields: other.fields)
            }
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
        for line in text.lines {
            switch line.key {
            case "file": parts.append(.file(try File(line.fields)))
            case Self.participantWord: parts.append(.other(try Other(line.fields)))
            default: continue
            }
        }
    }
}

extension ApplyRecord.File {
    fileprivate var fields: [String?] {
        [
            path, realPath, lock.rawValue, String(rank), modeBefore?.description, before?.hex, after?.hex, backupName,
            essence?.hex,
        ]
    }

    fileprivate init(_ fields: [String?]) throws(LineText.Problem) {
        guard fields.count == 9, let path = fields[0], let realPath = fields[1],
            let lock = fields[2].flatMap({ LockKind(rawValue: $0) }), let rank = ApplyRecord.rank(fields[3]),
            ApplyRecord.isCopyName(fields[7])
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

extension ApplyRecord.Other {
    fileprivate var fields: [String?] { [subject, String(rank)] + line.lineFields }

    fileprivate init(_ fields: [String?]) throws(LineText.Problem) {
        guard fields.count >= 2, let subject = fields[0], let rank = ApplyRecord.rank(fields[1]) else { throw .damaged }
        let line = try ParticipantLine(Array(fields.dropFirst(2)))
        guard ApplyRecord.isCopyName(line.copyName) else { throw .damaged }
        self.init(subject: subject, rank: rank, line: line)
    }
}

extension ApplyRecord {
    /// A rank that an undo can negate.
    fileprivate static func rank(_ field: String?) -> Int? {
        field.flatMap { Int($0) }.flatMap { (-1_000_000...1_000_000).contains($0) ? $0 : nil }
    }

    /// Whether a copy can have this name; there may be none.
    fileprivate static func isCopyName(_ name: String?) -> Bool {
        name.map { BackupName.isOneOfAFile($0) && $0 != fileName } != false
    }
}
