/// How a new item is set off from its neighbours.
enum Placement {
    case onOwnLine(indentation: [UInt8])
    case onSameLine

    /// What a container written at this place is indented by; nil keeps it on the line.
    var indentation: [UInt8]? {
        switch self {
        case .onOwnLine(let indentation): indentation
        case .onSameLine: nil
        }
    }

    /// What stands between a comma and the item behind it.
    func lead(_ style: WritingStyle) -> [UInt8] { indentation.map { style.lineBreak + $0 } ?? style.commaGap }
}

/// New items go behind the comments that end the line before, and before those that lead the next item or stand at
/// the end of the container: a comment keeps its item, and taking the new item out again restores the text.
extension ContainerLayout {
    /// Where an item at `place` goes if it does as its neighbours do.
    func placement(at place: Int, _ style: WritingStyle) -> Placement {
        let neighbour = min(place, items.count - 1)
        if startsLine(neighbour) { return .onOwnLine(indentation: indentation(of: neighbour)) }
        let mustBreak = place == items.count && endsWithComment
        return mustBreak ? .onOwnLine(indentation: indentation + style.indent) : .onSameLine
    }

    /// Whether behind the last item a comment stands that a new item on the same line would take away from it.
    private var endsWithComment: Bool {
        guard let last = items.last else { return false }
        return text.trivia(from: last.end).contains { $0.kind == .lineComment || ($0.isComment && last.comma != nil) }
    }

    /// Where the first item goes, in a container that shares its line with others or not.
    func firstPlacement(sharesLine: Bool, _ style: WritingStyle) -> Placement {
        if !hasComments {
            return sharesLine ? .onSameLine : .onOwnLine(indentation: indentation + style.indent)
        }
        guard endsLine(firstAnchor), !isOneLine else { return .onSameLine }
        return .onOwnLine(indentation: commentIndentation ?? indentation + style.indent)
    }

    /// Puts a written item into a container without items.
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

    /// Puts a written item before another one.
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

    /// Puts a written item behind the last one, whose comma or lack of one it takes over.
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

    /// Behind the comments on the line of the opening bracket.
    private var firstAnchor: Int {
        endOfTrailingComments(from: inside.lowerBound)
    }

    private var hasComments: Bool {
        text.trivia(from: inside.lowerBound).contains { $0.isComment }
    }

    /// The indentation of the first comment on a line of its own.
    private var commentIndentation: [UInt8]? {
        let comment = text.trivia(from: firstAnchor).first { $0.isComment }
        return comment.map { text.indentation(at: $0.range.lowerBound, lines) }
    }
}
