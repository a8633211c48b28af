/// The positions of all values of a text, as one flat array in reading order.
///
/// A container is followed by its content and its closing bracket; a member is a key node followed by its value.
/// Everything between the nodes (white space, comments, commas, colons) stays in the text and is read only for an edit.
///
/// A node takes eight bytes, because for a text of short values the nodes take almost as many bytes as the text: with
/// unpacked fields (sixteen bytes) editing 5 MB took 6 MB more.
struct SyntaxTree: Sendable {
    /// One node, unpacked.
    struct Node: Sendable {
        /// The range of the value in the text; an open container has only a start.
        let range: Range<Int>
        /// The index after the last node inside this one.
        let next: Index
        let kind: Kind
        /// Whether the string or key contains no escapes.
        let isPlain: Bool
    }

    enum Kind: UInt8, Sendable {
        case null, `true`, `false`, number, string, key, array, object
        /// A closing bracket; ends the container that refers to it.
        case closing

        var isContainer: Bool { self == .array || self == .object }
        var isScalar: Bool { !isContainer && self != .closing }
    }

    /// The index of a node.
    typealias Index = Int

    static let root: Index = 0
    /// Maximum size of a text in bytes: the start of a node has 27 bits.
    static let sizeLimit = 1 << 27

    private var packed: [Packed] = []

    /// An empty tree with capacity for a usual text, because growing by doubling would copy the nodes repeatedly.
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

    /// The kind only, without finding the end of a container.
    func kind(of index: Index) -> Kind { packed[index].kind }

    /// Whether a container has no items, comments aside.
    func isEmpty(_ container: Index) -> Bool { packed[container].tail == container + 1 }

    /// All keys, strings, numbers and words, in reading order.
    var scalars: some Sequence<Node> {
        packed.indices.lazy.filter { packed[$0].kind.isScalar }.map { self[$0] }
    }

    // MARK: - Building

    /// Appends a scalar or a key.
    mutating func append(_ kind: Kind, _ range: Range<Int>, isPlain: Bool) {
        packed.append(Packed(kind, start: range.lowerBound, tail: range.upperBound, isPlain: isPlain))
    }

    /// Appends a container whose opening bracket is at the offset.
    mutating func open(_ kind: Kind, at start: Int) {
        packed.append(Packed(kind, start: start, tail: 0, isPlain: true))
    }

    /// Closes a container whose closing bracket is before the offset.
    mutating func close(_ container: Index, end: Int) {
        packed[container].tail = packed.count
        packed.append(Packed(.closing, start: end - 1, tail: end, isPlain: true))
    }

    /// A node in eight bytes.
    private struct Packed: Sendable {
        /// Start offset (27 bits), plain flag (1 bit), kind (4 bits).
        private let head: UInt32
        /// End offset; for a container the index of its closing bracket, 0 while it is open.
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
    /// The elements of an array, or the keys of an object (each value follows its key).
    func children(of container: Index) -> Children {
        Children(tree: self, child: container + 1, end: self[container].next - 1)
    }

    /// Iterates over the keys of an object without retaining the tree, which with thousands of small objects would take
    /// longer than everything else.
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

        /// Exact, so that an array of them is allocated once.
        var underestimatedCount: Int {
            var (count, child) = (0, child)
            while child < end {
                count += 1
                child = tree.sibling(of: child)
            }
            return count
        }
    }

    /// The index after a child of a container; a key is skipped together with its value.
    private func sibling(of child: Index) -> Index {
        let value = packed[child].kind == .key ? child + 1 : child
        return packed[value].kind.isContainer ? packed[value].tail + 1 : value + 1
    }
}
