extension Document {
    /// The edit that takes an item out, with the comments that belong to it and without leaving a comma too many.
    func removal(of place: Int, in layout: ContainerLayout) -> Edit {
        let edit = layout.removal(of: place)
        guard layout.items.count == 1 else { return edit }
        let isEmptied =
            layout.text.isWhitespace(layout.inside.lowerBound..<edit.range.lowerBound)
            && layout.text.isWhitespace(edit.range.upperBound..<layout.inside.upperBound)
        return isEmptied ? Edit(range: layout.inside, replacement: []) : edit
    }
}

extension ContainerLayout {
    fileprivate func removal(of place: Int) -> Edit {
        let item = items[place]
        let end = endOfTrailingComments(from: item.end)
        switch (startsLine(place), endsLine(end)) {
        case (true, true):
            return lineRemoval(of: place, end: end)
        case (false, let endsLine) where place > 0:
            // Behind another item on the line: with its own comma, or as the last one with the comma before it.
            let start = item.comma == nil ? items[place - 1].end - 1 : items[place - 1].end
            return Edit(range: start..<(endsLine ? end : item.end), replacement: [])
        case (false, true):
            return Edit(range: startOfBlanks(before: lineStart(of: place))..<end, replacement: [])
        case (_, false):
            return Edit(range: lineStart(of: place)..<text.endOfBlanks(from: item.end), replacement: [])
        default:
            return Edit(range: item.range, replacement: [])
        }
    }

    /// Removes an item that has its lines for itself, with the comment lines directly above it.
    private func lineRemoval(of place: Int, end: Int) -> Edit {
        let group = group(of: place)
        let closesOnLine = text.endOfBlanks(from: end) == inside.upperBound
        let start = closesOnLine && group.followsLineComment ? group.contentStart : group.start
        guard place > 0, items[place].comma == nil, let comma = items[place - 1].comma else {
            return Edit(range: start..<end, replacement: [])
        }
        return Edit(range: comma..<end, replacement: Array(text[comma + 1..<start]))
    }

    /// Where an item and its leading comments begin, comments on the same line only.
    private func lineStart(of place: Int) -> Int {
        var start: Int?
        for piece in text.trivia(from: boundary(before: place)) {
            switch piece.kind {
            case .blank: continue
            case .lineBreak, .lineComment: start = nil
            case .blockComment: start = start ?? piece.range.lowerBound
            }
        }
        return start ?? items[place].range.lowerBound
    }

    private func startOfBlanks(before offset: Int) -> Int {
        var start = offset
        while start > inside.lowerBound, text[start - 1] == 0x20 || text[start - 1] == 0x09 { start -= 1 }
        return start
    }

    private struct Group {
        /// The line break before the first line.
        let start: Int
        /// Behind that line break and the indentation.
        let contentStart: Int
        /// Whether the text before `start` ends in a `//` comment.
        let followsLineComment: Bool
    }

    /// The lines of an item: its own and those of comments right above it, up to a blank line.
    ///
    /// The last item takes blank lines above it along: none may stay before the closing bracket.
    private func group(of place: Int) -> Group {
        let isLast = place == items.count - 1
        var group: Group?
        var breaks: [Group] = []
        var lastComment: Trivia.Kind?
        for piece in text.trivia(from: boundary(before: place)) {
            switch piece.kind {
            case .blank: continue
            case .lineComment, .blockComment:
                lastComment = piece.kind
                breaks = []
            case .lineBreak:
                breaks.append(
                    Group(
                        start: piece.range.lowerBound,
                        contentStart: text.endOfBlanks(from: piece.range.upperBound),
                        followsLineComment: lastComment == .lineComment
                    )
                )
                if group == nil || breaks.count > 1 { group = isLast ? breaks.first : breaks.last }
            }
        }
        let start = items[place].range.lowerBound
        return group ?? Group(start: start, contentStart: start, followsLineComment: false)
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func isWhitespace(_ range: Range<Int>) -> Bool {
        var offset = range.lowerBound
        while offset < range.upperBound, let length = whitespaceLength(at: offset) { offset += length }
        return offset >= range.upperBound
    }
}
