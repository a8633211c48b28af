/// One file's part in a commit, before anything is written.
struct StagedChange: Sendable, Equatable {
    /// What the plan was made from.
    var basis: FileSnapshot
    /// The new bytes; nil removes the file.
    var contents: [UInt8]?
    /// Lower ranks are put in place first.
    var rank: Int
    var lock: LockKind
    /// See `ApplyRecord.File.essence`.
    var essence: Digest?
    /// Exactly how the file ends; nil for 0600, where a file that is not rewritten may be narrower.
    var exactMode: FileMode?
    /// The program's own record: not backed up, not part of what the user sees.
    var isOwnState = false

    var mode: FileMode { exactMode ?? .ownerFile }

    /// Whether the file is already as wanted, its mode included.
    var isNothing: Bool {
        guard contents == basis.contents else { return false }
        guard let now = basis.mode else { return true }
        return exactMode.map { $0 == now } ?? !now.isWider(than: .ownerFile)
    }

    func entry(id: String) -> Journal.Entry {
        let names = BesideNames(of: basis.realPath, id: id)
        return Journal.Entry(
            action: basis.contents == nil ? .create : contents == nil ? .remove : .replace,
            target: basis.realPath,
            staged: names.staged,
            kept: names.kept,
            before: basis.digest,
            after: contents.map { Digest(of: $0) }
        )
    }
}
