/// What the journal says of one file: what is done to it, the names beside it, and the digests by which it is recognised.
struct FileEntry: Equatable, Sendable {
    enum Action: String, Sendable, CaseIterable {
        case create, replace, remove
    }

    var action: Action
    /// The path of the file, without symbolic links.
    var target: String
    /// Paths beside it. `staged`: first the new file, after the swap the old one; for a removal, the old one. `kept`:
    /// the old file, on file systems that cannot swap.
    var names: BesideNames
    /// Digest of the file at planning; nil for `create`.
    var before: Digest?
    /// Digest of the new contents; nil for `remove`.
    var after: Digest?
    /// Inode of the staged file; nil before `prepared` and for `remove`.
    var stagedInode: UInt64?

    var staged: String { names.staged }
    var kept: String { names.kept }
}

extension FileEntry {
    /// - Parameter id: the id of the commit.
    init(_ change: FileChange, commit id: String) {
        target = change.basis.realPath
        action = change.basis.contents == nil ? .create : change.contents == nil ? .remove : .replace
        names = BesideNames(of: target, id: id)
        before = change.basis.digest
        after = change.contents.map { Digest(of: $0) }
    }

    // MARK: - Text

    var fields: [String?] {
        [
            action.rawValue, target, names.staged, names.kept, before?.hex, after?.hex,
            stagedInode.map { String($0) },
        ]
    }

    /// Nil if the fields are damaged.
    init?(reading fields: [String?]) {
        guard fields.count == 7, let action = fields[0].flatMap(Action.init), let target = fields[1],
            let staged = fields[2], let kept = fields[3]
        else { return nil }
        self.action = action
        self.target = target
        names = BesideNames(staged: staged, kept: kept)
        do {
            before = try LineText.digest(fields[4])
            after = try LineText.digest(fields[5])
        } catch {
            return nil
        }
        if let inode = fields[6] {
            guard let number = UInt64(inode) else { return nil }
            stagedInode = number
        }
    }
}
