extension Document {
    /// A string, number or word of the text.
    package struct Scalar: Sendable {
        package let pointer: Pointer
        /// Where it stands in `bytes`.
        package let range: Range<Int>
        package let value: Value

        package init(pointer: Pointer, range: Range<Int>, value: Value) {
            (self.pointer, self.range, self.value) = (pointer, range, value)
        }
    }

    /// The strings, numbers and words that stand in a part of the text, even in some of it, in reading order.
    ///
    /// Members that a later one of the same name hides are among them.
    package func scalars(in part: Range<Int>) -> [Scalar] {
        var collection = ScalarCollection()
        visitScalars(in: part, &collection)
        return collection.found
    }

    /// Shows a visitor the same one by one, and the way from each to the next: where only a few are wanted, no path is made of
    /// the others.
    package func visitScalars(in part: Range<Int>, _ visitor: inout some ScalarVisitor) {
        visitScalars(of: SyntaxTree.root, in: part, &visitor)
    }

    /// Goes only into what reaches into the part.
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

/// Sees the scalars of a text, and on the way to each the members and elements that lead there.
package protocol ScalarVisitor {
    /// Goes into a member or an element.
    mutating func enter(_ component: Pointer.Component)
    /// Goes back to the container.
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
