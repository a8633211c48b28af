package import JSON5

/// One edit of the configuration, by its resolved path.
package enum ConfigEdit: Sendable, Equatable {
    case set(Value, at: Pointer)
    case insert(Value, at: Pointer)
    case remove(at: Pointer)
}

extension ConfigEditor {
    /// Makes the edits in order; the first that cannot be made ends it.
    package mutating func apply(_ edits: [ConfigEdit]) throws(ConfigEditError) {
        for edit in edits {
            switch edit {
            case .set(let value, at: let pointer): try set(value, at: pointer)
            case .insert(let value, at: let pointer): try insert(value, at: pointer)
            case .remove(at: let pointer): try remove(at: pointer)
            }
        }
    }
}
