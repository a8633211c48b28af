import FileTransactions
import TestSupport

/// A value that another program writes for us: a participant that is not a file.
///
/// As with the gateway's own program, the new value is known only until the process ends, a run is announced in the
/// journal before it begins, and taking it back tells the program the old value, which is in the backup.
struct ProgramParticipant: Participant {
    static let kind = "program"

    let disk: InMemoryFileSystem
    let program: String
    var rank = 0
    private let before: Digest?
    private let after: Digest?
    /// The values; nil after a crash.
    private let values: (old: String?, new: String?)?
    private var copyPath: String?
    private var wasRun = false
    /// Reports a failure although it has stored the value.
    var failsAfterwards = false

    init(_ disk: InMemoryFileSystem, _ program: String, new: String?, rank: Int) throws(FileError) {
        let old = try disk.ask(program: program)
        self.disk = disk
        self.program = program
        self.rank = rank
        values = (old, new)
        before = Self.digest(old)
        after = Self.digest(new)
    }

    /// Nil if the fields are damaged.
    fileprivate init?(_ disk: InMemoryFileSystem, reading fields: [String?], copyPath: String?) {
        guard fields.count == 4, let program = fields[0], let state = fields[3],
            fields[1].map({ Digest(hex: $0) != nil }) != false, fields[2].map({ Digest(hex: $0) != nil }) != false
        else { return nil }
        self.disk = disk
        self.program = program
        before = fields[1].flatMap { Digest(hex: $0) }
        after = fields[2].flatMap { Digest(hex: $0) }
        wasRun = state == "run"
        values = nil
        self.copyPath = copyPath
    }

    fileprivate static func digest(_ value: String?) -> Digest? { value.map { Digest(of: Array($0.utf8)) } }

    private func digestNow() throws(FileError) -> Digest? { Self.digest(try disk.ask(program: program)) }

    // MARK: - The plan

    var kind: String { Self.kind }
    var subject: String { program }
    var isNothing: Bool { before == after }
    var copy: BackupCopy? { values?.old.map { BackupCopy(name: "value", bytes: Array($0.utf8)) } }
    var fields: [String?] { [program, before?.hex, after?.hex, wasRun ? "run" : "waiting"] }

    func recorded(copyName: String?) -> ApplyRecord.Part? {
        var finished = self
        finished.wasRun = true
        let line = ParticipantLine(kind: kind, copyName: copyName, fields: finished.fields)
        return .other(ApplyRecord.Other(subject: subject, rank: rank, line: line))
    }

    // MARK: - The commit

    mutating func join(commit id: String, copyPath: String?) { self.copyPath = copyPath }

    mutating func recheck(_ context: CommitContext) throws(FileError) -> Bool { try digestNow() == before }

    func prepare(_ context: CommitContext) throws(FileError) {}

    mutating func place(_ context: CommitContext, note: ParticipantNote) throws(FileError) {
        guard let values else { throw FileError(.unsupported, .commit, program) }
        guard try digestNow() == before else {
            throw FileError(.changedMeanwhile, .commit, program, paths: [program])
        }
        wasRun = true
        try note(self)
        try disk.tell(program: program, values.new)
        if failsAfterwards { throw FileError(.other, .commit, program) }
    }

    func seal(_ context: CommitContext) throws(FileError) -> Bool { try digestNow() == after }

    // MARK: - The way back

    func position(_ context: CommitContext) throws(FileError) -> ParticipantPosition {
        guard wasRun else { return .notPlaced(isReady: false) }
        return switch try digestNow() {
        case before: .notPlaced(isReady: false)
        case after: .placed
        default: .beyondTakingBack
        }
    }

    mutating func takeBack(_ context: CommitContext, note: ParticipantNote) throws(FileError) -> Bool {
        switch try position(context) {
        case .notPlaced: return true
        case .beyondTakingBack: return false
        case .placed: break
        }
        let old = try copyPath.map { (path) throws(FileError) in try context.files.contents(of: path).bytes }
        try disk.tell(program: program, old.map { String(decoding: $0, as: UTF8.self) })
        return true
    }

    func cleanUp(_ context: CommitContext) -> [FileError] { [] }

    func doubt(_ writable: WritableFiles) throws(FileError) -> Distrust? {
        program.hasPrefix("/srv/") ? nil : Distrust(reason: .reach, subject: program)
    }
}

/// Reads them back.
struct ProgramKind: ParticipantKind {
    let disk: InMemoryFileSystem
    var name: String { ProgramParticipant.kind }

    func participant(reading fields: [String?], commit id: String, copyPath: String?) -> (any Participant)? {
        ProgramParticipant(disk, reading: fields, copyPath: copyPath)
    }

    func undoing(
        _ fields: [String?],
        rank: Int,
        copyPath: String?,
        _ context: CommitContext
    ) throws(FileError) -> Undoing? {
        guard let applied = ProgramParticipant(disk, reading: fields, copyPath: copyPath) else { return nil }
        let old = try copyPath.map { (path) throws(FileError) in try context.files.contents(of: path).bytes }
        let undo = try ProgramParticipant(
            disk,
            applied.program,
            new: old.map { String(decoding: $0, as: UTF8.self) },
            rank: rank
        )
        return switch try applied.position(context) {
        case .placed: Undoing(state: .asWritten, participant: undo)
        case .notPlaced: Undoing(state: .alreadyBack, participant: undo)
        case .beyondTakingBack: Undoing(state: .changedSince, participant: undo)
        }
    }
}
