import FileTransactions
import JSON5
import Secrets

/// A changed `auth-profiles.json`: it is written as one file of a transaction, under the gateway's lock.
struct AuthProfilesChange: StoreChange.Work, Equatable {
    let file: FileSnapshot
    /// Nil if there is no file.
    let start: JSONCredentialStore?
    let end: JSONCredentialStore

    var path: String { file.path }
    var subject: String { file.realPath }
    var isNew: Bool { file.contents == nil }
    var isEmpty: Bool { start == end }

    var tightens: UInt32? { file.widerMode }

    var counts: ValueChanges {
        // A new store starts as an empty object; its frame does not count as an addition.
        ValueChanges.count(from: start?.document.root ?? ["version": 1, "profiles": [:]], to: end.document.root)
    }

    var lines: [DiffLine] { Self.lines(from: file.contents, to: end.bytes) }

    var target: Preflight.Target? { Preflight.Target(file.path, lock: .gateway, expectedBytes: end.bytes.count) }

    func participant(rank: Int) -> any Participant {
        let bytes = end.bytes
        return FileParticipant(
            file,
            contents: bytes,
            rank: rank,
            lock: .gateway,
            essence: KeptMarks.essence(of: bytes)
        )
    }

    func doesTheSame(as other: any StoreChange.Work) -> Bool {
        guard let other = other as? Self else { return false }
        return differences == other.differences
    }

    private var differences: [ValueDifference] {
        ValueDifference.all(from: start?.document.root ?? [:], to: end.document.root)
    }

    /// The difference of two stores, without secrets.
    static func lines(from old: [UInt8]?, to new: [UInt8]?) -> [DiffLine] {
        let before = RedactedText(old, dialect: .json, finder: StoreSecrets())
        return before.difference(to: RedactedText(new, dialect: .json, finder: StoreSecrets()))
    }
}

/// The secrets of a store, by the names of its members.
struct StoreSecrets: SecretFinder {
    private var path: [Pointer.Component] = []

    mutating func enter(_ component: Pointer.Component) { path.append(component) }
    mutating func leave() { path.removeLast() }

    func isSecret(_ value: Value) -> Bool {
        guard case .string(let text) = value, case .key(let member)? = path.last else { return false }
        // A `${VAR}` reference is not a secret, and users want to see that it is still a reference.
        guard !text.isEmpty, !(text.hasPrefix("${") && text.hasSuffix("}")) else { return false }
        return SecretNames.isSecret(member)
    }
}
