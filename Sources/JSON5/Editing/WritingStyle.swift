/// The style of new text, derived from the surrounding text.
struct WritingStyle {
    var lineBreak: [UInt8] = [0x0A]
    /// One level of indentation.
    var indent: [UInt8] = [0x20, 0x20]
    /// Whether identifier keys are written without quotes.
    var hasBareKeys = false
    /// The quotes seen around keys and around strings; each is the fallback for the other.
    var keyQuote: UInt8?
    var stringQuote: UInt8?
    /// Whether multi-line containers have a trailing comma.
    var hasTrailingComma = false
    /// Whether arrays without nested containers are on one line.
    var hasOneLineArrays = false
    /// The blanks before and after a colon.
    var colon: (before: [UInt8], after: [UInt8]) = ([], [0x20])
    /// The blanks after a comma on one line; as after a colon, unless seen.
    var commaGap: [UInt8] {
        get { seenCommaGap ?? (colon.after.isEmpty ? [] : [0x20]) }
        set { seenCommaGap = newValue }
    }
    private var seenCommaGap: [UInt8]?
    /// The blanks inside the brackets of a container on one line.
    var objectPadding: [UInt8] = [0x20]
    var arrayPadding: [UInt8] = []
    let isStrict: Bool

    init(isStrict: Bool) {
        self.isStrict = isStrict
    }

    /// A container is not put on one line if the line would be longer than this.
    static let lineLimit = 100
}

// MARK: - Deriving the style

extension WritingStyle {
    /// Adopts what the items of a container show; other properties stay. The last of several variants wins.
    mutating func adopt(_ layout: ContainerLayout, in document: Document) {
        guard let last = layout.items.indices.last else { return }
        for item in layout.items {
            adoptKey(of: item, layout, in: document)
            if document.tree.kind(of: item.value) == .string {
                stringQuote = layout.text[layout.valueRange(of: item).lowerBound]
            }
        }
        if layout.startsLine(last) {
            adoptLines(layout, last)
        } else if layout.isOneLine {
            adoptPadding(layout)
        }
        adoptArrays(layout, in: document)
    }

    private mutating func adoptKey(of item: ContainerLayout.Item, _ layout: ContainerLayout, in document: Document) {
        guard let key = item.key.map({ document.tree[$0] }) else { return }
        if document.isQuoted(key) {
            keyQuote = layout.text[key.range.lowerBound]
            if document.string(of: key).isPlainIdentifier { hasBareKeys = false }
        } else {
            hasBareKeys = true
        }
        let place = layout.text.endOfTrivia(from: key.range.upperBound)
        if let before = layout.text.blanks(in: key.range.upperBound..<place),
            let after = layout.text.blanks(in: place + 1..<layout.valueRange(of: item).lowerBound)
        {
            colon = (before, after)
        }
    }

    private mutating func adoptLines(_ layout: ContainerLayout, _ last: Int) {
        hasTrailingComma = layout.items[last].comma != nil
        let outer = layout.indentation
        let inner = layout.indentation(of: last)
        if inner.starts(with: outer), inner.count > outer.count { indent = Array(inner.dropFirst(outer.count)) }
    }

    private mutating func adoptPadding(_ layout: ContainerLayout) {
        let first = layout.items[0].range.lowerBound
        if let blanks = layout.text.blanks(in: layout.inside.lowerBound..<first) {
            if layout.isObject { objectPadding = blanks } else { arrayPadding = blanks }
        }
        guard layout.items.count > 1, layout.items[0].comma != nil else { return }
        commaGap = layout.text.blanks(in: layout.items[0].end..<layout.items[1].range.lowerBound) ?? commaGap
    }

    private mutating func adoptArrays(_ layout: ContainerLayout, in document: Document) {
        guard !layout.isObject, !layout.items.contains(where: { document.tree.kind(of: $0.value).isContainer }) else {
            return
        }
        hasOneLineArrays = layout.isOneLine
    }
}

extension [UInt8] {
    /// The bytes of the range if they are all blanks.
    fileprivate func blanks(in range: Range<Int>) -> [UInt8]? {
        endOfBlanks(from: range.lowerBound) >= range.upperBound ? Array(self[range]) : nil
    }
}
