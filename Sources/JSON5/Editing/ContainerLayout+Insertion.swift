/// How a new item is separated from its neighbours.
enum Placement {
    case onOwnLine(indentation: [UInt8])
    case onSameLine

    /// The indentation for a container written here; nil keeps it on one line.
    var indentation: [UInt8]? {
        switch self {
        case .onOwnLine(let indentation): indentation
        case .onSameLine: nil
        }
    }

    /// The white space between a comma and the next item.
    func lead(_ style: WritingStyle) -> [UInt8] { indentation.map { style.lineBreak + $0 } ?? style.commaGap }
}

/// New items go after the comments that end the previous line and before those that precede the next item or end the
/// container. So a comment stays with its item, and removing the new item restores the text.
extension ContainerLayout {
    /// The placement of an item at index `place`, following its neighbours.
    func placement(at place: Int, _ style: WritingStyle) -> Placement {
        let neighbour = min(place, items.count - 1)
        if startsLine(neighbour) { return .onOwnLine(indentation: indentation(of: neighbour)) }
        let mustBreak = place == items.count && endsWithComment
        return mustBreak ? .onOwnLine(indentation: indentation + style.indent) : .onSameLine
    }

    /// Whether the last item is followed by a comment, from which a new item on the same line would separate it.
    private var endsWithComment: Bool {
        guard let last = items.last else { return false }
        return text.trivia(from: last.end).contains { $0.kind == .lineComment || ($0.isComment && last.comma != nil) }
    }

    /// The placement of the first item, in a container that shares its line with others or not.
    func firstPlacement(sharesLine: Bool, _ style: WritingStyle) -> Placement {
        if !hasComments {
            return sharesLine ? .onSameLine : .onOwnLine(indentation: indentation + style.indent)
        }
        guard endsLine(firstAnchor), !isOneLine else { return .onSameLine }
        return .onOwnLine(indentation: commentIndentation ?? indentation + style.indent)
    }

    /// Inserts a written item into an empty container.
    func firstInsertion(of item: [UInt8], _ placement: Placement, _ style: WritingStyle) -> Edit {
        let comma = style.hasTrailingComma ? [UInt8(ascii: ",")] : []
        switch placement {
        case .onOwnLine(let indent) where hasComments:
            return Edit(at: firstAnchor, style.lineBreak + indent + item + comma)
        case .onOwnLine(let indent):
            return Edit(range: inside, style.lineBreak + indent + item + comma + style.lineBreak + indentation)
        case .onSameLine where hasComments:
            return Edit(at: firstAnchor, [0x20] + item)
        case .onSameLine:
            let padding = isObject ? style.objectPadding : style.arrayPadding
            return Edit(range: inside, padding + item + padding)
        }
    }

    /// Inserts a written item before another one.
    func insertion(of item: [UInt8], before place: Int, _ placement: Placement, _ style: WritingStyle) -> Edit {
        let comma = [UInt8(ascii: ",")]
        let boundary = boundary(before: place)
        switch placement {
        case .onOwnLine(let indentation):
            let lineEnd = endOfTrailingComments(from: boundary)
            let anchor = place == 0 ? lastBreakOfBlankLines(from: lineEnd) ?? lineEnd : lineEnd
            return Edit(at: anchor, style.lineBreak + indentation + item + comma)
        case .onSameLine where place == 0:
            return Edit(at: text.endOfBlanks(from: boundary), item + comma + style.commaGap)
        case .onSameLine:
            return Edit(at: boundary, style.commaGap + item + comma)
        }
    }

    /// Appends a written item after the last one, with or without a trailing comma as before.
    func append(_ item: [UInt8], behind last: Item, _ placement: Placement, _ style: WritingStyle) -> Edit {
        let comma = [UInt8(ascii: ",")]
        let end = endOfTrailingComments(from: last.end)
        let lead = placement.lead(style)
        if last.comma != nil { return Edit(at: end, lead + item + comma) }
        let comments = Array(text[last.end..<end])
        return Edit(
            range: last.end..<end,
            placement.indentation == nil ? comments + comma + lead + item : comma + comments + lead + item
        )
    }

    /// The position after the comments on the line of the opening bracket.
    private var firstAnchor: Int {
        endOfTrailingComments(from: inside.lowerBound)
    }

    private var hasComments: Bool {
        text.trivia(from: inside.lowerBound).contains { $0.isComment }
    }

    /// The indentation of the first comment that has its own line.
    private var commentIndentation: [UInt8]? {
        let comment = text.trivia(from: firstAnchor).first { $0.isComment }
        return comment.map { text.indentation(at: $0.range.lowerBound, lines) }
    }
}
