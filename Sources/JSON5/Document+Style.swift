extension Document {
    /// The style for new text in a container: that of its items, else that of the whole document.
    func style(for layout: ContainerLayout) -> WritingStyle {
        var style = documentStyle()
        style.lineBreak = storage.bytes.lineBreak(around: layout.inside.lowerBound) ?? style.lineBreak
        style.adopt(layout, in: self)
        return style
    }

    /// The habits that the first containers of the document show.
    private func documentStyle() -> WritingStyle {
        var style = WritingStyle(isStrict: dialect == .json)
        for index in tree.nodes.indices.prefix(256).reversed() where tree[index].kind.isContainer {
            style.adopt(ContainerLayout(of: index, in: self), in: self)
        }
        return style
    }
}

extension WritingStyle {
    /// Takes over what the items of a container show; what they do not show stays.
    fileprivate mutating func adopt(_ layout: ContainerLayout, in document: Document) {
        guard let last = layout.items.indices.last else { return }
        adoptQuotes(of: layout, in: document)
        adoptGaps(of: layout, in: document)
        if layout.startsLine(last) {
            hasTrailingComma = layout.items[last].comma != nil
            let outer = layout.text.indentation(at: layout.inside.lowerBound)
            let inner = layout.text.indentation(at: layout.items[last].range.lowerBound)
            if inner.starts(with: outer), inner.count > outer.count { indent = Array(inner.dropFirst(outer.count)) }
        } else if layout.isObject, layout.isOneLine {
            padding = layout.text.blanks(layout.inside.lowerBound..<layout.items[0].range.lowerBound) ?? padding
        }
    }

    private mutating func adoptQuotes(of layout: ContainerLayout, in document: Document) {
        for item in layout.items {
            if let key = item.key.map({ document.tree[$0] }) {
                let first = layout.text[Int(key.start)]
                if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
                    keyQuote = first
                    if document.string(of: key).isPlainIdentifier { hasBareKeys = false }
                } else {
                    hasBareKeys = true
                }
            }
            if document.tree[item.value].kind == .string {
                stringQuote = layout.text[document.tree[item.value].range.lowerBound]
            }
        }
    }

    private mutating func adoptGaps(of layout: ContainerLayout, in document: Document) {
        for item in layout.items {
            guard let key = item.key.map({ document.tree[$0] }) else { continue }
            let colonPlace = layout.text.endOfTrivia(from: Int(key.end))
            if let before = layout.text.blanks(Int(key.end)..<colonPlace),
                let after = layout.text.blanks(colonPlace + 1..<document.tree[item.value].range.lowerBound)
            {
                colon = (before, after)
            }
        }
        for (item, next) in zip(layout.items, layout.items.dropFirst()) {
            if let gap = layout.text.blanks(item.end..<next.range.lowerBound) { commaGap = gap }
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The bytes of the range if they are blanks on one line.
    fileprivate func blanks(_ range: Range<Int>) -> [UInt8]? {
        endOfBlanks(from: range.lowerBound) >= range.upperBound ? Array(self[range]) : nil
    }

    /// The line break before an offset, or the next one if there is none.
    fileprivate func lineBreak(around offset: Int) -> [UInt8]? {
        let before = self[..<offset].lastIndex { $0 == 0x0A || $0 == 0x0D }
        guard let last = before ?? self[offset...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return nil }
        if self[last] == 0x0A, last > 0, self[last - 1] == 0x0D { return [0x0D, 0x0A] }
        return lineBreakLength(at: last).map { Array(self[last..<last + $0]) }
    }
}
