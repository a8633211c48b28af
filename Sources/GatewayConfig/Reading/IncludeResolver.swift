import FileTransactions
import JSON5

/// Follows `$include`: a path or a list of paths, relative to the including file, merged in order, then overlaid with
/// the keys beside it.
struct IncludeResolver {
    static let key = "$include"
    static let maximumDepth = 10
    /// A member of this name sets the prototype while the gateway copies objects, so it never reaches the result.
    private static let lostKey = "__proto__"

    /// The files read so far, the main one first.
    private(set) var sources: [ConfigSource]
    private let read: ConfigFileReader

    init(main: ConfigSource, read: @escaping ConfigFileReader) {
        sources = [main]
        self.read = read
    }

    /// The whole configuration with every include merged in.
    mutating func resolved() throws(IncludeError) -> Sourced {
        try content(of: 0, chain: [sources[0].path])
    }

    private mutating func content(of source: Int, chain: [String]) throws(IncludeError) -> Sourced {
        let document = sources[source].document
        let root = document.root
        var walk = Walk(chain: chain, special: [])
        // Most texts hold neither, which the bytes tell sooner than the values.
        let keys = [Self.key, Self.lostKey].filter(document.mayHold)
        if !keys.isEmpty { root.collectContainers(ofMembers: keys, into: &walk.special) }
        return try resolve(root, at: SourceLocation(source: source, pointer: .root), walk)
    }

    /// One file's content being walked.
    private struct Walk {
        /// The files from the main one to this one.
        let chain: [String]
        /// The containers that hold an include or a lost key somewhere inside; all others stay as they are.
        var special: Set<Pointer>
    }

    private mutating func resolve(
        _ value: Value,
        at location: SourceLocation,
        _ walk: Walk
    ) throws(IncludeError) -> Sourced {
        guard walk.special.contains(location.pointer) else {
            return Sourced(value: value, provenance: .verbatim(location))
        }
        switch value {
        case .array(let elements): return try resolve(elements, at: location, walk)
        case .object(let members): return try resolve(members, at: location, walk)
        default: return Sourced(value: value, provenance: .verbatim(location))
        }
    }

    private mutating func resolve(
        _ elements: [Value],
        at location: SourceLocation,
        _ walk: Walk
    ) throws(IncludeError) -> Sourced {
        var values: [Value] = []
        var children: [Pointer.Component: Provenance] = [:]
        for (index, element) in elements.enumerated() {
            let child = try resolve(element, at: location.appending(.index(index)), walk)
            values.append(child.value)
            children[.index(index)] = child.provenance
        }
        return Sourced(
            value: .array(values),
            provenance: Provenance(kind: .assembled(children, home: location))
        )
    }

    private mutating func resolve(
        _ members: Members,
        at location: SourceLocation,
        _ walk: Walk
    ) throws(IncludeError) -> Sourced {
        guard let include = members[Self.key] else { return try resolveMembers(members, at: location, walk) }
        var included = try follow(include, at: location.appending(.key(Self.key)), walk)
        guard members.count > 1 else {
            included.provenance.mount = location
            return included
        }
        guard case .object = included.value else { throw error(.siblingsOfNonObject, at: location) }
        return included.merged(with: try resolveMembers(members, at: location, walk))
    }

    private mutating func resolveMembers(
        _ members: Members,
        at location: SourceLocation,
        _ walk: Walk
    ) throws(IncludeError) -> Sourced {
        var values = Members()
        var children: [Pointer.Component: Provenance] = [:]
        for member in members where member.key != Self.key && member.key != Self.lostKey {
            let child = try resolve(member.value, at: location.appending(.key(member.key)), walk)
            values[member.key] = child.value
            children[.key(member.key)] = child.provenance
        }
        return Sourced(
            value: .object(values),
            provenance: Provenance(kind: .assembled(children, home: location))
        )
    }

    // MARK: - Files

    private mutating func follow(
        _ include: Value,
        at location: SourceLocation,
        _ walk: Walk
    ) throws(IncludeError) -> Sourced {
        switch include {
        case .string(let path):
            return try load(path, at: location, walk)
        case .array(let items):
            var result = Sourced(value: .object([:]), provenance: Provenance(kind: .assembled([:], home: location)))
            for (index, item) in items.enumerated() {
                let place = location.appending(.index(index))
                guard let path = item.stringValue else {
                    throw error(.itemNotAPath(typeName: item.javaScriptTypeName), at: place)
                }
                let loaded = try load(path, at: place, walk)
                result = index == 0 ? loaded : result.merged(with: loaded)
            }
            return result
        default:
            throw error(.notAPath(typeName: include.javaScriptTypeName), at: location)
        }
    }

    private mutating func load(
        _ included: String,
        at location: SourceLocation,
        _ walk: Walk
    ) throws(IncludeError) -> Sourced {
        let path = PathText.absolute(included, in: (walk.chain.last ?? "/").parentPath)
        guard !walk.chain.contains(path) else { throw error(.circular(chain: walk.chain + [path]), at: location) }
        // The main file is not counted: it may include ten files deep.
        guard walk.chain.count <= Self.maximumDepth else { throw error(.tooDeep(included: included), at: location) }
        let source = try index(of: path, included: included, at: location)
        return try content(of: source, chain: walk.chain + [path])
    }

    /// The source of a path, read now unless another include brought it before.
    private mutating func index(
        of path: String,
        included: String,
        at location: SourceLocation
    ) throws(IncludeError) -> Int {
        if let known = sources.firstIndex(where: { $0.path == path }) { return known }
        let file: ConfigFile
        do {
            file = try read(path)
        } catch let failure {
            throw error(.unreadable(included: included, resolved: path, failure), at: location)
        }
        let source: ConfigSource?
        do {
            source = try file.source()
        } catch let failure {
            throw error(.unparsable(included: included, resolved: path, failure), at: location)
        }
        guard let source else { throw error(.unreadable(included: included, resolved: path, nil), at: location) }
        sources.append(source)
        return sources.count - 1
    }

    private func error(_ problem: IncludeError.Problem, at location: SourceLocation) -> IncludeError {
        let source = sources[location.source]
        return IncludeError(
            problem: problem,
            file: source.path,
            pointer: location.pointer,
            position: source.document.position(of: location.pointer)
        )
    }
}

extension Value {
    /// Collects the paths of all containers that hold, at any depth, a member with one of the names.
    fileprivate func collectContainers(ofMembers names: [String], into found: inout Set<Pointer>) {
        var path = Pointer.root
        _ = holdsMember(of: names, path: &path, found: &found)
    }

    private func holdsMember(of names: [String], path: inout Pointer, found: inout Set<Pointer>) -> Bool {
        var holds = false
        func visit(_ value: Value, _ component: Pointer.Component, _ path: inout Pointer) {
            guard value.isContainer else { return }
            path.components.append(component)
            if value.holdsMember(of: names, path: &path, found: &found) { holds = true }
            path.components.removeLast()
        }
        switch self {
        case .array(let elements):
            for (index, element) in elements.enumerated() { visit(element, .index(index), &path) }
        case .object(let members):
            for member in members {
                if names.contains(member.key) { holds = true }
                visit(member.value, .key(member.key), &path)
            }
        default: return false
        }
        if holds { found.insert(path) }
        return holds
    }

    private var isContainer: Bool {
        switch self {
        case .array, .object: true
        default: false
        }
    }
}
