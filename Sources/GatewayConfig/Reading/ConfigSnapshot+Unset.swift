package import JSON5

// Variables without a value here: each makes the value that mentions it unknown, and nothing else.
extension ConfigSnapshot {
    /// The variables that the string at a path needs and that have no value here.
    package func unset(at pointer: Pointer) -> [MissingVariable] {
        unset.isEmpty ? [] : unset.filter { $0.pointer == pointer }
    }

    /// The variables without a value that another config did not need, or not as often.
    package func unset(besides other: ConfigSnapshot) -> [MissingVariable] {
        guard !unset.isEmpty else { return [] }
        var left: [String: Int] = [:]
        for variable in other.unset { left[variable.name, default: 0] += 1 }
        return unset.filter { variable in
            left[variable.name, default: 0] -= 1
            return left[variable.name, default: 0] < 0
        }
    }
}

extension ConfigIssue {
    /// Whether it may come from a value that is unknown because a variable has none; a string of the wrong type is wrong
    /// with every value.
    func dependsOnAny(of unknown: [Pointer]) -> Bool {
        switch problem {
        case .unknownKeys, .wrongType, .sharedAgentDirectories: false
        case .notAChoice, .tooSmall, .tooBig: unknown.contains(pointer)
        case .noAlternative: unknown.contains { $0.isInside(pointer) }
        // A rule is about an object, and reported at one of its members.
        case .rule: unknown.contains { $0.isInside(pointer.parent ?? pointer) }
        }
    }
}

extension Pointer {
    /// Whether it is a container or the value itself.
    fileprivate func isInside(_ container: Pointer) -> Bool {
        components.starts(with: container.components)
    }
}
