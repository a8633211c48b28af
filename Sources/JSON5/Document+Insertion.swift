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
    ///
    /// Comments keep their item: a new one goes behind the comments that end the line before it, and before those
    /// that lead the item after it or stand at the end of the container.
    func insertion(of item: NewItem, at place: Int, in layout: ContainerLayout) -> Edit {
        let style = style(for: layout)
        if layout.items.isEmpty { return firstInsertion(of: item, in: layout, style) }
        let neighbour = min(place, layout.items.count - 1)
        let usesLines = layout.startsLine(neighbour) || (place > neighbour && layout.endsWithLineComment)
        let indentation = usesLines ? layout.itemIndentation(neighbour, style) : nil
        let text = text(of: item, beside: layout.items[neighbour], indentation: indentation, style)
        if place < layout.items.count {
            return layout.insertion(of: text, before: place, indentation: indentation, style)
        }
        return layout.append(text, indentation: indentation, style)
    }

    /// The edit that replaces a value where it stands.
    func replacement(of node: SyntaxTree.Index, with value: Value) -> Edit {
        let old = tree[node]
        let text = storage.bytes
        var style = style(around: node)
        if old.kind == .string { style.stringQuote = text[old.range.lowerBound] }
        let isOneLine =
            (old.kind == .object || old.kind == .array) && Int(old.next) > node + 1 && !text.hasLineBreak(in: old.range)
        let indentation = isOneLine || isInOneLine(node) ? nil : Array(text.indentation(at: old.range.lowerBound))
        var writer = ValueWriter(style: style)
        writer.write(value, indentation: indentation)
        return Edit(range: old.range, replacement: writer.bytes)
    }

    private func firstInsertion(of item: NewItem, in layout: ContainerLayout, _ style: WritingStyle) -> Edit {
        let text = layout.text
        let anchor = layout.endOfTrailingComments(from: layout.inside.lowerBound)
        let outer = Array(text.indentation(at: layout.inside.lowerBound))
        let inner = layout.commentIndentation.map(Array.init) ?? outer + style.indent
        let isBlank = !text.trivia(from: layout.inside.lowerBound).contains {
            $0.kind == .lineComment || $0.kind == .blockComment
        }
        if isBlank {
            let isOneLine = isInOneLine(at: layout.inside.lowerBound - 1)
            let content = self.text(of: item, beside: nil, indentation: isOneLine ? nil : inner, style)
            let padding = layout.isObject ? style.padding : []
            let comma: [UInt8] = style.hasTrailingComma ? [UInt8(ascii: ",")] : []
            return Edit(
                range: layout.inside,
                replacement: isOneLine
                    ? padding + content + padding : style.lineBreak + inner + content + comma + style.lineBreak + outer
            )
        }
        let next = text.endOfBlanks(from: anchor)
        guard text.lineBreakLength(at: next) != nil else {
            let content = self.text(of: item, beside: nil, indentation: nil, style)
            return Edit(range: anchor..<anchor, replacement: [0x20] + content)
        }
        let content = self.text(of: item, beside: nil, indentation: inner, style)
        let comma: [UInt8] = style.hasTrailingComma ? [UInt8(ascii: ",")] : []
        return Edit(range: anchor..<anchor, replacement: style.lineBreak + inner + content + comma)
    }

    private func text(
        of item: NewItem,
        beside neighbour: ContainerLayout.Item?,
        indentation: [UInt8]?,
        _ style: WritingStyle
    ) -> [UInt8] {
        var writer = ValueWriter(style: style)
        switch item {
        case .element(let value): writer.write(value, indentation: indentation)
        case .member(let key, let value): writer.writeMember(key, value, indentation: indentation)
        }
        return writer.bytes
    }
}

extension Document {
    /// The style for a value that replaces another: that of its container.
    private func style(around node: SyntaxTree.Index) -> WritingStyle {
        style(for: ContainerLayout(of: container(of: node) ?? SyntaxTree.root, in: self))
    }

    private func isInOneLine(_ node: SyntaxTree.Index) -> Bool {
        guard let container = container(of: node) else { return false }
        return !storage.bytes.hasLineBreak(in: tree[container].range)
    }

    private func isInOneLine(at offset: Int) -> Bool {
        guard let node = tree.nodes.firstIndex(where: { $0.start == offset && $0.kind != .key }) else { return false }
        return isInOneLine(node)
    }

    /// The container directly around a node; nil for the root.
    private func container(of node: SyntaxTree.Index) -> SyntaxTree.Index? {
        tree.nodes[..<node].lastIndex { ($0.kind == .object || $0.kind == .array) && Int($0.next) > node }
    }
}

// MARK: - Places

extension ContainerLayout {
    fileprivate func append(_ item: [UInt8], indentation: [UInt8]?, _ style: WritingStyle) -> Edit {
        let last = items[items.count - 1]
        let lead = indentation.map { style.lineBreak + $0 } ?? style.commaGap
        let anchor = endOfTrailingComments(from: last.end)
        if last.comma != nil {
            return Edit(range: anchor..<anchor, replacement: lead + item + [UInt8(ascii: ",")])
        }
        let between = Array(text[last.range.upperBound..<anchor])
        let comma = [UInt8(ascii: ",")]
        return Edit(
            range: last.range.upperBound..<anchor,
            replacement: indentation == nil ? between + comma + lead + item : comma + between + lead + item
        )
    }

    fileprivate func insertion(of item: [UInt8], before place: Int, indentation: [UInt8]?, _ style: WritingStyle)
        -> Edit
    {
        let boundary = boundary(before: place)
        guard let indentation else {
            let anchor = place == 0 ? text.endOfBlanks(from: boundary) : boundary
            let comma = [UInt8(ascii: ",")]
            return Edit(
                range: anchor..<anchor,
                replacement: place == 0 ? item + comma + style.commaGap : style.commaGap + item + comma
            )
        }
        let anchor = endOfTrailingComments(from: boundary)
        return Edit(
            range: anchor..<anchor,
            replacement: style.lineBreak + indentation + item + [UInt8(ascii: ",")]
        )
    }

    /// Whether a `//` comment stands between the last item and the closing bracket.
    fileprivate var endsWithLineComment: Bool {
        items.last.map { text.trivia(from: $0.end).contains { $0.kind == .lineComment } } ?? false
    }

    fileprivate func itemIndentation(_ place: Int, _ style: WritingStyle) -> [UInt8] {
        startsLine(place)
            ? Array(text.indentation(at: items[place].range.lowerBound))
            : text.indentation(at: inside.lowerBound) + style.indent
    }

    /// The indentation of the first comment on a line of its own in a container without items.
    fileprivate var commentIndentation: ArraySlice<UInt8>? {
        var isOnNewLine = false
        for piece in text.trivia(from: inside.lowerBound) {
            if piece.kind == .lineBreak { isOnNewLine = true }
            if isOnNewLine, piece.kind == .lineComment || piece.kind == .blockComment {
                return text.indentation(at: piece.range.lowerBound)
            }
        }
        return nil
    }
}
