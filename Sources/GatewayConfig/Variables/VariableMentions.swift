package import JSON5

/// Which strings of a config mention variables, as a tree parallel to the values, so that a walk can follow both.
package struct VariableMentions: Sendable {
    /// The variable names in the string at this position, in order.
    package private(set) var names: [String]
    private var inside: [Pointer.Component: VariableMentions] = [:]

    init(_ names: [String] = []) {
        self.names = names
    }

    /// The mentions of a member or element; nil if none.
    package subscript(component: Pointer.Component) -> VariableMentions? {
        inside.isEmpty ? nil : inside[component]
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
        inside[component] = mentions
    }
}

extension Optional<VariableMentions> {
    /// Adds the mentions of a member or element.
    mutating func add(_ mentions: VariableMentions, at component: Pointer.Component) {
        if self == nil { self = VariableMentions() }
        self?.add(mentions, at: component)
    }
}
