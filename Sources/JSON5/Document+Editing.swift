/// A region of the text and what replaces it.
struct Edit {
    let range: Range<Int>
    let replacement: [UInt8]
}

extension Document {
    /// Makes the value at a path equal to `value`, and the objects and arrays that lead there.
    ///
    /// A value that means the same already, member order aside, is left as it is written.
    package mutating func set(_ value: Value, at pointer: Pointer) throws(EditError) {
        try requireRepresentable(value, at: pointer)
        if let node = node(at: pointer) {
            if !self.value(of: node).isSame(as: value) { try apply(replacement(of: node, with: value)) }
            return
        }
        let (container, known) = deepestNode(on: pointer)
        let missing = pointer.components[known...]
        let item = try Self.nest(value, in: missing.dropFirst(), at: pointer)
        try add(item, as: missing[missing.startIndex], to: container, at: Pointer(pointer.components.prefix(known)))
    }

    /// Puts an element before the one that stands at the path, or behind the last one.
    package mutating func insert(_ value: Value, at pointer: Pointer) throws(EditError) {
        try requireRepresentable(value, at: pointer)
        guard let parent = pointer.parent, let place = pointer.components.last?.index else {
            throw .indexOutOfRange(pointer)
        }
        guard let array = node(at: parent) else { return try set([value], at: parent) }
        guard tree[array].kind == .array else { throw .notAContainer(parent) }
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
        var found = false
        while let container = node(at: parent), let place = place(of: component, in: container) {
            try apply(removal(of: place, in: ContainerLayout(of: container, in: self)))
            found = true
            if tree[container].kind == .array { break }
        }
        return found
    }
}

// MARK: - Steps

extension Document {
    /// Replaces the region and reads the text again.
    mutating func apply(_ edit: Edit) throws(EditError) {
        let text = storage.bytes
        let edited = edit.replacement.withUnsafeBufferPointer { replacement in
            TextStorage(
                UnsafeBufferPointer(rebasing: text[..<edit.range.lowerBound]),
                replacement,
                UnsafeBufferPointer(rebasing: text[edit.range.upperBound...])
            )
        }
        do throws(ParseError) {
            self = try Document(edited, dialect: dialect)
        } catch {
            throw .invalidResult(error)
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

    private mutating func add(
        _ value: Value,
        as component: Pointer.Component,
        to container: SyntaxTree.Index,
        at pointer: Pointer
    ) throws(EditError) {
        let layout = ContainerLayout(of: container, in: self)
        switch (tree[container].kind, component.index) {
        case (.object, _):
            try apply(insertion(of: .member(component.key, value), at: layout.items.count, in: layout))
        case (.array, let index?) where index == layout.items.count:
            try apply(insertion(of: .element(value), at: index, in: layout))
        case (.array, .some):
            throw .indexOutOfRange(pointer.appending(component))
        default:
            throw .notAContainer(pointer)
        }
    }

    private func place(of component: Pointer.Component, in container: SyntaxTree.Index) -> Int? {
        guard let node = child(component, of: container) else { return nil }
        return ContainerLayout(of: container, in: self).items.firstIndex { $0.value == node }
    }

    private func requireRepresentable(_ value: Value, at pointer: Pointer) throws(EditError) {
        if dialect == .json && value.hasNonFiniteNumber { throw .notRepresentable(pointer) }
    }
}

extension Value {
    fileprivate var hasNonFiniteNumber: Bool {
        switch self {
        case .number(let number): !number.doubleValue.isFinite
        case .array(let elements): elements.contains(where: \.hasNonFiniteNumber)
        case .object(let members): members.contains { $0.value.hasNonFiniteNumber }
        default: false
        }
    }
}
