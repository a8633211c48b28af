package import JSON5

/// Which strings of a config mention variables, as a tree parallel to the values, so that a walk can follow both.
package struct VariableMentions: Sendable {
    /// The variable names in the string at this position, in order.
    package private(set) var names: [String]
    // Two dictionaries with keys of the standard library: the first dictionary of a type makes the runtime search all
    // conformances for its key, and that of `String` is known already.
    private var members: [String: VariableMentions] = [:]
    private var elements: [Int: VariableMentions] = [:]

    init(_ names: [String] = []) {
        self.names = names
    }

    /// The mentions of a member or element; nil if none.
    package subscript(component: Pointer.Component) -> VariableMentions? {
        switch component {
        case .key(let key): members.isEmpty ? nil : members[key]
        case .index(let index): elements.isEmpty ? nil : elements[index]
        }
    }

    /// The names that the string at a path mentions.
    func names(at pointer: Pointer) -> [String] {
        var mentions = self
        for component in pointer.components {
            guard let next = mentions[component] else { return [] }
            mentions = next
        }
        return mentions.names
    }

    fileprivate mutating func add(_ mentions: VariableMentions, at component: Pointer.Component) {
        switch component {
        case .key(let key): members[key] = mentions
        case .index(let index): elements[index] = mentions
        }
    }
}

extension Optional<VariableMentions> {
    /// Adds the mentions of a member or element.
    mutating func add(_ mentions: VariableMentions, at component: Pointer.Component) {
        if self == nil { self = VariableMentions() }
        self?.add(mentions, at: component)
    }
}
