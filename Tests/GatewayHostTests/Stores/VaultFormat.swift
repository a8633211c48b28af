import CredentialStores
import Credentials
import FileTransactions
import Secrets
import Synchronization

/// A format that lives in memory: a vault that another program keeps, with a line for each key.
///
/// This file is all of it; `StoreFormats([VaultFormat(vault)] + …)` adds it to a host.
struct VaultFormat: StoreFormat {
    static let mark = StorePlace.FileName.agent("vault")
    let vault: Vault

    init(_ vault: Vault) { self.vault = vault }

    var name: String { "vault" }
    var fileNames: [StorePlace.FileName] { [Self.mark] }
    var participantKinds: [any ParticipantKind] { [VaultParticipant.Kind(vault: vault)] }

    func isThere(_ found: StoreFindings) -> Bool { found[Self.mark] != nil }

    func open(_ place: StorePlace, _ files: any FileSystem, progress: (Int) -> Void) throws(FileError) -> FoundStore {
        let path = place.path(of: Self.mark)
        let store = VaultStore(vault: vault, path: path, text: vault[path])
        return FoundStore(path: path, file: nil, store: .success(store), empty: store)
    }

    func contents(ofCopy bytes: [UInt8]) throws(StoreError) -> StoreContents {
        VaultStore(vault: vault, path: "", text: String(decoding: bytes, as: UTF8.self)).contents
    }
}

/// The other program's memory.
final class Vault: Sendable {
    private let texts = Mutex<[String: String]>([:])

    subscript(path: String) -> String {
        get { texts.withLock { $0[path] ?? "" } }
        set { texts.withLock { $0[path] = newValue } }
    }
}

private struct VaultStore: CredentialStore, NewStore, Equatable {
    let vault: Vault
    let path: String
    let start: String
    var rows: [Profile]

    init(vault: Vault, path: String, text: String) {
        self.vault = vault
        self.path = path
        start = text
        rows = text.split(separator: "\n").map { line in
            let words = line.split(separator: " ").map(String.init)
            return Profile(id: words[0], provider: "anthropic", credential: .apiKey(Secret(words[1])))
        }
    }

    var text: String {
        rows.map { row in
            "\(row.id) \(row.credential.secret.map { $0.withUTF8 { String(decoding: $0, as: UTF8.self) } } ?? "")\n"
        }
        .joined()
    }

    var contents: StoreContents { StoreContents(profiles: rows) }
    var obstacle: StoreError? { nil }

    func make() throws(StoreError) -> any CredentialStore { self }

    func change(_ edits: [StoreEdit]) throws(StoreError) -> StoreChange {
        var after = self
        for edit in edits {
            switch edit {
            case .upsert(let profile), .copy(let profile):
                guard profile.kind == .apiKey else { throw .notPortable(profile.id) }
                if let place = after.rows.firstIndex(where: { $0.id == profile.id }) {
                    after.rows[place] = profile
                } else {
                    after.rows.append(profile)
                }
            case .remove(let id): after.rows.removeAll { $0.id == id }
            default: throw .noProfile("this vault keeps keys alone")
            }
        }
        return StoreChange(after: after, work: VaultChange(start: self, end: after))
    }

    static func == (one: VaultStore, other: VaultStore) -> Bool { one.path == other.path && one.rows == other.rows }
}

private struct VaultChange: StoreChange.Work, Equatable {
    let start: VaultStore
    let end: VaultStore

    var path: String { end.path }
    var subject: String { end.path }
    var isNew: Bool { end.start.isEmpty }
    var isEmpty: Bool { end.text == end.start }
    var tightens: UInt32? { nil }
    var target: Preflight.Target? { nil }

    private var before: VaultStore { VaultStore(vault: end.vault, path: end.path, text: end.start) }
    private var added: [Profile] { end.rows.filter { !before.rows.contains($0) } }
    private var removed: [Profile] { before.rows.filter { !end.rows.contains($0) } }

    var counts: ValueChanges { ValueChanges(added: added.count, removed: removed.count) }

    var lines: [DiffLine] {
        removed.map { DiffLine(kind: .removed, text: "key \($0.id)") }
            + added.map { DiffLine(kind: .added, text: "key \($0.id)") }
    }

    func doesTheSame(as other: any StoreChange.Work) -> Bool {
        guard let other = other as? Self else { return false }
        return added == other.added && removed == other.removed
    }

    func participant(rank: Int) -> any Participant {
        VaultParticipant(vault: end.vault, path: path, old: end.start, new: end.text, rank: rank)
    }
}

/// Tells the vault a text, and takes it back from the backup.
struct VaultParticipant: Participant {
    let vault: Vault
    let path: String
    let rank: Int
    private let before: Digest
    private let after: Digest
    /// Nil after a crash.
    private let values: (old: String, new: String)?
    private var copyPath: String?

    init(vault: Vault, path: String, old: String, new: String, rank: Int) {
        self.vault = vault
        self.path = path
        self.rank = rank
        values = (old, new)
        before = Self.digest(old)
        after = Self.digest(new)
    }

    private init?(_ vault: Vault, _ fields: [String?], copyPath: String?) {
        guard fields.count == 3, let path = fields[0], let before = fields[1].flatMap({ Digest(hex: $0) }),
            let after = fields[2].flatMap({ Digest(hex: $0) })
        else { return nil }
        (self.vault, self.path, self.before, self.after) = (vault, path, before, after)
        (rank, values, self.copyPath) = (0, nil, copyPath)
    }

    private static func digest(_ text: String) -> Digest { Digest(of: Array(text.utf8)) }

    private var now: Digest { Self.digest(vault[path]) }

    private func old(_ files: any FileSystem) throws(FileError) -> String {
        guard let copyPath else { return "" }
        return String(decoding: try files.contents(of: copyPath).bytes, as: UTF8.self)
    }

    var kind: String { "vault" }
    var subject: String { path }
    var isNothing: Bool { before == after }
    var fields: [String?] { [path, before.hex, after.hex] }

    var copy: BackupCopy? {
        guard let values, !values.old.isEmpty else { return nil }
        return BackupCopy(name: "vault", bytes: Array(values.old.utf8))
    }

    func recorded(copyName: String?) -> ApplyRecord.Part? {
        let line = ParticipantLine(kind: kind, copyName: copyName, fields: fields)
        return .other(ApplyRecord.Other(subject: path, rank: rank, line: line))
    }

    mutating func join(commit id: String, copyPath: String?) { self.copyPath = copyPath }
    func recheck(_ context: CommitContext) throws(FileError) -> Bool { now == before }
    func prepare(_ context: CommitContext) throws(FileError) {}

    func place(_ context: CommitContext, note: ParticipantNote) throws(FileError) {
        guard let values else { throw FileError(.unsupported, .commit, path) }
        vault[path] = values.new
    }

    func seal(_ context: CommitContext) throws(FileError) -> Bool { now == after }

    func position(_ context: CommitContext) throws(FileError) -> ParticipantPosition {
        now == after ? .placed : now == before ? .notPlaced(isReady: values != nil) : .beyondTakingBack
    }

    func takeBack(_ context: CommitContext, note: ParticipantNote) throws(FileError) -> Bool {
        guard now == after else { return now == before }
        vault[path] = try old(context.files)
        return true
    }

    func cleanUp(_ context: CommitContext) -> [FileError] { [] }
    func doubt(_ writable: WritableFiles) throws(FileError) -> Distrust? { nil }

    struct Kind: ParticipantKind {
        let vault: Vault
        var name: String { "vault" }

        func participant(reading fields: [String?], commit id: String, copyPath: String?) -> (any Participant)? {
            VaultParticipant(vault, fields, copyPath: copyPath)
        }

        func undoing(
            _ fields: [String?],
            rank: Int,
            copyPath: String?,
            _ context: CommitContext
        ) throws(FileError) -> Undoing? {
            guard let applied = VaultParticipant(vault, fields, copyPath: copyPath) else { return nil }
            let state: UndoState =
                applied.now == applied.after ? .asWritten : applied.now == applied.before ? .alreadyBack : .changedSince
            let undo = VaultParticipant(
                vault: vault,
                path: applied.path,
                old: vault[applied.path],
                new: try applied.old(context.files),
                rank: rank
            )
            return Undoing(state: state, participant: undo)
        }
    }
}
