extension Document {
    /// The kind of the value at a path, without decoding it; nil if there is none.
    package func kind(at pointer: Pointer) -> Value.Kind? {
        node(at: pointer).flatMap { Value.Kind(tree.kind(of: $0)) }
    }

    /// The members of the object at a path, decoded lazily; nil if there is no object.
    ///
    /// A large object is iterated this way with one member in memory at a time.
    package func members(at pointer: Pointer) -> DocumentMembers? {
        guard let object = node(at: pointer), tree.kind(of: object) == .object else { return nil }
        return DocumentMembers(of: object, in: self)
    }

    /// The same for an array too, with the indices as keys; nil for other values.
    package func entries(at pointer: Pointer) -> DocumentMembers? {
        guard let array = node(at: pointer), tree.kind(of: array) == .array else { return members(at: pointer) }
        return DocumentMembers(elementsOf: array, in: self)
    }
}

/// The members of one object in text order; a repeated key has its last value, at the position of its first.
package struct DocumentMembers: Sendable {
    package let keys: [String]
    /// The index of each key.
    package let places: KeyPlaces
    private let nodes: [SyntaxTree.Index]
    private let source: ValueView.Source

    init(of object: SyntaxTree.Index, in document: Document) {
        var (keys, nodes): ([String], [SyntaxTree.Index]) = ([], [])
        var places = KeyPlaces()
        let children = document.tree.children(of: object)
        let count = children.underestimatedCount
        keys.reserveCapacity(count)
        nodes.reserveCapacity(count)
        places.reserveCapacity(count)
        for child in children {
            let key = document.string(of: document.tree[child])
            if let place = places.place(of: key, keyAt: { keys[$0] }) {
                nodes[place] = child + 1
            } else {
                places.note(key, at: keys.count)
                keys.append(key)
                nodes.append(child + 1)
            }
        }
        (self.keys, self.nodes, self.places, source) = (keys, nodes, places, ValueView.Source(document))
    }

    fileprivate init(elementsOf array: SyntaxTree.Index, in document: Document) {
        nodes = document.tree.children(of: array).map { $0 }
        keys = nodes.indices.map { String($0) }
        var places = KeyPlaces()
        for (place, key) in keys.enumerated() { places.note(key, at: place) }
        self.places = places
        source = ValueView.Source(document)
    }

    /// The value of the member at this index of `keys`.
    package func view(at place: Int) -> ValueView {
        ValueView(nodes[place], in: source)
    }
}

extension Value {
    /// The kind of a value, regardless of its content.
    package enum Kind: Sendable {
        case null, bool, number, string, array, object

        init?(_ kind: SyntaxTree.Kind) {
            switch kind {
            case .null: self = .null
            case .true, .false: self = .bool
            case .number: self = .number
            case .string: self = .string
            case .array: self = .array
            case .object: self = .object
            case .key, .closing: return nil
            }
        }
    }
}
