extension Document {
    /// The whole document as a value.
    package var root: Value {
        value(of: SyntaxTree.root)
    }

    /// The value at a path; nil if there is none.
    ///
    /// The last member of a repeated key counts. A key of digits also finds an array's element, and an index an
    /// object's member with that name, as in JavaScript.
    package func value(at pointer: Pointer) -> Value? {
        node(at: pointer).map(value(of:))
    }

    /// The start of the value as line and column.
    package func position(of pointer: Pointer) -> TextPosition? {
        node(at: pointer).map { TextPosition(of: tree[$0].range.lowerBound, in: storage.array) }
    }

    /// The starts of many values, in one pass over the text.
    package func positions(of pointers: [Pointer]) -> [TextPosition?] {
        var finder = NodeFinder(self)
        let starts = pointers.map { finder.node(at: $0).map { tree[$0].range.lowerBound } }
        var positions = [TextPosition?](repeating: nil, count: pointers.count)
        var walk = TextWalk(storage.array)
        for index in starts.indices.sorted(by: { starts[$0] ?? 0 < starts[$1] ?? 0 }) {
            positions[index] = starts[index].map { walk.position(of: $0) }
        }
        return positions
    }

    /// The 1-based lines of many values, in one pass over the text.
    package func lines(of pointers: [Pointer]) -> [Int?] {
        positions(of: pointers).map { $0?.line }
    }

    /// The range of the value in `bytes`.
    package func range(of pointer: Pointer) -> Range<Int>? {
        node(at: pointer).map { tree[$0].range }
    }
}

// MARK: - Finding nodes

extension Document {
    func node(at pointer: Pointer) -> SyntaxTree.Index? {
        var node = SyntaxTree.root
        for component in pointer.components {
            guard let child = child(component, of: node) else { return nil }
            node = child
        }
        return node
    }

    /// The node of the value that a component names inside a container.
    func child(_ component: Pointer.Component, of container: SyntaxTree.Index) -> SyntaxTree.Index? {
        switch tree.kind(of: container) {
        case .object:
            var key = component.key
            return key.withUTF8 { lastMember(named: $0, of: container) }
        case .array:
            guard let index = component.index else { return nil }
            return tree.children(of: container).dropFirst(index).first { _ in true }
        default:
            return nil
        }
    }

    /// The value of the last member with a name; nil if there is none.
    func lastMember(named name: UnsafeBufferPointer<UInt8>, of object: SyntaxTree.Index) -> SyntaxTree.Index? {
        var found: SyntaxTree.Index?
        tree.forEachKey(of: object) { index, key in
            if holds(name, in: key) { found = index + 1 }
        }
        return found
    }

    /// Whether a string or key equals this text.
    func holds(_ text: UnsafeBufferPointer<UInt8>, in node: SyntaxTree.Node) -> Bool {
        guard node.isPlain else { return string(of: node).utf8.elementsEqual(text) }
        // With or without quotes; different lengths are excluded before comparing.
        let surplus = node.range.count - text.count
        guard surplus == 0 || surplus == 2, surplus == (isQuoted(node) ? 2 : 0) else { return false }
        return withContent(of: node) { $0.isSame(as: text) }
    }
}

extension Pointer.Component {
    /// The component as a member name.
    package var key: String {
        switch self {
        case .key(let key): key
        case .index(let index): String(index)
        }
    }

    /// The component as an array index.
    var index: Int? {
        switch self {
        case .index(let index): index >= 0 ? index : nil
        case .key(let key): key.utf8.allSatisfy(\.isDigit) ? Int(key) : nil
        }
    }
}

// MARK: - Decoding

extension Document {
    /// Decodes a node; the parser's depth limit keeps the recursion shallow.
    func value(of index: SyntaxTree.Index) -> Value {
        let node = tree[index]
        switch node.kind {
        case .null: return .null
        case .true: return .bool(true)
        case .false: return .bool(false)
        case .number: return .number(Number(spelling: string(of: node)))
        case .string, .key: return .string(string(of: node))
        case .array: return .array(tree.children(of: index).map(value(of:)))
        case .object:
            return .object(Members(tree.children(of: index).lazy.map { (string(of: tree[$0]), value(of: $0 + 1)) }))
        case .closing: preconditionFailure("a bracket is no value")
        }
    }

    /// Lends the text of a scalar or key as it is written, without its quotes, for the time of the call.
    @inline(__always)
    func withContent<Result>(of node: SyntaxTree.Node, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        storage.array.withUnsafeBufferPointer { text in
            let quote = text[node.range.lowerBound].isQuote ? 1 : 0
            return body(text.extracting(node.range.lowerBound &+ quote..<node.range.upperBound &- quote))
        }
    }

    func isQuoted(_ node: SyntaxTree.Node) -> Bool { storage.array[node.range.lowerBound].isQuote }

    /// The text of a scalar or key, without its quotes and escapes.
    @inline(never)
    func string(of node: SyntaxTree.Node) -> String {
        guard node.isPlain else { return withContent(of: node) { Array($0).unescaped } }
        return withContent(of: node) { String(decoding: $0, as: UTF8.self) }
    }
}

extension UInt8 {
    fileprivate var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }
}
