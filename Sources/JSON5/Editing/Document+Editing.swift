extension Document {
    /// Makes the value at a path equal to `value`, and the objects and arrays that lead there.
    ///
    /// What means the same already, member order aside, is left as it is written: inside objects and arrays only the
    /// parts that differ are touched. An index right behind the last element appends.
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

    /// Puts an element before the one that stands at the path, or behind the last one; makes a missing array.
    package mutating func insert(_ value: Value, at pointer: Pointer) throws(EditError) {
        try require(value, at: pointer)
        guard let parent = pointer.parent, let place = pointer.components.last?.index else {
            throw .indexOutOfRange(pointer)
        }
        guard let array = node(at: parent) else { return try set(value, at: pointer) }
        guard tree.kind(of: array) == .array else { throw .notAContainer(parent) }
        let layout = ContainerLayout(of: array, in: self)
        guard place <= layout.items.count else { throw .indexOutOfRange(pointer) }
        try apply(insertion(of: .element(value), at: place, in: layout))
    }

    /// Removes the value at a path, of a repeated key all members; false if there is none.
    ///
    /// The root cannot be removed.
    @discardableResult
    package mutating func remove(at pointer: Pointer) throws(EditError) -> Bool {
        guard let parent = pointer.parent, let component = pointer.components.last else { return false }
        var edited = self
        var isFound = false
        while let container = edited.node(at: parent), let child = edited.child(component, of: container) {
            let layout = ContainerLayout(of: container, in: edited)
            guard let place = layout.items.firstIndex(where: { $0.value == child }) else { break }
            try edited.apply(layout.removal(of: place))
            isFound = true
            if !layout.isObject { break }
        }
        self = edited
        return isFound
    }
}

// MARK: - Creating

extension Document {
    /// Adds the value with all containers that are missing on the way to it, as one new item.
    private mutating func create(_ pointer: Pointer, _ value: Value) throws(EditError) {
        let (container, depth) = deepestNode(on: pointer)
        let known = Pointer(pointer.components.prefix(depth))
        let missing = pointer.components[depth...]
        guard let component = missing.first else { return }
        let content = try Self.nest(value, in: missing.dropFirst(), at: pointer)
        guard tree.kind(of: container).isContainer else { throw .notAContainer(known) }
        let layout = ContainerLayout(of: container, in: self)
        if layout.isObject {
            try apply(insertion(of: .member(component.key, content), at: layout.items.count, in: layout))
        } else {
            guard let place = component.index else { throw .notAContainer(known) }
            guard place == layout.items.count else { throw .indexOutOfRange(known.appending(component)) }
            try apply(insertion(of: .element(content), at: place, in: layout))
        }
    }

    /// The last existing node on the way to a path, and how many components lead to it.
    private func deepestNode(on pointer: Pointer) -> (node: SyntaxTree.Index, depth: Int) {
        var node = SyntaxTree.root
        for (depth, component) in pointer.components.enumerated() {
            guard let next = child(component, of: node) else { return (node, depth) }
            node = next
        }
        return (node, pointer.components.count)
    }

    /// The value inside the containers that the components name.
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

// MARK: - What can be written

extension Document {
    private func require(_ value: Value, at pointer: Pointer) throws(EditError) {
        let limit = Parser.depthLimit
        guard pointer.components.count + value.depth <= limit else { throw .tooDeep(limit: limit) }
        guard dialect == .json5 || !value.hasNonFiniteNumber else { throw .notRepresentable(pointer) }
    }
}

extension Value {
    /// How many containers stand inside each other.
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
