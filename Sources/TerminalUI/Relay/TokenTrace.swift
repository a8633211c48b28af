import Secrets

/// One token followed over the lines that it was broken into.
///
/// Where the terminal wrapped a line there is nothing to guess. Where the program broke it itself, what follows is taken for
/// the rest if it could be: hiding a word too much does no harm, showing the end of a token does. Whether it may be *stored*
/// is another question, which `strength` answers.
struct TokenTrace {
    private(set) var bytes: [UInt8] = []
    /// Its pieces, by line.
    private(set) var pieces: [(line: Int, range: Range<Int>)] = []
    private var isJoined = false
    private var isDoubtful = false

    /// What every token begins with.
    static let mark = Array("sk-ant-oat".utf8)
    /// A run of so many token characters is no word, whatever stands behind it.
    private static let longerThanWords = 20
    /// A piece under this length could be a word by chance.
    private static let likelyLength = 8

    /// How sure it is that this is a whole token and nothing else.
    enum Strength: Int, Comparable {
        /// Not as long as whole ones are, or put together from what may be words.
        case doubtful
        /// Put together from lines that the program broke.
        case joined
        /// As long as whole ones are, in one line.
        case certain

        static func < (one: Strength, other: Strength) -> Bool { one.rawValue < other.rawValue }
    }

    var strength: Strength {
        guard bytes.count == TokenLength.ofWholeToken, !isDoubtful else { return .doubtful }
        return isJoined ? .joined : .certain
    }

    /// Follows the token that begins at a place of a line; nil where none does: its mark may be broken as well.
    init?(from start: Int, line first: Int, in lines: [TokenLine]) {
        var (index, position) = (first, start)
        while true {
            let line = lines[index]
            let end = line.runEnd(from: position)
            bytes += line.bytes[position..<end]
            pieces.append((index, position..<end))
            guard line.ends(at: end), bytes.count != TokenLength.ofWholeToken, index + 1 < lines.count,
                let next = continuation(in: lines[index + 1], near: Self.column(line, position..<end))
            else { break }
            isJoined = true
            isDoubtful = isDoubtful || !Self.isLikelyPiece(lines[index + 1].bytes[next])
            (index, position) = (index + 1, next.lowerBound)
        }
        guard bytes.starts(with: Self.mark) else { return nil }
    }

    /// The column at which a piece stands in its last row.
    private static func column(_ line: TokenLine, _ piece: Range<Int>) -> Int {
        let (start, end) = (
            line.place(of: piece.lowerBound), line.place(of: max(piece.lowerBound, piece.upperBound - 1))
        )
        return start.row == end.row ? start.column : 0
    }

    /// What the token goes on with in the next line: at its margin, alone or just as long as is missing.
    private func continuation(in next: TokenLine, near column: Int) -> Range<Int>? {
        let first = next.content.lowerBound
        guard !next.content.isEmpty, next.place(of: first).column <= column + 4,
            TokenLine.isTokenCharacter(next.bytes[first])
        else { return nil }
        let piece = first..<next.runEnd(from: first)
        if bytes.count < Self.mark.count {
            return (bytes + next.bytes[piece]).starts(with: Self.mark) ? piece : nil
        }
        let missing = TokenLength.ofWholeToken - bytes.count
        let isRest = next.ends(at: piece.upperBound) || piece.count == missing || piece.count >= Self.longerThanWords
        return isRest ? piece : nil
    }

    /// Words have letters alone, small ones behind the first; a piece of a token is a mixture.
    private static func isLikelyPiece(_ piece: ArraySlice<UInt8>) -> Bool {
        guard piece.count >= likelyLength else { return false }
        let kinds = [
            piece.contains { (0x30...0x39).contains($0) }, piece.contains { (0x61...0x7A).contains($0) },
            piece.dropFirst().contains { (0x41...0x5A).contains($0) },
        ]
        return kinds.count { $0 } >= 2
    }
}
