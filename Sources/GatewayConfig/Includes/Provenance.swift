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
    ///
    /// In place: of a list of a thousand files each one is gone through once.
    mutating func merge(_ later: Sourced) {
        if case .array(let second) = later.value, case .array(var elements) = value {
            value = .null
            append(second, to: &elements, from: later.provenance)
            value = .array(elements)
        } else if case .object(let second) = later.value, case .object(var members) = value {
            value = .null
            merge(second, into: &members, from: later.provenance)
            value = .object(members)
        } else {
            hide(behind: later)
        }
    }

    private mutating func hide(behind later: Sourced) {
        var hidden = provenance.shadowed
        provenance.shadowed = []
        hidden.append(provenance.home)
        self = later
        provenance.shadowed = later.provenance.shadowed.isEmpty ? hidden : later.provenance.shadowed + hidden
    }

    private mutating func append(_ second: [Value], to elements: inout [Value], from later: Provenance) {
        var children = takeChildren(elements.indices.lazy.map { .index($0) })
        for index in second.indices { children[.index(elements.count + index)] = later.child(.index(index)) }
        elements += second
        provenance = Provenance(kind: .assembled(children, home: later.home))
    }

    private mutating func merge(_ second: Members, into members: inout Members, from later: Provenance) {
        var children = takeChildren(members.entries.lazy.map { .key($0.key) })
        for member in second {
            let component = Pointer.Component.key(member.key)
            var child = Sourced(value: member.value, provenance: later.child(component) ?? later)
            if let value = members[member.key], let earlier = children[component] {
                // Nobody else holds it while it is merged: then it need not be copied.
                members[member.key] = .null
                children[component] = later
                var merged = Sourced(value: value, provenance: earlier)
                merged.merge(child)
                child = merged
            }
            members[member.key] = child.value
            children[component] = child.provenance
        }
        provenance = Provenance(kind: .assembled(children, home: later.home))
    }

    /// The nodes of everything inside; this value has none any more.
    private mutating func takeChildren(
        _ components: some Sequence<Pointer.Component>
    ) -> [Pointer.Component: Provenance] {
        switch provenance.kind {
        case .assembled(let children, let home):
            provenance.kind = .verbatim(home)
            return children
        case .verbatim(let location):
            var children: [Pointer.Component: Provenance] = [:]
            for component in components { children[component] = .verbatim(location.appending(component)) }
            return children
        }
    }
}
