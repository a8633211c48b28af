import Secrets

/// Follows one token across the lines it was split into.
///
/// If the terminal wrapped a line, the continuation is certain. If the program broke it, the next line counts as the
/// rest if it could be: masking too much is harmless, showing the end of a token is not. Whether it may be *stored* is
/// a separate question, which `strength` answers.
struct TokenTrace {
    private(set) var bytes: [UInt8] = []
    /// Its pieces, by line.
    private(set) var pieces: [(line: Int, range: Range<Int>)] = []
    private var isJoined = false
    private var isDoubtful = false

    /// The prefix of every token.
    static let mark = Array(SecretPrefixes.setupToken.utf8)
    /// A run of at least this many token characters is not a word, whatever follows it.
    private static let longerThanWords = 20
    /// A shorter piece could be a word by chance.
    private static let likelyLength = 8

    /// How certain it is that this is one complete token.
    enum Strength: Int, Comparable {
        /// Not the length of complete tokens, or joined from pieces that may be words.
        case doubtful
        /// Joined from lines that the program broke.
        case joined
        /// The length of complete tokens, in one line.
        case certain

        static func < (one: Strength, other: Strength) -> Bool { one.rawValue < other.rawValue }
    }

    var strength: Strength {
        guard bytes.count == TokenLength.ofWholeToken, !isDoubtful else { return .doubtful }
        return isJoined ? .joined : .certain
    }

    /// Follows the token at a position of a line; nil if there is none, because its prefix may be split as well.
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

    /// The column of a piece in its last row.
    private static func column(_ line: TokenLine, _ piece: Range<Int>) -> Int {
        let (start, end) = (
            line.place(of: piece.lowerBound), line.place(of: max(piece.lowerBound, piece.upperBound - 1))
        )
        return start.row == end.row ? start.column : 0
    }

    /// The continuation of the token in the next line: at its margin, and alone on the line or exactly as long as is
    /// missing.
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

    /// Words consist of letters, lower case after the first; a piece of a token mixes character classes.
    private static func isLikelyPiece(_ piece: ArraySlice<UInt8>) -> Bool {
        guard piece.count >= likelyLength else { return false }
        let kinds = [
            piece.contains { (0x30...0x39).contains($0) }, piece.contains { (0x61...0x7A).contains($0) },
            piece.dropFirst().contains { (0x41...0x5A).contains($0) },
        ]
        return kinds.count { $0 } >= 2
    }
}
