/// The places of all values in a text, as one flat array in reading order.
///
/// A container is followed by its content and then by its closing bracket; a member is a key node followed by its value.
/// Everything between the nodes (white space, comments, commas, colons) stays in the text and is looked at only where an
/// edit needs it.
///
/// A node is kept in eight bytes, for a text of short values has almost as many bytes of nodes as of text: with all
/// fields side by side (sixteen bytes) editing 5 MB took 6 MB more.
struct SyntaxTree: Sendable {
    /// One node, unpacked.
    struct Node: Sendable {
        /// Where the value stands in the text; an open container has only a beginning.
        let range: Range<Int>
        /// The index after the last node inside this one.
        let next: Index
        let kind: Kind
        /// The characters of a string or key stand in the text as they are: nothing to unescape.
        let isPlain: Bool
    }

    enum Kind: UInt8, Sendable {
        case null, `true`, `false`, number, string, key, array, object
        /// A closing bracket; it ends the container that points at it.
        case closing

        var isContainer: Bool { self == .array || self == .object }
        var isScalar: Bool { !isContainer && self != .closing }
    }

    /// The index of a node.
    typealias Index = Int

    static let root: Index = 0
    /// How many bytes a text may have: the beginning of a node is kept in 27 bits.
    static let sizeLimit = 1 << 27

    private var packed: [Packed] = []

    /// An empty tree with room for the nodes of a usual text: growing by doubling would copy them again and again.
    init(forTextOf bytes: Int) {
        packed.reserveCapacity(bytes / 10)
    }

    /// The index of the next node to be added.
    var count: Int { packed.count }

    subscript(index: Index) -> Node {
        let node = packed[index]
        let kind = node.kind
        guard kind.isContainer else {
            return Node(range: node.start..<node.tail, next: index + 1, kind: kind, isPlain: node.isPlain)
        }
        let isOpen = node.tail == 0
        return Node(
            range: node.start..<(isOpen ? node.start : packed[node.tail].tail),
            next: isOpen ? index + 1 : node.tail + 1,
            kind: kind,
            isPlain: true
        )
    }

    /// The kind alone, without a look at where a container ends.
    func kind(of index: Index) -> Kind { packed[index].kind }

    /// Whether nothing stands in a container, comments aside.
    func isEmpty(_ container: Index) -> Bool { packed[container].tail == container + 1 }

    /// The container directly around a node; nil for the root.
    func container(of node: Index) -> Index? {
        packed[..<node].lastIndex { $0.kind.isContainer && $0.tail > node }
    }

    /// All keys, strings, numbers and words, in reading order.
    var scalars: some Sequence<Node> {
        packed.indices.lazy.filter { packed[$0].kind.isScalar }.map { self[$0] }
    }

    // MARK: - Building

    /// Adds a scalar or a key.
    mutating func append(_ kind: Kind, _ range: Range<Int>, isPlain: Bool) {
        packed.append(Packed(kind, start: range.lowerBound, tail: range.upperBound, isPlain: isPlain))
    }

    /// Adds a container whose opening bracket stands at the offset.
    mutating func open(_ kind: Kind, at start: Int) {
        packed.append(Packed(kind, start: start, tail: 0, isPlain: true))
    }

    /// Ends a container, whose closing bracket stands before the offset.
    mutating func close(_ container: Index, end: Int) {
        packed[container].tail = packed.count
        packed.append(Packed(.closing, start: end - 1, tail: end, isPlain: true))
    }

    /// A node in eight bytes.
    private struct Packed: Sendable {
        /// Where it begins in the text (27 bits), whether it is plain (1 bit), its kind (4 bits).
        private let head: UInt32
        /// Where it ends in the text; for a container the index of its closing bracket, 0 while it is open.
        private var end: UInt32

        init(_ kind: Kind, start: Int, tail: Int, isPlain: Bool) {
            head = UInt32(truncatingIfNeeded: start << 5) | (isPlain ? 0x10 : 0) | UInt32(kind.rawValue)
            end = UInt32(truncatingIfNeeded: tail)
        }

        var start: Int { Int(head >> 5) }
        var isPlain: Bool { head & 0x10 != 0 }
        var kind: Kind { Kind(rawValue: UInt8(truncatingIfNeeded: head & 0xF)) ?? .null }
        var tail: Int {
            get { Int(end) }
            set { end = UInt32(truncatingIfNeeded: newValue) }
        }
    }
}

// MARK: - Children

extension SyntaxTree {
    /// The elements of an array, or the keys of an object (whose values stand one further).
    func children(of container: Index) -> Children {
        Children(tree: self, child: container + 1, end: self[container].next - 1)
    }

    /// Goes through the keys of an object without taking part in owning the tree: with thousands of small objects that
    /// takes longer than all else.
    func forEachKey(of object: Index, _ body: (Index, Node) -> Void) {
        var child = object + 1
        let end = packed[object].tail
        while child < end {
            let key = packed[child]
            let node = Node(range: key.start..<key.tail, next: child + 1, kind: .key, isPlain: key.isPlain)
            body(child, node)
            child = sibling(of: child)
        }
    }

    /// The nodes directly inside a container, in reading order.
    struct Children: Sequence, IteratorProtocol {
        fileprivate let tree: SyntaxTree
        fileprivate var child: Index
        fileprivate let end: Index

        mutating func next() -> Index? {
            guard child < end else { return nil }
            defer { child = tree.sibling(of: child) }
            return child
        }

        /// Exactly how many: an array of them is then made in its size, and not grown and copied.
        var underestimatedCount: Int {
            var (count, child) = (0, child)
            while child < end {
                count += 1
                child = tree.sibling(of: child)
            }
            return count
        }
    }

    /// The index after a child of a container, with its value if it is a key.
    private func sibling(of child: Index) -> Index {
        let value = packed[child].kind == .key ? child + 1 : child
        return packed[value].kind.isContainer ? packed[value].tail + 1 : value + 1
    }
}
