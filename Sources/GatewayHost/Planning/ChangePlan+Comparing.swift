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
        guard role == other.role, basedOn.realPath == other.basedOn.realPath, tightens == other.tightens,
            isNew == other.isNew, (contents == nil) == (other.contents == nil)
        else { return false }
        guard let mine = differences, let theirs = other.differences else {
            return basedOn == other.basedOn && contents == other.contents
        }
        return mine == theirs
    }

    /// The values that it changes; nil if one side is no document.
    private var differences: [ValueDifference]? {
        guard let old = root(of: basedOn.contents), let new = root(of: contents) else { return nil }
        return ValueDifference.all(from: old, to: new)
    }

    private func root(of bytes: [UInt8]?) -> Value? {
        guard let bytes else { return .object([:]) }
        return try? Document(parsing: bytes, dialect: isConfig ? .json5 : .json).root
    }
}

/// One value that differs between two trees. It can hold a secret, so it is only compared and never shown.
private struct ValueDifference: Equatable {
    let place: Pointer
    let old: Value?
    let new: Value?

    static func all(from old: Value, to new: Value) -> [ValueDifference] {
        var found: [ValueDifference] = []
        collect(old, new, at: Pointer(), into: &found)
        return found
    }

    private static func collect(_ old: Value, _ new: Value, at place: Pointer, into found: inout [ValueDifference]) {
        guard case .object(let before) = old, case .object(let after) = new else {
            if old != new { found.append(ValueDifference(place: place, old: old, new: new)) }
            return
        }
        for (key, value) in before {
            if let counterpart = after[key] {
                collect(value, counterpart, at: place.appending(key), into: &found)
            } else {
                found.append(ValueDifference(place: place.appending(key), old: value, new: nil))
            }
        }
        for (key, value) in after where before[key] == nil {
            found.append(ValueDifference(place: place.appending(key), old: nil, new: value))
        }
    }
}
