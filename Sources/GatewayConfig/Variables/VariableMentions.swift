package import JSON5

/// Which texts of a configuration mention variables: a tree of their places, so that a walk over the values goes along.
package struct VariableMentions: Sendable {
    /// The names that the text at this place mentions, in their order.
    package private(set) var names: [String]
    private var inside: [Pointer.Component: VariableMentions] = [:]

    init(_ names: [String] = []) {
        self.names = names
    }

    /// What a member or element mentions; nil for nothing.
    package subscript(component: Pointer.Component) -> VariableMentions? {
        inside.isEmpty ? nil : inside[component]
    }

    /// The names that the text at a path mentions.
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
    /// Notes what stands at a member or element.
    mutating func add(_ mentions: VariableMentions, at component: Pointer.Component) {
        if self == nil { self = VariableMentions() }
        self?.add(mentions, at: component)
    }
}
