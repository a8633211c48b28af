package import JSON5

extension ConfigSnapshot {
    /// The origin of the value at a path.
    package func origin(of pointer: Pointer) -> Origin { origins(of: [pointer])[0] }

    /// The origins of many values; each file is walked once.
    package func origins(of pointers: [Pointer]) -> [Origin] {
        let nodes = pointers.map { value(at: $0) == nil ? nil : provenance.descendant($0) }
        let positions = positions(
            of: nodes.map { node in
                if case .verbatim(let location)? = node?.kind { location } else { nil }
            }
        )
        let added = nodes.contains { $0 == nil } ? LoadedConfig(self).containersOfAdded : []
        return pointers.indices.map { index in
            guard let node = nodes[index] else { return added.contains(pointers[index]) ? .gatewayDefault : .absent }
            guard case .verbatim(let location) = node.kind else { return .merged(paths(of: node)) }
            guard let position = positions[index] else { return .absent }
            let place = Origin.SourcePosition(path: sources[location.source].path, position: position)
            let names = variables(at: pointers[index])
            if !names.isEmpty {
                let variables = names.map { Origin.Variable(name: $0, source: environment.source(of: $0)) }
                return .environment(variables, at: place)
            }
            return location.source == 0 ? .file(place) : .include(place)
        }
    }

    /// The position to show for a value: its own, else that of the nearest container that has one.
    package func place(of pointer: Pointer) -> Origin.SourcePosition? { places(of: [pointer])[0] }

    /// The same for many values; each file is walked once.
    package func places(of pointers: [Pointer]) -> [Origin.SourcePosition?] {
        var finders: [Int: NodeFinder] = [:]
        let locations = pointers.map { nearestLocation(of: $0, &finders) }
        return zip(locations, positions(of: locations)).map { location, position in
            guard let location, let position else { return nil }
            return Origin.SourcePosition(path: sources[location.source].path, position: position)
        }
    }

    /// The position to show for an issue; for an unknown key that of the key.
    package func place(of issue: ConfigIssue) -> Origin.SourcePosition? { place(of: issue.subject) }

    private func nearestLocation(of pointer: Pointer, _ finders: inout [Int: NodeFinder]) -> SourceLocation? {
        var pointer: Pointer? = pointer
        while let candidate = pointer {
            if let home = provenance.descendant(candidate)?.home, sources.indices.contains(home.source),
                finders[home.source, default: NodeFinder(sources[home.source].document)].isThere(home.pointer)
            {
                return home
            }
            pointer = candidate.parent
        }
        return nil
    }

    private func positions(of locations: [SourceLocation?]) -> [TextPosition?] {
        var positions = [TextPosition?](repeating: nil, count: locations.count)
        for (source, here) in Dictionary(grouping: locations.indices, by: { locations[$0]?.source ?? -1 })
        where sources.indices.contains(source) {
            let found = sources[source].document.positions(of: here.map { locations[$0]?.pointer ?? .root })
            for (index, position) in zip(here, found) { positions[index] = position }
        }
        return positions
    }

    /// The file that an edit of the value at a path goes to, also for a value that does not exist yet.
    package func owner(of pointer: Pointer) -> Owner {
        var node = provenance
        for (index, component) in pointer.components.enumerated() {
            guard let child = node.child(component) else {
                let first = node.ownComponent(component)
                return owner(at: node.home, [first] + pointer.components[(index + 1)...])
            }
            node = child
        }
        let contributors = paths(of: node)
        if case .assembled = node.kind, contributors.count > 1 { return .several(contributors) }
        return owner(at: node.home, [])
    }

    /// The files that the value at a path consists of, including files included without contributing anything.
    func contributors(to pointer: Pointer) -> [String] {
        guard let node = provenance.descendant(pointer) else { return [] }
        let known = paths(of: node)
        return known.count > 1 ? known : sources.map(\.path)
    }

    /// The object whose only content is the `$include` for the value at a path.
    func mount(of pointer: Pointer) -> (path: String, place: Pointer)? {
        provenance.descendant(pointer)?.mount.map { (sources[$0.source].path, $0.pointer) }
    }

    /// The locations of overridden values at a path, each once and without that of the value itself: a file may be
    /// included several times.
    func hiddenPlaces(of pointer: Pointer) -> [(path: String, place: Pointer)] {
        guard let node = provenance.descendant(pointer), !node.shadowed.isEmpty else { return [] }
        var known: Set<SourceLocation> = [node.home]
        return node.shadowed.filter { known.insert($0).inserted }.map { (sources[$0.source].path, $0.pointer) }
    }

    private func owner(at location: SourceLocation, _ remaining: [Pointer.Component]) -> Owner {
        let pointer = Pointer(location.pointer.components + remaining)
        guard location.source > 0 else { return .main(pointer) }
        return .include(path: sources[location.source].path, pointer)
    }

    private func paths(of node: Provenance) -> [String] {
        if case .verbatim(let location) = node.kind { return [path(of: location.source)] }
        return node.sources.sorted().map { path(of: $0) }
    }

    private func path(of source: Int) -> String {
        sources.indices.contains(source) ? sources[source].path : path
    }
}
