extension Document {
    /// A string, number or word of the text.
    package struct Scalar: Sendable {
        package let pointer: Pointer
        /// Its range in `bytes`.
        package let range: Range<Int>
        package let value: Value

        package init(pointer: Pointer, range: Range<Int>, value: Value) {
            (self.pointer, self.range, self.value) = (pointer, range, value)
        }
    }

    /// The strings, numbers and words that overlap a part of the text, in reading order.
    ///
    /// They include members overridden by a later one with the same name.
    package func scalars(in part: Range<Int>) -> [Scalar] {
        var collection = ScalarCollection()
        visitScalars(in: part, &collection)
        return collection.found
    }

    /// Passes the same to a visitor one by one, with the path between them as enter and leave calls: if only a few are
    /// needed, no paths are built for the others.
    package func visitScalars(in part: Range<Int>, _ visitor: inout some ScalarVisitor) {
        visitScalars(of: SyntaxTree.root, in: part, &visitor)
    }

    /// Enters only nodes that overlap the part.
    private func visitScalars(of index: SyntaxTree.Index, in part: Range<Int>, _ visitor: inout some ScalarVisitor) {
        let node = tree[index]
        guard node.range.overlaps(part) else { return }
        switch node.kind {
        case .object:
            for key in tree.children(of: index) where tree[key + 1].range.overlaps(part) {
                visitor.enter(.key(string(of: tree[key])))
                visitScalars(of: key + 1, in: part, &visitor)
                visitor.leave()
            }
        case .array:
            for (place, element) in tree.children(of: index).enumerated() where tree[element].range.overlaps(part) {
                visitor.enter(.index(place))
                visitScalars(of: element, in: part, &visitor)
                visitor.leave()
            }
        default:
            visitor.visit(value(of: index), at: node.range)
        }
    }
}

/// Visits the scalars of a text, and the members and elements on the path to each.
package protocol ScalarVisitor {
    /// Enters a member or an element.
    mutating func enter(_ component: Pointer.Component)
    /// Returns to the container.
    mutating func leave()
    mutating func visit(_ value: Value, at range: Range<Int>)
}

private struct ScalarCollection: ScalarVisitor {
    private var pointer = Pointer.root
    private(set) var found: [Document.Scalar] = []

    mutating func enter(_ component: Pointer.Component) { pointer.components.append(component) }

    mutating func leave() { pointer.components.removeLast() }

    mutating func visit(_ value: Value, at range: Range<Int>) {
        found.append(Document.Scalar(pointer: pointer, range: range, value: value))
    }
}
