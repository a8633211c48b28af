/// What an insertion puts into a container.
enum NewItem {
    case element(Value)
    case member(String, Value)

    var value: Value {
        switch self {
        case .element(let value), .member(_, let value): value
        }
    }
}

extension Document {
    /// The edit that puts an item before the one at `place`, or behind the last one.
    func insertion(of item: NewItem, at place: Int, in layout: ContainerLayout) -> Edit {
        let style = style(for: layout)
        guard let last = layout.items.last else {
            let placement = layout.firstPlacement(sharesLine: isInOneLine(layout.node), style)
            return layout.firstInsertion(of: write(item, placement, in: layout, style), placement, style)
        }
        let placement = layout.placement(at: place, style)
        let written = write(item, placement, in: layout, style)
        return place < layout.items.count
            ? layout.insertion(of: written, before: place, placement, style)
            : layout.append(written, behind: last, placement, style)
    }

    /// The edit that puts a value where another stands; a container on one line stays on one line.
    func replacement(of node: SyntaxTree.Index, with value: Value) -> Edit {
        let old = tree[node]
        var style = style(for: tree.container(of: node).map { ContainerLayout(of: $0, in: self) })
        if old.kind == .string { style.stringQuote = storage.bytes[old.range.lowerBound] }
        let wasFilled = old.kind.isContainer && !tree.isEmpty(node)
        let isOneLine = wasFilled && !storage.bytes.hasLineBreak(in: old.range)
        var writer = ValueWriter(style: style)
        let staysOnLine = isOneLine || isInOneLine(node)
        writer.write(value, indentation: staysOnLine ? nil : storage.bytes.indentation(at: old.range.lowerBound))
        return Edit(range: old.range, writer.bytes)
    }

    private func write(
        _ item: NewItem,
        _ placement: Placement,
        in layout: ContainerLayout,
        _ style: WritingStyle
    ) -> [UInt8] {
        if hasOneLineSiblings(of: item.value, in: layout) {
            let written = ValueWriter.write(item, indentation: nil, style)
            if written.count <= WritingStyle.lineLimit { return written }
        }
        return ValueWriter.write(item, indentation: placement.indentation, style)
    }

    /// Whether the filled containers of the same kind beside a new value all stand on one line.
    private func hasOneLineSiblings(of value: Value, in layout: ContainerLayout) -> Bool {
        let kind: SyntaxTree.Kind = value.arrayValue != nil ? .array : .object
        let siblings = layout.items.filter { tree.kind(of: $0.value) == kind && !tree.isEmpty($0.value) }
        return !siblings.isEmpty
            && siblings.allSatisfy { !storage.bytes.hasLineBreak(in: layout.valueRange(of: $0)) }
    }
}

// MARK: - Around a node

extension Document {
    /// Whether the container around a node has no line breaks.
    private func isInOneLine(_ node: SyntaxTree.Index) -> Bool {
        tree.container(of: node).map { !storage.bytes.hasLineBreak(in: tree[$0].range) } ?? false
    }
}
