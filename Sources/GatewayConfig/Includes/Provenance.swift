package import JSON5

/// A location in one of the config's files.
package struct SourceLocation: Sendable, Hashable {
    /// Index into the snapshot's sources; 0 is the main file.
    package let source: Int
    /// The path in that file.
    package let pointer: Pointer

    func appending(_ component: Pointer.Component) -> SourceLocation {
        SourceLocation(source: source, pointer: pointer.appending(component))
    }
}

/// Which file each part of the merged config comes from.
///
/// A part that is in one file exactly as in the result is a single `verbatim` node, however large. Only what `$include`
/// split or merged has nodes of its own. Without includes the whole tree is one node.
struct Provenance: Sendable {
    indirect enum Kind: Sendable {
        /// The value is at this location, and everything inside it at the same relative path.
        case verbatim(SourceLocation)
        /// A container assembled from several locations; a new member goes to `home`.
        case assembled([Pointer.Component: Provenance], home: SourceLocation)
    }

    var kind: Kind
    /// Locations whose value is overridden; removing the value must remove it there too.
    var shadowed: [SourceLocation] = []
    /// The object whose only content is the `$include` for this value; removing the value removes that object.
    var mount: SourceLocation?

    static func verbatim(_ location: SourceLocation) -> Provenance { Provenance(kind: .verbatim(location)) }

    /// Where a new member of this container goes; for a verbatim node its own location.
    var home: SourceLocation {
        switch kind {
        case .verbatim(let location), .assembled(_, home: let location): location
        }
    }

    /// The node of a member or element, if it exists.
    func child(_ component: Pointer.Component) -> Provenance? {
        switch kind {
        case .verbatim(let location): .verbatim(location.appending(component))
        case .assembled(let children, home: _): children[component]
        }
    }

    /// The node of a nested value; nil if an assembled container on the path lacks it.
    func descendant(_ pointer: Pointer) -> Provenance? {
        var node = self
        for component in pointer.components {
            guard let child = node.child(component) else { return nil }
            node = child
        }
        return node
    }

    /// The name of a new member at `home`: for an array merged from several files, an index there counts only that
    /// file's elements.
    func ownComponent(_ component: Pointer.Component) -> Pointer.Component {
        guard case .index(let index) = component, case .assembled(let children, home: let home) = kind else {
            return component
        }
        let others = children.values.count { $0.home.source != home.source || $0.home.pointer.parent != home.pointer }
        return .index(index - others)
    }

    /// The source indices of all contributing files.
    var sources: Set<Int> {
        switch kind {
        case .verbatim(let location): [location.source]
        case .assembled(let children, home: let home):
            children.values.reduce(into: [home.source]) { $0.formUnion($1.sources) }
        }
    }
}

/// A value assembled from files, with the provenance of its parts.
struct Sourced: Sendable {
    var value: Value
    var provenance: Provenance

    /// Merges a later value into this one: objects by member, arrays by appending, otherwise the later value wins.
    ///
    /// In place, so that a list of a thousand files is processed in linear time.
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

    /// The place of the earlier value is kept, unless it is that of the later one: a file included again and again hides
    /// nothing. In place, because many files may set the same value.
    private mutating func hide(behind later: Sourced) {
        var hidden = provenance.shadowed
        let home = provenance.home
        self = later
        if home != later.provenance.home { hidden.append(home) }
        hidden.append(contentsOf: later.provenance.shadowed)
        provenance.shadowed = hidden
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
                // Removes the other references during the merge, so that neither is copied on write: each of these
                // names would keep one until its scope ends.
                members[member.key] = .null
                children[component] = later
                var merged = Sourced(value: consume value, provenance: consume earlier)
                merged.merge(child)
                child = merged
            }
            members[member.key] = child.value
            children[component] = child.provenance
        }
        provenance = Provenance(kind: .assembled(children, home: later.home))
    }

    /// Removes and returns the nodes of everything inside.
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
