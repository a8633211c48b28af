import FileTransactions
import JSON5

/// Keeps the gateway's usage marks across an undo: `usageStats` and `lastGood` record events, not settings.
enum KeptMarks {
    private static let members = ["usageStats", "lastGood"]

    /// A digest of a store without its marks; nil for bytes that are not a store. The undo record contains it, so that
    /// an undo can tell whether anything besides the marks changed.
    static func essence(of bytes: [UInt8]) -> Digest? {
        guard let document = try? Document(parsing: bytes, dialect: .json), var root = document.root.objectValue else {
            return nil
        }
        for member in members { root[member] = nil }
        return Digest(of: Array(Value.object(root).sorted.json().utf8))
    }

    /// The old store with the current marks, if only marks changed since the apply. The inner nil removes the file.
    static func replacement(for file: UndoPlan.File) -> [UInt8]?? {
        guard file.state == .changedSince, let current = file.current.contents, let essence = file.recorded.essence,
            self.essence(of: current) == essence
        else { return nil }
        // The apply created this store, so the undo deletes it together with its marks.
        guard let old = file.old else { return .some(nil) }
        return merge(marksOf: current, into: old).map { .some($0) }
    }

    /// The old store with the marks of the current one; nil if either of them is no store.
    static func merge(marksOf current: [UInt8], into old: [UInt8]) -> [UInt8]? {
        guard let now = try? Document(parsing: current, dialect: .json),
            var document = try? Document(parsing: old, dialect: .json)
        else { return nil }
        for member in members {
            do {
                if let value = now.root[member] {
                    try document.set(value, at: [.key(member)])
                } else {
                    try document.remove(at: [.key(member)])
                }
            } catch {
                return nil
            }
        }
        return document.bytes
    }

    /// Whether two stores have different marks.
    static func differ(_ one: Value, _ other: Value) -> Bool { members.contains { one[$0] != other[$0] } }

    /// OAuth logins that an undo would restore. Their refresh tokens are single-use: an old one may already be used,
    /// and using it again locks the account out.
    static func restoredLogins(by file: UndoPlan.File) -> [String] {
        guard file.state != .alreadyBack else { return [] }
        let now = logins(in: file.current.contents)
        return logins(in: file.old).filter { login in now[login.key] != login.value }.map(\.key).sorted()
    }

    /// The OAuth logins of a store, by id; none in bytes that are not a store.
    static func logins(in bytes: [UInt8]?) -> [String: Value] {
        guard let bytes, let document = try? Document(parsing: bytes, dialect: .json) else { return [:] }
        var logins: [String: Value] = [:]
        for (id, profile) in document.root["profiles"]?.objectValue ?? [:] where profile["type"] == "oauth" {
            logins[id] = profile
        }
        return logins
    }
}

extension Value {
    /// The value with sorted members, because the gateway may write them in another order.
    fileprivate var sorted: Value {
        switch self {
        case .object(let members):
            .object(Members(members.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value.sorted) }))
        case .array(let elements): .array(elements.map(\.sorted))
        case .null, .bool, .number, .string: self
        }
    }
}
