internal import CredentialStores
internal import FileTransactions
internal import JSON5

extension ChangePlan {
    /// Whether another plan, made from other contents of the files, changes the same values from and to the same ones,
    /// with the same consequences.
    package func doesTheSame(as other: ChangePlan) -> Bool {
        summary == other.summary && effects == other.effects && forgets == other.forgets && command == other.command
            && files.count == other.files.count
            && zip(files, other.files).allSatisfy { $0.doesTheSame(as: $1) }
    }

    /// Whether another plan writes the same bytes over the same ones, whatever else it depends on.
    package func isSameWrite(as other: ChangePlan) -> Bool {
        var (one, two) = (self, other)
        (one.basis, two.basis) = (nil, nil)
        return one == two
    }
}

extension PlannedFile {
    fileprivate func doesTheSame(as other: PlannedFile) -> Bool {
        guard role == other.role, subject == other.subject, tightens == other.tightens, isNew == other.isNew,
            isRemoved == other.isRemoved
        else { return false }
        if let change, let theirs = other.change { return change.doesTheSame(as: theirs) }
        guard let mine = differences, let theirs = other.differences else {
            return basedOn == other.basedOn && contents == other.contents
        }
        return mine == theirs
    }

    /// The values of the config that it changes; nil if one side is no document.
    private var differences: [ValueDifference]? {
        guard let old = root(of: basedOn?.contents), let new = root(of: contents) else { return nil }
        return ValueDifference.all(from: old, to: new)
    }

    private func root(of bytes: [UInt8]?) -> Value? {
        guard let bytes else { return .object([:]) }
        return try? Document(parsing: bytes, dialect: .json5).root
    }
}
