/// The positions of the items of one object or array, with their commas and comments.
struct ContainerLayout {
    /// A member with its key, or an element.
    struct Item {
        let key: SyntaxTree.Index?
        let value: SyntaxTree.Index
        let range: Range<Int>
        /// The position of the comma after the item.
        let comma: Int?

        /// The end of the item including its comma.
        var end: Int { comma.map { $0 + 1 } ?? range.upperBound }
    }

    let text: [UInt8]
    let isObject: Bool
    /// The bytes between the brackets.
    let inside: Range<Int>
    let items: [Item]
    /// The line ends of the whole text.
    let lines: LineIndex
    private let tree: SyntaxTree

    init(of container: SyntaxTree.Index, in document: Document, _ lines: LineIndex) {
        let (text, tree) = (document.storage.array, document.tree)
        let range = tree[container].range
        self.text = text
        self.tree = tree
        self.lines = lines
        isObject = tree.kind(of: container) == .object
        inside = range.lowerBound + 1..<range.upperBound - 1
        items = tree.children(of: container).map { child in
            let value = tree.kind(of: child) == .key ? child + 1 : child
            let comma = text.endOfTrivia(from: tree[value].range.upperBound)
            return Item(
                key: value == child ? nil : child,
                value: value,
                range: tree[child].range.lowerBound..<tree[value].range.upperBound,
                comma: text.byte(at: comma) == UInt8(ascii: ",") ? comma : nil
            )
        }
    }

    func keyRange(_ key: SyntaxTree.Index) -> Range<Int> { tree[key].range }

    func valueRange(of item: Item) -> Range<Int> {
        tree[item.value].range
    }
}

// MARK: - Lines

extension ContainerLayout {
    /// Whether there is no line break between the brackets.
    var isOneLine: Bool {
        !lines.hasBreak(in: inside)
    }

    /// The indentation of the line with the opening bracket.
    var indentation: [UInt8] {
        text.indentation(at: inside.lowerBound, lines)
    }

    /// The indentation of the line on which an item starts.
    func indentation(of place: Int) -> [UInt8] {
        text.indentation(at: items[place].range.lowerBound, lines)
    }

    /// The start of the white space before an item: after the previous comma or bracket.
    func boundary(before place: Int) -> Int {
        place == 0 ? inside.lowerBound : items[place - 1].end
    }

    /// Whether an item is preceded by a line break; one inside a comment does not count.
    func startsLine(_ place: Int) -> Bool {
        text.trivia(from: boundary(before: place)).contains { $0.kind == .lineBreak }
    }

    /// Whether only blanks follow up to the end of the line or of the container.
    func endsLine(_ offset: Int) -> Bool {
        let next = text.endOfBlanks(from: offset)
        return next == inside.upperBound || text.lineBreakLength(at: next) != nil
    }

    /// The end of the comments that follow on the same line, if nothing else follows on it.
    ///
    /// Comments before another item on the line belong to that item.
    func endOfTrailingComments(from offset: Int) -> Int {
        var end = offset
        for piece in text.trivia(from: offset) {
            switch piece.kind {
            case .blank: continue
            case .lineBreak: return end
            case .lineComment: return piece.range.upperBound
            case .blockComment: end = piece.range.upperBound
            }
        }
        return text.endOfBlanks(from: end) == inside.upperBound ? end : offset
    }

    /// The last line break of the blank lines after a line's end; nil if there are none.
    func lastBreakOfBlankLines(from offset: Int) -> Int? {
        let breaks = text.trivia(from: offset).prefix { !$0.isComment }.filter { $0.kind == .lineBreak }
        return breaks.count > 1 ? breaks.last?.range.lowerBound : nil
    }
}

extension [UInt8] {
    /// The leading blanks of the line at an offset.
    func indentation(at offset: Int, _ lines: LineIndex) -> [UInt8] {
        let start = lines.lineStart(of: offset)
        return Array(self[start..<Swift.max(start, Swift.min(endOfBlanks(from: start), offset))])
    }
}
