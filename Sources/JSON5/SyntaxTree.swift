/// The places of all values in a text, as one flat array in reading order.
///
/// A container is followed by its content; a member is a key node followed by its value. Everything between the nodes
/// (white space, comments, commas, colons) stays in the text and is looked at only where an edit needs it.
struct SyntaxTree: Sendable {
    struct Node: Sendable {
        /// Where the value begins in the text.
        let start: UInt32
        /// Where the value ends in the text, exclusive; set for a container when it closes.
        var end: UInt32
        /// The index after the last node inside this one.
        var next: UInt32
        let kind: Kind
        /// The characters of a string or key stand in the text as they are: nothing to unescape.
        let isPlain: Bool

        var range: Range<Int> { Int(start)..<Int(end) }
    }

    enum Kind: UInt8, Sendable {
        case null, `true`, `false`, number, string, array, object, key

        var isContainer: Bool { self == .array || self == .object }
    }

    /// The index of a node.
    typealias Index = Int

    static let root: Index = 0

    var nodes: [Node] = []

    subscript(index: Index) -> Node { nodes[index] }

    /// The elements of an array, or the keys of an object (whose values stand one further).
    func children(of container: Index) -> Children {
        Children(tree: self, child: container + 1, end: Int(nodes[container].next))
    }

    /// The nodes directly inside a container, in reading order.
    struct Children: Sequence, IteratorProtocol {
        fileprivate let tree: SyntaxTree
        fileprivate var child: Index
        fileprivate let end: Index

        mutating func next() -> Index? {
            guard child < end else { return nil }
            defer {
                let value = tree[child].kind == .key ? child + 1 : child
                child = Int(tree[value].next)
            }
            return child
        }
    }
}
