/// The planned change of one file, before anything is written.
struct FileChange: Sendable, Equatable {
    /// The file as read at planning.
    var basis: FileSnapshot
    /// The new bytes; nil removes the file.
    var contents: [UInt8]?
    /// Files with lower ranks are put in place first.
    var rank: Int
    var lock: LockKind
    /// See `ApplyRecord.File.essence`.
    var essence: Digest?
    /// The exact mode of the new file; nil for 0600, where a file that is not rewritten may be narrower.
    var exactMode: FileMode?
    /// The program's own record: not backed up and not shown to the user.
    var isOwnState = false

    var mode: FileMode { exactMode ?? .ownerFile }

    /// Whether the file already has the wanted content and mode.
    var isNothing: Bool {
        guard contents == basis.contents else { return false }
        guard let now = basis.mode else { return true }
        return exactMode.map { $0 == now } ?? !now.isWider(than: .ownerFile)
    }
}
