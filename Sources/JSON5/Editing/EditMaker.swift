/// Creates the edits of one text. Shared information is computed once: line ends, container layouts, writing styles.
struct EditMaker {
    let document: Document
    let lines: LineIndex
    var finder: NodeFinder
    private var layouts: [SyntaxTree.Index: ContainerLayout] = [:]
    private var styles: [SyntaxTree.Index: WritingStyle] = [:]
    private var commonStyle: WritingStyle?

    init(_ document: Document) {
        self.document = document
        lines = LineIndex(of: document.storage.array)
        finder = NodeFinder(document)
    }

    private var text: [UInt8] { document.storage.array }
    private var tree: SyntaxTree { document.tree }

    mutating func layout(of container: SyntaxTree.Index) -> ContainerLayout {
        if let known = layouts[container] { return known }
        let layout = ContainerLayout(of: container, in: document, lines)
        layouts[container] = layout
        return layout
    }

    // MARK: - Edits

    /// Appends items to a container; `outer` is the container around it.
    mutating func addition(
        of items: [NewItem],
        to container: SyntaxTree.Index,
        in outer: SyntaxTree.Index?
    ) -> Edit {
        let (layout, style) = (layout(of: container), style(for: container))
        guard let last = layout.items.last else {
            let placement = layout.firstPlacement(sharesLine: isOneLine(outer), style)
            return layout.firstInsertion(of: write(items, placement, in: layout, style), placement, style)
        }
        let placement = layout.placement(at: layout.items.count, style)
        return layout.append(write(items, placement, in: layout, style), behind: last, placement, style)
    }

    /// Inserts an item before the one at an index of a container, or appends it.
    mutating func insertion(
        of item: NewItem,
        at place: Int,
        in container: SyntaxTree.Index,
        outer: SyntaxTree.Index?
    ) -> Edit {
        let layout = layout(of: container)
        guard place < layout.items.count else { return addition(of: [item], to: container, in: outer) }
        let style = style(for: container)
        let placement = layout.placement(at: place, style)
        return layout.insertion(of: write([item], placement, in: layout, style), before: place, placement, style)
    }

    /// Replaces a value; a container on one line stays on one line.
    mutating func replacement(
        of node: SyntaxTree.Index,
        in container: SyntaxTree.Index?,
        with value: Value
    ) -> Edit {
        let old = tree[node]
        var style = style(for: container)
        if old.kind == .string { style.stringQuote = text[old.range.lowerBound] }
        let wasFilled = old.kind.isContainer && !tree.isEmpty(node)
        let staysOnLine = wasFilled && !lines.hasBreak(in: old.range) || isOneLine(container)
        var writer = ValueWriter(style: style)
        let indentation = staysOnLine ? nil : text.indentation(at: old.range.lowerBound, lines)
        writer.write(value, indentation: indentation)
        return Edit(range: old.range, writer.bytes)
    }

    /// Removes an item from a container.
    mutating func removal(of place: Int, from container: SyntaxTree.Index) -> Edit {
        layout(of: container).removal(of: place)
    }

    /// Replaces key and value of the member with a value; what stands between them stays, and without a new value also
    /// the old one.
    mutating func renaming(
        _ value: SyntaxTree.Index,
        in object: SyntaxTree.Index,
        to key: String,
        _ new: Value?
    ) -> Edit? {
        guard let item = layout(of: object).items.last(where: { $0.value == value }), let old = item.key else {
            return nil
        }
        let range = tree[old].range
        var style = style(for: object)
        let first = text[range.lowerBound]
        let isQuoted = first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
        style.hasBareKeys = !isQuoted
        if isQuoted { style.keyQuote = first }
        guard let new else { return Edit(range: range, ValueWriter.write(key: key, style)) }
        let replaced = replacement(of: value, in: object, with: new)
        let between = text[range.upperBound..<replaced.range.lowerBound]
        return Edit(
            range: range.lowerBound..<replaced.range.upperBound,
            ValueWriter.write(key: key, style) + between + replaced.replacement
        )
    }

    /// Whether a container exists and has no line breaks.
    private func isOneLine(_ container: SyntaxTree.Index?) -> Bool {
        container.map { !lines.hasBreak(in: tree[$0].range) } ?? false
    }
}

// MARK: - Writing

extension EditMaker {
    /// The items with the text between them.
    private func write(
        _ items: [NewItem],
        _ placement: Placement,
        in layout: ContainerLayout,
        _ style: WritingStyle
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        var shapes = SiblingShapes()
        for (index, item) in items.enumerated() {
            if index > 0 { bytes += [UInt8(ascii: ",")] + placement.lead(style) }
            bytes += write(item, placement, in: layout, style, &shapes)
        }
        return bytes
    }

    private func write(
        _ item: NewItem,
        _ placement: Placement,
        in layout: ContainerLayout,
        _ style: WritingStyle,
        _ shapes: inout SiblingShapes
    ) -> [UInt8] {
        let kind: SyntaxTree.Kind = item.value.arrayValue != nil ? .array : .object
        let hasOneLineSiblings = shapes.areOneLine(kind) { haveOneLine(kind, in: layout) }
        let short = hasOneLineSiblings ? ValueWriter.write(item, indentation: nil, style) : []
        if hasOneLineSiblings, short.count <= WritingStyle.lineLimit { return short }
        let written = ValueWriter.write(item, indentation: placement.indentation, style)
        if item.value.isFilled { shapes.note(kind, isOneLine: !written.contains { $0 == 0x0A || $0 == 0x0D }) }
        return written
    }

    /// Whether all filled containers of a kind among the items are on one line; nil if there are none.
    private func haveOneLine(_ kind: SyntaxTree.Kind, in layout: ContainerLayout) -> Bool? {
        let siblings = layout.items.filter { tree.kind(of: $0.value) == kind && !tree.isEmpty($0.value) }
        return siblings.isEmpty ? nil : siblings.allSatisfy { !lines.hasBreak(in: layout.valueRange(of: $0)) }
    }

    /// Whether the siblings of new containers are on one line each, including those just written.
    private struct SiblingShapes {
        private var objects: Bool??
        private var arrays: Bool??

        mutating func areOneLine(_ kind: SyntaxTree.Kind, _ found: () -> Bool?) -> Bool {
            if let known = self[kind] { return known ?? false }
            self[kind] = .some(found())
            return (self[kind] ?? nil) ?? false
        }

        mutating func note(_ kind: SyntaxTree.Kind, isOneLine: Bool) {
            self[kind] = .some(((self[kind] ?? nil) ?? true) && isOneLine)
        }

        private subscript(kind: SyntaxTree.Kind) -> Bool?? {
            get { kind == .array ? arrays : objects }
            set { if kind == .array { arrays = newValue } else { objects = newValue } }
        }
    }
}

// MARK: - Style

extension EditMaker {
    /// The style of new text in a container: that of its items, else that of the surrounding document.
    private mutating func style(for container: SyntaxTree.Index?) -> WritingStyle {
        if let container, let known = styles[container] { return known }
        var style = common
        guard let container else {
            style.lineBreak = lineBreak(around: 0) ?? style.lineBreak
            return style
        }
        let layout = layout(of: container)
        style.lineBreak = lineBreak(around: layout.inside.lowerBound) ?? style.lineBreak
        style.adopt(layout, in: document)
        styles[container] = style
        return style
    }

    /// From inside out, so that the start of the document takes precedence; a sample is enough.
    private var common: WritingStyle {
        mutating get {
            if let commonStyle { return commonStyle }
            var style = WritingStyle(isStrict: document.dialect == .json)
            for index in (0..<min(tree.count, 256)).reversed() where tree.kind(of: index).isContainer {
                style.adopt(layout(of: index), in: document)
            }
            commonStyle = style
            return style
        }
    }

    /// The line break before an offset, else the next one; nil in a text of one line.
    private func lineBreak(around offset: Int) -> [UInt8]? {
        guard let last = lines.nearestBreak(to: offset) else { return nil }
        let isPair = text[last] == 0x0A && last > 0 && text[last - 1] == 0x0D
        let start = isPair ? last - 1 : last
        return text.lineBreakLength(at: start).map { Array(text[start..<start + $0]) }
    }
}

/// The content of an insertion.
enum NewItem {
    case element(Value)
    case member(String, Value)

    var value: Value {
        switch self {
        case .element(let value), .member(_, let value): value
        }
    }
}

extension Value {
    /// A container that is not empty.
    fileprivate var isFilled: Bool {
        switch self {
        case .array(let elements): !elements.isEmpty
        case .object(let members): !members.isEmpty
        default: false
        }
    }
}
