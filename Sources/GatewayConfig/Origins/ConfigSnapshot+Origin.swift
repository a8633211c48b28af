package import JSON5

extension ConfigSnapshot {
    /// Where the value at a path comes from.
    package func origin(of pointer: Pointer) -> Origin {
        guard value(at: pointer) != nil, let node = provenance.descendant(pointer) else {
            return LoadedConfig(self).added.contains { pointer.contains($0) } ? .gatewayDefault : .absent
        }
        guard case .verbatim(let location) = node.kind else { return .merged(paths(of: node)) }
        guard sources.indices.contains(location.source) else { return .absent }
        let source = sources[location.source]
        guard let position = source.document.position(of: location.pointer) else { return .absent }
        let place = Origin.SourcePosition(path: source.path, position: position)
        if let names = mentionedVariables[pointer] {
            let variables = names.map { Origin.Variable(name: $0, source: environment.source(of: $0)) }
            return .environment(variables, at: place)
        }
        return location.source == 0 ? .file(place) : .include(place)
    }

    /// Where a person should look for the value: its own place, else that of the nearest container that has one.
    package func place(of pointer: Pointer) -> Origin.SourcePosition? {
        var pointer: Pointer? = pointer
        while let candidate = pointer {
            if let location = provenance.descendant(candidate)?.home, sources.indices.contains(location.source),
                let position = sources[location.source].document.position(of: location.pointer)
            {
                return Origin.SourcePosition(path: sources[location.source].path, position: position)
            }
            pointer = candidate.parent
        }
        return nil
    }

    /// Where a person should look for an issue; an unknown key is looked at itself.
    package func place(of issue: ConfigIssue) -> Origin.SourcePosition? {
        guard case .unknownKeys(let keys) = issue.problem, let first = keys.first else {
            return place(of: issue.pointer)
        }
        return place(of: issue.pointer.appending(first.key))
    }

    /// Which file an edit of the value at a path belongs to; for a value that is not there, of the one to be made.
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

    /// The files that make up the value at a path, and those it includes without taking anything from them.
    func contributors(to pointer: Pointer) -> [String] {
        guard let node = provenance.descendant(pointer) else { return [] }
        let known = paths(of: node)
        return known.count > 1 ? known : sources.map(\.path)
    }

    /// The object whose `$include` alone stands for the value at a path.
    func mount(of pointer: Pointer) -> (path: String, place: Pointer)? {
        provenance.descendant(pointer)?.mount.map { (sources[$0.source].path, $0.pointer) }
    }

    /// The places whose value is hidden by the one that counts.
    func hiddenPlaces(of pointer: Pointer) -> [(path: String, place: Pointer)] {
        (provenance.descendant(pointer)?.shadowed ?? []).map { (sources[$0.source].path, $0.pointer) }
    }

    private func owner(at location: SourceLocation, _ remaining: [Pointer.Component]) -> Owner {
        let pointer = Pointer(location.pointer.components + remaining)
        guard location.source > 0 else { return .main(pointer) }
        return .include(path: sources[location.source].path, pointer)
    }

    private func paths(of node: Provenance) -> [String] {
        node.sources.sorted().compactMap { sources.indices.contains($0) ? sources[$0].path : path }
    }
}
