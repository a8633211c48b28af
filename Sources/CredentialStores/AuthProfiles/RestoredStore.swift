import FileTransactions
import JSON5
import Secrets

/// A copy of `auth-profiles.json` put back, with the OAuth logins and the usage marks of today.
struct RestoredStore: StoreChange.Work, Equatable {
    /// The file as it is now, which may be missing or broken.
    let file: FileSnapshot
    /// The text that is written.
    let bytes: [UInt8]

    var path: String { file.path }
    var subject: String { file.realPath }
    var isNew: Bool { file.contents == nil }
    var isEmpty: Bool { file.contents == bytes }

    var tightens: UInt32? { file.widerMode }

    /// Of a file that cannot be read one change is counted: that it can be read again.
    var counts: ValueChanges {
        guard let now = Self.root(of: file.contents), let then = Self.root(of: bytes) else {
            return file.contents == nil ? ValueChanges(added: 1) : ValueChanges(changed: 1)
        }
        return ValueChanges.count(from: now, to: then)
    }

    var lines: [DiffLine] { AuthProfilesChange.lines(from: file.contents, to: bytes) }

    var target: Preflight.Target? { Preflight.Target(file.path, lock: .gateway, expectedBytes: bytes.count) }

    func participant(rank: Int) -> any Participant {
        FileParticipant(file, contents: bytes, rank: rank, lock: .gateway, essence: KeptMarks.essence(of: bytes))
    }

    func doesTheSame(as other: any StoreChange.Work) -> Bool {
        guard let other = other as? Self else { return false }
        guard let mine = differences, let theirs = other.differences else { return self == other }
        return mine == theirs
    }

    private var differences: [ValueDifference]? {
        guard let now = Self.root(of: file.contents), let then = Self.root(of: bytes) else { return nil }
        return ValueDifference.all(from: now, to: then)
    }

    private static func root(of bytes: [UInt8]?) -> Value? {
        bytes.flatMap { try? Document(parsing: $0, dialect: .json) }?.root
    }
}

// MARK: - Making one

extension RestoredStore {
    /// Throws if the copy is no store, or cannot be edited.
    static func restoring(_ copy: [UInt8], over file: FileSnapshot) throws(StoreError) -> StoreRestoring {
        let store = try JSONCredentialStore(reading: copy)
        if let obstacle = store.obstacle { throw obstacle }
        var document = store.document
        let now = KeptMarks.logins(in: file.contents)
        let then = KeptMarks.logins(in: copy)
        let kept = now.filter { $0.value != then[$0.key] }.map(\.key).sorted()
        let leftOut = then.keys.filter { now[$0] == nil }.sorted()
        let current = root(of: file.contents)
        do throws(EditError) {
            for id in kept { try document.set(now[id] ?? .null, at: ["profiles", .key(id)]) }
            for id in leftOut {
                // Another credential may have taken the login's name since.
                if let entry = current?["profiles"]?[id] {
                    try document.set(entry, at: ["profiles", .key(id)])
                } else {
                    try document.remove(at: ["profiles", .key(id)])
                }
            }
        } catch {
            throw .uneditable(error)
        }
        let edited = document.bytes
        let keepsMarks = current.map { KeptMarks.differ($0, document.root) } ?? false
        let marked = keepsMarks ? file.contents.flatMap { KeptMarks.merge(marksOf: $0, into: edited) } : nil
        let bytes = marked ?? edited
        let after = AuthProfilesStore(file: file, text: try JSONCredentialStore(reading: bytes))
        return StoreRestoring(
            change: StoreChange(after: after, work: RestoredStore(file: file, bytes: bytes)),
            keptLogins: kept,
            leftOutLogins: leftOut,
            keepsMarks: keepsMarks
        )
    }
}
