import JSON5

/// The containers of a file that contain a member with one of these names at any depth; all others are taken unchanged.
struct SpecialContainers {
    private var inside: [Pointer.Component: SpecialContainers] = [:]

    /// Nil if there are none.
    init?(_ value: Value, membersNamed names: [String]) {
        var isSpecial = false
        switch value {
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                if let special = Self.of(element, names) { inside[.index(index)] = special }
            }
        case .object(let members):
            for member in members {
                if names.contains(member.key) { isSpecial = true }
                if let special = Self.of(member.value, names) { inside[.key(member.key)] = special }
            }
        default: return nil
        }
        guard isSpecial || !inside.isEmpty else { return nil }
    }

    subscript(component: Pointer.Component) -> SpecialContainers? { inside.isEmpty ? nil : inside[component] }

    private static func of(_ value: Value, _ names: [String]) -> SpecialContainers? {
        switch value {
        case .array, .object: SpecialContainers(value, membersNamed: names)
        default: nil
        }
    }
}
