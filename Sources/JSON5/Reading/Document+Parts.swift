extension Document {
    /// A string, number or word of the text.
    package struct Scalar: Sendable {
        package let pointer: Pointer
        /// Where it stands in `bytes`.
        package let range: Range<Int>
        package let value: Value
    }

    /// The strings, numbers and words that stand in a part of the text, even in some of it, in reading order.
    ///
    /// Members that a later one of the same name hides are among them.
    package func scalars(in part: Range<Int>) -> [Scalar] {
        var found: [Scalar] = []
        collectScalars(of: SyntaxTree.root, at: .root, in: part, into: &found)
        return found
    }

    /// Goes only into what reaches into the part.
    private func collectScalars(
        of index: SyntaxTree.Index,
        at pointer: Pointer,
        in part: Range<Int>,
        into found: inout [Scalar]
    ) {
        let node = tree[index]
        guard node.range.overlaps(part) else { return }
        switch node.kind {
        case .object:
            for key in tree.children(of: index) where tree[key + 1].range.overlaps(part) {
                collectScalars(of: key + 1, at: pointer.appending(string(of: tree[key])), in: part, into: &found)
            }
        case .array:
            for (place, element) in tree.children(of: index).enumerated() where tree[element].range.overlaps(part) {
                collectScalars(of: element, at: pointer.appending(place), in: part, into: &found)
            }
        default:
            found.append(Scalar(pointer: pointer, range: node.range, value: value(of: index)))
        }
    }
}
