/// Removing an item also removes its comments: those on the lines directly above it and those that end its line.
extension ContainerLayout {
    /// Removes an item without leaving an extra comma.
    func removal(of place: Int) -> Edit { withoutBlanks(cut(place)) }

    /// The removal, of everything inside if it leaves only white space there.
    private func withoutBlanks(_ removal: Edit) -> Edit {
        let isEmptied =
            items.count == 1 && removal.replacement.isEmpty
            && text.isWhitespace(inside.lowerBound..<removal.range.lowerBound)
            && text.isWhitespace(removal.range.upperBound..<inside.upperBound)
        return isEmptied ? Edit(range: inside, []) : removal
    }

    /// Removes an item and its comma, but none of the comments around or in it; a line that is empty then goes too.
    func removalAlone(of place: Int) -> Edit {
        let item = items[place]
        var kept = comments(in: item)
        var (start, end) = (item.range.lowerBound, text.endOfBlanks(from: item.end))
        if kept.isEmpty, startOnLine(of: place) == start, startsLine(place), endsLine(item.end) {
            start = lastBreak(before: place) ?? start
        } else if kept.isEmpty, end == inside.upperBound {
            end = item.end
        }
        if !kept.isEmpty { kept.append(0x20) }
        if place > 0, item.comma == nil, let comma = items[place - 1].comma {
            // The new last item must not have a comma, because this one had none.
            kept = Array(text[comma + 1..<start]) + kept
            if kept.allSatisfy({ $0 == 0x20 }), text[end] == 0x20 { kept = [] }
            start = comma
        }
        return withoutBlanks(Edit(range: start..<end, kept))
    }

    /// The text between the parts of an item that has comments in it: before and after the colon, and before the comma.
    private func comments(in item: Item) -> [UInt8] {
        let value = valueRange(of: item)
        var gaps: [Range<Int>] = []
        if let key = item.key {
            let keyEnd = keyRange(key).upperBound
            let colon = text.endOfTrivia(from: keyEnd)
            gaps += [keyEnd..<colon, min(colon + 1, value.lowerBound)..<value.lowerBound]
        }
        if let comma = item.comma { gaps.append(value.upperBound..<comma) }
        let commented = gaps.filter { gap in
            text.trivia(from: gap.lowerBound).prefix { $0.range.upperBound <= gap.upperBound }.contains(
                where: \.isComment
            )
        }
        return commented.flatMap { gap -> [UInt8] in
            let start = text.endOfBlanks(from: gap.lowerBound)
            let blanks = text[start..<gap.upperBound].reversed().prefix { $0 == 0x20 }.count
            return Array(text[start..<gap.upperBound - blanks])
        }
    }

    /// The line break that begins an item's line; nil if there is none before it.
    private func lastBreak(before place: Int) -> Int? {
        let start = items[place].range.lowerBound
        return text.trivia(from: boundary(before: place)).filter {
            $0.kind == .lineBreak && $0.range.upperBound <= start
        }
        .last?.range.lowerBound
    }

    private func cut(_ place: Int) -> Edit {
        let item = items[place]
        let end = endOfTrailingComments(from: item.end)
        switch (startsLine(place), endsLine(end)) {
        case (true, true):
            return lineCut(place, end: end)
        case (false, _) where place > 0:
            // After another item on the same line: removed with its own comma, or if it is last with the comma before
            // it.
            let start = item.comma == nil ? items[place - 1].end - 1 : items[place - 1].end
            return Edit(range: start..<end, [])
        case (_, true):
            // Comments before the only item stay, because they may describe the container.
            let start = items.count == 1 ? item.range.lowerBound : startOnLine(of: place)
            return Edit(range: startOfBlanks(before: start)..<end, [])
        case (_, false):
            return Edit(range: startOnLine(of: place)..<text.endOfBlanks(from: end), [])
        }
    }

    /// Removes an item that has its own lines; of blank lines on both sides, those on one side stay.
    private func lineCut(_ place: Int, end: Int) -> Edit {
        let lines = lines(of: place, end: end)
        let closesOnLine = text.endOfBlanks(from: end) == inside.upperBound
        let start = closesOnLine && lines.followLineComment ? lines.contentStart : lines.start
        if place > 0, items[place].comma == nil, let comma = items[place - 1].comma {
            // The last item had no trailing comma, so the new last one must not have one either.
            return Edit(range: comma..<end, Array(text[comma + 1..<start]))
        }
        let blankLines = place == 0 && items.count > 1 ? lastBreakOfBlankLines(from: end) : nil
        return Edit(range: start..<(blankLines ?? end), [])
    }
}

// MARK: - Start of an item

extension ContainerLayout {
    /// The start of an item and the comments before it on its line.
    private func startOnLine(of place: Int) -> Int {
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

    private struct Lines {
        /// The line break before the first line.
        let start: Int
        /// The position after that line break and the indentation.
        let contentStart: Int
        /// Whether the text before `start` ends in a `//` comment.
        let followLineComment: Bool
    }

    /// The lines of an item: its own, and those of comments directly above it up to a blank line.
    ///
    /// Blank lines above are included if other items or the closing bracket follow.
    private func lines(of place: Int, end: Int) -> Lines {
        let takesBlankLines = place == items.count - 1 || lastBreakOfBlankLines(from: end) != nil
        var lines: Lines?
        var breaks: [Lines] = []
        var lastComment: Trivia.Kind?
        for piece in text.trivia(from: boundary(before: place)) where piece.kind != .blank {
            guard piece.kind == .lineBreak else {
                lastComment = piece.kind
                breaks = []
                continue
            }
            let contentStart = text.endOfBlanks(from: piece.range.upperBound)
            breaks.append(
                Lines(
                    start: piece.range.lowerBound,
                    contentStart: contentStart,
                    followLineComment: lastComment == .lineComment
                )
            )
            if lines == nil || breaks.count > 1 { lines = takesBlankLines ? breaks.first : breaks.last }
        }
        let start = items[place].range.lowerBound
        return lines ?? Lines(start: start, contentStart: start, followLineComment: false)
    }
}

extension [UInt8] {
    fileprivate func isWhitespace(_ range: Range<Int>) -> Bool {
        var offset = range.lowerBound
        while offset < range.upperBound, let length = whitespaceLength(at: offset) { offset += length }
        return offset >= range.upperBound
    }
}
