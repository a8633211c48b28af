import FileTransactions
import JSON5

/// Resolves `$include`: a path or a list of paths, relative to the including file, merged in order and then overlaid
/// with the sibling keys.
///
/// A file is read and resolved once, however often it is included; the limits still count every inclusion.
struct IncludeResolver {
    static let key = "$include"
    static let maximumDepth = 10
    /// When the gateway copies objects, a member with this name sets the prototype, so it never reaches the result.
    private static let lostKey = "__proto__"

    /// The files read so far, the main one first.
    private(set) var sources: [ConfigSource]
    private var sourceOfPath: [String: Int]
    private let read: ConfigFileReader
    private let limits: Limits
    private var followed = Amount()
    /// Cache of resolved files, by source index.
    private var contents: [Int: Content] = [:]

    /// A resolved file with everything it includes.
    private struct Content {
        let sourced: Sourced
        /// The amount it includes, counted at each inclusion.
        let followed: Amount
        /// The nesting depth of its includes; 0 if it has none.
        let depth: Int
        /// The sources it consists of.
        let sources: Set<Int>
    }

    init(main: ConfigSource, limits: Limits = Limits(), read: @escaping ConfigFileReader) {
        sources = [main]
        sourceOfPath = [main.path: 0]
        self.limits = limits
        self.read = read
    }

    /// The whole config with all includes merged.
    mutating func resolved() throws(IncludeError) -> Sourced {
        var walk = Walk(chain: [0])
        return try content(of: 0, &walk)
    }

    private mutating func content(of source: Int, _ walk: inout Walk) throws(IncludeError) -> Sourced {
        let document = sources[source].document
        let root = document.root
        // Most texts contain neither key, which a byte search finds out faster than a walk over the values.
        let keys = [Self.key, Self.lostKey].filter(document.mayHold)
        let special = keys.isEmpty ? nil : SpecialContainers(root, membersNamed: keys)
        return try resolve(root, at: SourceLocation(source: source, pointer: .root), special, &walk)
    }

    /// The walk over one file's content.
    private struct Walk {
        /// The sources from the main file to this one.
        let chain: [Int]
        var depth = 0
        var sources: Set<Int> = []
    }

    private mutating func resolve(
        _ value: Value,
        at location: SourceLocation,
        _ special: SpecialContainers?,
        _ walk: inout Walk
    ) throws(IncludeError) -> Sourced {
        guard let special else { return Sourced(value: value, provenance: .verbatim(location)) }
        switch value {
        case .array(let elements): return try resolve(elements, at: location, special, &walk)
        case .object(let members): return try resolve(members, at: location, special, &walk)
        default: return Sourced(value: value, provenance: .verbatim(location))
        }
    }

    private mutating func resolve(
        _ elements: [Value],
        at location: SourceLocation,
        _ special: SpecialContainers,
        _ walk: inout Walk
    ) throws(IncludeError) -> Sourced {
        var values: [Value] = []
        var children: [Pointer.Component: Provenance] = [:]
        for (index, element) in elements.enumerated() {
            let component = Pointer.Component.index(index)
            let child = try resolve(element, at: location.appending(component), special[component], &walk)
            values.append(child.value)
            children[component] = child.provenance
        }
        return Sourced(
            value: .array(values),
            provenance: Provenance(kind: .assembled(children, home: location))
        )
    }

    private mutating func resolve(
        _ members: Members,
        at location: SourceLocation,
        _ special: SpecialContainers,
        _ walk: inout Walk
    ) throws(IncludeError) -> Sourced {
        guard let include = members[Self.key] else { return try resolveMembers(members, at: location, special, &walk) }
        var included = try follow(include, at: location.appending(.key(Self.key)), &walk)
        guard members.count > 1 else {
            included.provenance.mount = location
            return included
        }
        guard case .object = included.value else { throw error(.siblingsOfNonObject, at: location) }
        included.merge(try resolveMembers(members, at: location, special, &walk))
        return included
    }

    private mutating func resolveMembers(
        _ members: Members,
        at location: SourceLocation,
        _ special: SpecialContainers,
        _ walk: inout Walk
    ) throws(IncludeError) -> Sourced {
        var values = Members()
        var children: [Pointer.Component: Provenance] = [:]
        for member in members where member.key != Self.key && member.key != Self.lostKey {
            let component = Pointer.Component.key(member.key)
            let child = try resolve(member.value, at: location.appending(component), special[component], &walk)
            values[member.key] = child.value
            children[component] = child.provenance
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
        _ walk: inout Walk
    ) throws(IncludeError) -> Sourced {
        switch include {
        case .string(let path):
            return try load(path, at: location, &walk)
        case .array(let items):
            var result = Sourced(value: .object([:]), provenance: Provenance(kind: .assembled([:], home: location)))
            for (index, item) in items.enumerated() {
                let place = location.appending(.index(index))
                guard let path = item.stringValue else {
                    throw error(.itemNotAPath(typeName: item.javaScriptTypeName), at: place)
                }
                let loaded = try load(path, at: place, &walk)
                if index == 0 { result = loaded } else { result.merge(loaded) }
            }
            return result
        default:
            throw error(.notAPath(typeName: include.javaScriptTypeName), at: location)
        }
    }

    private mutating func load(
        _ included: String,
        at location: SourceLocation,
        _ walk: inout Walk
    ) throws(IncludeError) -> Sourced {
        let path = PathText.absolute(included, in: sources[location.source].path.parentPath)
        if let known = sourceOfPath[path], walk.chain.contains(known) {
            throw error(.circular(chain: walk.chain.map { sources[$0].path } + [path]), at: location)
        }
        // The main file does not count: it may include ten levels.
        guard walk.chain.count <= Self.maximumDepth else { throw error(.tooDeep(included: included), at: location) }
        let source = try index(of: path, included: included, at: location)
        try count(Amount(count: 1, bytes: sources[source].document.byteCount), at: location)
        let content = try content(of: source, chain: walk.chain + [source], at: location)
        walk.depth = max(walk.depth, content.depth + 1)
        walk.sources.formUnion(content.sources)
        return content.sourced
    }

    /// The cached result for a file, unless from here it would include itself or exceed the depth: then it is resolved
    /// again, to report the location.
    private mutating func content(
        of source: Int,
        chain: [Int],
        at location: SourceLocation
    ) throws(IncludeError) -> Content {
        if let known = contents[source], known.depth == 0 || chain.count + known.depth <= Self.maximumDepth + 1,
            chain.dropLast().allSatisfy({ !known.sources.contains($0) })
        {
            try count(known.followed, at: location)
            return known
        }
        let before = followed
        var walk = Walk(chain: chain)
        let sourced = try content(of: source, &walk)
        let amount = Amount(count: followed.count - before.count, bytes: followed.bytes - before.bytes)
        let content = Content(
            sourced: sourced,
            followed: amount,
            depth: walk.depth,
            sources: walk.sources.union([source])
        )
        contents[source] = content
        return content
    }

    private mutating func count(_ amount: Amount, at location: SourceLocation) throws(IncludeError) {
        followed.count += amount.count
        followed.bytes += amount.bytes
        if followed.count > limits.count { throw error(.tooMany(limit: limits.count), at: location) }
        if followed.bytes > limits.bytes { throw error(.tooLarge(limit: limits.bytes), at: location) }
    }

    /// The source index of a path; reads the file unless it was included before.
    private mutating func index(
        of path: String,
        included: String,
        at location: SourceLocation
    ) throws(IncludeError) -> Int {
        if let known = sourceOfPath[path] { return known }
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
        sourceOfPath[path] = sources.count - 1
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
