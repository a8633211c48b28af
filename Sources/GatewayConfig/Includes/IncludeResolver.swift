import FileTransactions
import JSON5

/// Follows `$include`: a path or a list of paths, relative to the including file, merged in order, then overlaid with
/// the keys beside it.
///
/// A file is read once and put together once, however often it is included; what it would be each time is counted.
struct IncludeResolver {
    static let key = "$include"
    static let maximumDepth = 10
    /// A member of this name sets the prototype while the gateway copies objects, so it never reaches the result.
    private static let lostKey = "__proto__"

    /// How much may be included in one load. Ten files of a dozen includes each ask for more files than a disk has bytes;
    /// a real host includes some dozens.
    struct Limits {
        /// Includes that are followed, each time that one is.
        var count = 10_000
        /// Bytes of the included texts, each time that one is; a single file may have half of it.
        var bytes = 64 << 20
    }

    /// The files read so far, the main one first.
    private(set) var sources: [ConfigSource]
    private var sourceOfPath: [String: Int]
    private let read: ConfigFileReader
    private let limits: Limits
    private var followed = Amount()
    /// What the files that were put together have come to.
    private var contents: [Int: Content] = [:]

    private struct Amount {
        var count = 0
        var bytes = 0
    }

    /// A file with all that it includes.
    private struct Content {
        let sourced: Sourced
        /// What it includes, each time that it does.
        let followed: Amount
        /// How many files deep it includes; 0 where it includes none.
        let depth: Int
        /// The sources that it is made of.
        let sources: Set<Int>
    }

    init(main: ConfigSource, limits: Limits = Limits(), read: @escaping ConfigFileReader) {
        sources = [main]
        sourceOfPath = [main.path: 0]
        self.limits = limits
        self.read = read
    }

    /// The whole configuration with every include merged in.
    mutating func resolved() throws(IncludeError) -> Sourced {
        var walk = Walk(chain: [0])
        return try content(of: 0, &walk)
    }

    private mutating func content(of source: Int, _ walk: inout Walk) throws(IncludeError) -> Sourced {
        let document = sources[source].document
        let root = document.root
        // Most texts hold neither, which the bytes tell sooner than the values.
        let keys = [Self.key, Self.lostKey].filter(document.mayHold)
        let special = keys.isEmpty ? nil : SpecialContainers(root, membersNamed: keys)
        return try resolve(root, at: SourceLocation(source: source, pointer: .root), special, &walk)
    }

    /// One file's content being walked.
    private struct Walk {
        /// The sources from the main one to this one.
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
        // The main file is not counted: it may include ten files deep.
        guard walk.chain.count <= Self.maximumDepth else { throw error(.tooDeep(included: included), at: location) }
        let source = try index(of: path, included: included, at: location)
        try count(Amount(count: 1, bytes: sources[source].document.byteCount), at: location)
        let content = try content(of: source, chain: walk.chain + [source], at: location)
        walk.depth = max(walk.depth, content.depth + 1)
        walk.sources.formUnion(content.sources)
        return content.sourced
    }

    /// What a file has come to before, unless it would include itself or too deep from here: then it is gone through again,
    /// and says where.
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

    /// The source of a path, read now unless another include brought it before.
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

/// The containers of a file that hold, at any depth, a member with one of some names; all others stay as they are.
private struct SpecialContainers {
    private var inside: [Pointer.Component: SpecialContainers] = [:]

    /// Nil where there is none.
    init?(_ value: Value, membersNamed names: [String]) {
        var isSpecial = false
        switch value {
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                if let special = Self.of(element, names) { inside[.index(index)] = special }
            }
        case .object(let members):
            for member in members {
                if names.contains(member.key) { isSpecial = true }
                if let special = Self.of(member.value, names) { inside[.key(member.key)] = special }
            }
        default: return nil
        }
        guard isSpecial || !inside.isEmpty else { return nil }
    }

    subscript(component: Pointer.Component) -> SpecialContainers? { inside.isEmpty ? nil : inside[component] }

    private static func of(_ value: Value, _ names: [String]) -> SpecialContainers? {
        switch value {
        case .array, .object: SpecialContainers(value, membersNamed: names)
        default: nil
        }
    }
}
