extension Document {
    /// Sets the value at a path and creates missing parent objects and arrays.
    ///
    /// An equal value, ignoring member order, is left as written: inside objects and arrays only differing parts are
    /// edited. An index equal to the element count appends.
    package mutating func set(_ value: Value, at pointer: Pointer) throws(EditError) {
        var edited = self
        try edited.require(value, at: pointer)
        if edited.node(at: pointer) != nil {
            try edited.update(pointer, to: value)
        } else {
            try edited.create(pointer, value)
        }
        self = edited
    }

    /// Inserts an element before the one at the path, or appends it; creates a missing array.
    package mutating func insert(_ value: Value, at pointer: Pointer) throws(EditError) {
        try require(value, at: pointer)
        guard let parent = pointer.parent, let place = pointer.components.last?.index else {
            throw .indexOutOfRange(pointer)
        }
        guard let array = node(at: parent) else { return try set(value, at: pointer) }
        guard tree.kind(of: array) == .array else { throw .notAContainer(parent) }
        var maker = EditMaker(self)
        guard place <= maker.layout(of: array).items.count else { throw .indexOutOfRange(pointer) }
        let outer = maker.finder.way(to: parent).dropLast().last
        try apply(maker.insertion(of: .element(value), at: place, in: array, outer: outer))
    }

    /// Removes the value at a path, for a repeated key all members; false if there is none.
    ///
    /// The root cannot be removed.
    @discardableResult
    package mutating func remove(at pointer: Pointer) throws(EditError) -> Bool {
        guard pointer.parent != nil, node(at: pointer) != nil else { return false }
        try applyInRounds([ValueEdit(pointer, .remove)])
        return true
    }
}

// MARK: - Removing a member alone

extension Document {
    /// Removes the member at a path and leaves the comments around it where they are; of a repeated key all members, and
    /// only the last one's comments. Does nothing if there is none.
    package mutating func removeAlone(at pointer: Pointer) throws(EditError) {
        guard let parent = pointer.parent, let old = node(at: pointer), let object = node(at: parent) else { return }
        guard tree.kind(of: object) == .object else { throw .notAContainer(parent) }
        var edited = self
        var maker = EditMaker(self)
        guard let place = maker.layout(of: object).items.lastIndex(where: { $0.value == old }) else { return }
        try edited.apply(maker.layout(of: object).removalAlone(of: place))
        try edited.remove(at: pointer)
        self = edited
    }
}

// MARK: - Renaming

extension Document {
    /// Gives the member at a path another key and value; it keeps its place, its comments and its kind of quotes. Of a
    /// repeated key, only the last member stays. Does nothing if there is none. Without a value the old one stays as it
    /// is written.
    ///
    /// The object must not have a member with the new key.
    package mutating func rename(_ pointer: Pointer, to key: String, _ value: Value? = nil) throws(EditError) {
        guard let parent = pointer.parent, let old = node(at: pointer), let object = node(at: parent) else { return }
        guard tree.kind(of: object) == .object else { throw .notAContainer(parent) }
        let renamed = parent.appending(key)
        if let value { try require(value, at: renamed) }
        var edited = self
        var maker = EditMaker(self)
        guard let edit = maker.renaming(old, in: object, to: key, value) else { return }
        try edited.apply(edit)
        try edited.remove(at: pointer)
        self = edited
    }
}

// MARK: - Creating

extension Document {
    /// Adds the value with all missing containers of the path, as one new item.
    private mutating func create(_ pointer: Pointer, _ value: Value) throws(EditError) {
        var maker = EditMaker(self)
        let way = maker.finder.way(to: pointer)
        guard let container = way.last, let item = try newItem(pointer, value, in: container, depth: way.count - 1)
        else { return }
        try apply(maker.addition(of: [item], to: container, in: way.dropLast().last))
    }

    /// What to add to the deepest existing container of a path, at depth `depth`; nil if nothing is missing.
    func newItem(
        _ pointer: Pointer,
        _ value: Value,
        in container: SyntaxTree.Index,
        depth: Int
    ) throws(EditError) -> NewItem? {
        let known = Pointer(pointer.components.prefix(depth))
        let missing = pointer.components[depth...]
        guard let component = missing.first else { return nil }
        let content = try Self.nest(value, in: missing.dropFirst(), at: pointer)
        switch tree.kind(of: container) {
        case .object: return .member(component.key, content)
        case .array:
            guard let place = component.index else { throw .notAContainer(known) }
            let count = tree.children(of: container).underestimatedCount
            guard place == count else { throw .indexOutOfRange(known.appending(component)) }
            return .element(content)
        default: throw .notAContainer(known)
        }
    }

    /// The value nested in the containers that the components name.
    private static func nest(
        _ value: Value,
        in components: ArraySlice<Pointer.Component>,
        at pointer: Pointer
    ) throws(EditError) -> Value {
        var value = value
        for component in components.reversed() {
            switch component {
            case .key(let key): value = [key: value]
            case .index(0): value = [value]
            case .index: throw .indexOutOfRange(pointer)
            }
        }
        return value
    }
}

// MARK: - Limits

extension Document {
    func require(_ value: Value, at pointer: Pointer) throws(EditError) {
        let limit = Parser.depthLimit
        guard pointer.components.count + value.depth <= limit else { throw .tooDeep(limit: limit) }
        guard dialect == .json5 || !value.hasNonFiniteNumber else { throw .notRepresentable(pointer) }
    }
}

extension Value {
    /// The nesting depth of containers.
    fileprivate var depth: Int {
        switch self {
        case .array(let elements): 1 + (elements.map(\.depth).max() ?? 0)
        case .object(let members): 1 + (members.map(\.value.depth).max() ?? 0)
        default: 0
        }
    }

    fileprivate var hasNonFiniteNumber: Bool {
        switch self {
        case .number(let number): !number.doubleValue.isFinite
        case .array(let elements): elements.contains(where: \.hasNonFiniteNumber)
        case .object(let members): members.contains { $0.value.hasNonFiniteNumber }
        default: false
        }
    }
}
