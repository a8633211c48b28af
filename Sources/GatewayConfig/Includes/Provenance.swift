package import JSON5

/// A place in one of the files that make up the configuration.
package struct SourceLocation: Sendable, Hashable {
    /// Which of the snapshot's sources, 0 is the main file.
    package let source: Int
    /// The path in that file.
    package let pointer: Pointer

    func appending(_ component: Pointer.Component) -> SourceLocation {
        SourceLocation(source: source, pointer: pointer.appending(component))
    }
}

/// Which file each part of the merged configuration comes from.
///
/// A part that stands in a file exactly as in the result is one `verbatim` node, however large; only what `$include`
/// took apart or merged has nodes of its own. Without includes the whole tree is one node.
struct Provenance: Sendable {
    indirect enum Kind: Sendable {
        /// The value stands at this place; so does everything inside, at the same relative path.
        case verbatim(SourceLocation)
        /// A container put together from several places; a new member goes to `home`.
        case assembled([Pointer.Component: Provenance], home: SourceLocation)
    }

    var kind: Kind
    /// Places whose value was hidden by a later one; removing the value must remove it there as well.
    var shadowed: [SourceLocation] = []
    /// The object that stands for this value by nothing but its `$include`; removing the value removes that.
    var mount: SourceLocation?

    static func verbatim(_ location: SourceLocation) -> Provenance { Provenance(kind: .verbatim(location)) }

    /// Where a new member of this container goes; the place itself when it is verbatim.
    var home: SourceLocation {
        switch kind {
        case .verbatim(let location), .assembled(_, home: let location): location
        }
    }

    /// The node of a member or element, if this container has it.
    func child(_ component: Pointer.Component) -> Provenance? {
        switch kind {
        case .verbatim(let location): .verbatim(location.appending(component))
        case .assembled(let children, home: _): children[component]
        }
    }

    /// The node of a value inside; nil when an assembled container on the way lacks it.
    func descendant(_ pointer: Pointer) -> Provenance? {
        var node = self
        for component in pointer.components {
            guard let child = node.child(component) else { return nil }
            node = child
        }
        return node
    }

    /// What a new member of this container is called at `home`: of an array merged from several files, an index there
    /// counts only that file's elements.
    func ownComponent(_ component: Pointer.Component) -> Pointer.Component {
        guard case .index(let index) = component, case .assembled(let children, home: let home) = kind else {
            return component
        }
        let others = children.values.count { $0.home.source != home.source || $0.home.pointer.parent != home.pointer }
        return .index(index - others)
    }

    /// The indexes of all files that contributed.
    var sources: Set<Int> {
        switch kind {
        case .verbatim(let location): [location.source]
        case .assembled(let children, home: let home):
            children.values.reduce(into: [home.source]) { $0.formUnion($1.sources) }
        }
    }
}

/// A value put together from files, with where its parts come from.
struct Sourced: Sendable {
    var value: Value
    var provenance: Provenance

    /// Merges a later value over this one: objects member by member, arrays one after the other, else the later wins.
    func merged(with later: Sourced) -> Sourced {
        switch (value, later.value) {
        case (.array(let first), .array(let second)):
            appended(first, later, second)
        case (.object(let first), .object(let second)):
            mergedMembers(first, later, second)
        default:
            later.shadowing(provenance)
        }
    }

    private func shadowing(_ earlier: Provenance) -> Sourced {
        var result = self
        result.provenance.shadowed += earlier.shadowed + [earlier.home]
        return result
    }

    private func appended(_ first: [Value], _ later: Sourced, _ second: [Value]) -> Sourced {
        var children: [Pointer.Component: Provenance] = [:]
        for index in first.indices { children[.index(index)] = provenance.child(.index(index)) }
        for index in second.indices { children[.index(first.count + index)] = later.provenance.child(.index(index)) }
        return Sourced(
            value: .array(first + second),
            provenance: Provenance(kind: .assembled(children, home: later.provenance.home))
        )
    }

    private func mergedMembers(_ first: Members, _ later: Sourced, _ second: Members) -> Sourced {
        var members = first
        var children: [Pointer.Component: Provenance] = [:]
        for member in first { children[.key(member.key)] = provenance.child(.key(member.key)) }
        for member in second {
            var child = Sourced(
                value: member.value,
                provenance: later.provenance.child(.key(member.key)) ?? later.provenance
            )
            if let value = first[member.key], let earlier = provenance.child(.key(member.key)) {
                child = Sourced(value: value, provenance: earlier).merged(with: child)
            }
            members[member.key] = child.value
            children[.key(member.key)] = child.provenance
        }
        return Sourced(
            value: .object(members),
            provenance: Provenance(kind: .assembled(children, home: later.provenance.home))
        )
    }
}
