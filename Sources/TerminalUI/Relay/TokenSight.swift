package import Secrets

/// Finds setup-tokens on a child program's screen: joins wrapped ones, and returns the cells to mask.
///
/// A token may be wrapped, indented, framed, surrounded by text, and redrawn repeatedly. Once seen, it stays masked
/// wherever a piece of it appears.
package struct TokenSight: Sendable {
    /// The conclusion from everything seen so far.
    package enum Finding: Sendable, Equatable {
        case nothing
        /// Exactly one token, with the length of complete ones.
        case whole(Secret)
        /// A token of another length, or joined from lines that may not belong together: not stored without asking.
        case doubtful(Secret)
        /// Different tokens, each with the length of complete ones.
        case several(count: Int)
    }

    private struct Candidate {
        var secret: Secret
        var strength: TokenTrace.Strength
    }

    private var candidates: [Candidate] = []
    /// All substrings of length `pieceLength` of seen tokens, each packed into one integer.
    private var pieces: Set<UInt64> = []

    /// The minimum length of a token piece to be masked: the bytes of one UInt64.
    private static let pieceLength = 8
    /// Maximum number of candidates, because partly drawn ones come and go.
    private static let mostCandidates = 16

    package init() {}

    package var finding: Finding {
        let strongest = candidates.map(\.strength).max() ?? .doubtful
        let whole = candidates.filter { $0.strength == strongest }.map(\.secret)
        if strongest == .doubtful {
            return whole.max { $0.count < $1.count }.map { .doubtful($0) } ?? .nothing
        }
        guard whole.count == 1 else { return .several(count: whole.count) }
        // It was also seen as the prefix of something longer.
        let isBeginning = candidates.contains { $0.secret.count > whole[0].count && whole[0].isPrefix(of: $0.secret) }
        return isBeginning ? .doubtful(whole[0]) : .whole(whole[0])
    }

    /// Scans the current screen and the rows that scrolled off; returns by row the cells that hold part of a token.
    package mutating func look(at screen: ScreenModel) -> [Int: Set<Int>] {
        let lines = TokenLine.lines(of: screen.gone + screen.rows)
        var hidden: [Int: Set<Int>] = [:]
        for index in lines.indices {
            var behind = 0
            for start in starts(in: lines, index) where start >= behind {
                guard let trace = TokenTrace(from: start, line: index, in: lines) else { continue }
                behind = trace.pieces.first?.range.upperBound ?? behind
                for piece in trace.pieces { hide(piece.range, of: lines[piece.line], &hidden) }
                note(trace)
            }
        }
        hidePieces(in: lines, &hidden)
        for run in Self.secretRuns(in: lines, columns: screen.size.columns) {
            hide(run.range, of: lines[run.line], &hidden)
        }
        guard !screen.gone.isEmpty else { return hidden }
        let shifted = hidden.map { ($0.key - screen.gone.count, $0.value) }.filter { $0.0 >= 0 }
        return Dictionary(uniqueKeysWithValues: shifted)
    }

    /// Where a token starts in a line: at its prefix, or at the end of the line with the first part of the prefix.
    private func starts(in lines: [TokenLine], _ index: Int) -> [Int] {
        let line = lines[index]
        let mark = TokenTrace.mark
        let end = line.content.upperBound
        let broken = (1..<mark.count).filter { count in
            count <= line.content.count && line.bytes[(end - count)..<end].elementsEqual(mark[..<count])
        }
        return line.places(of: mark) + broken.reversed().map { end - $0 }
    }

    private func hide(_ range: Range<Int>, of line: TokenLine, _ hidden: inout [Int: Set<Int>]) {
        for index in range {
            let (row, column) = line.place(of: index)
            hidden[row, default: []].insert(column)
        }
    }

    // MARK: - Candidates

    private mutating func note(_ trace: TokenTrace) {
        let secret = Secret(utf8: trace.bytes)
        if let index = candidates.firstIndex(where: { $0.secret == secret }) {
            candidates[index].strength = max(candidates[index].strength, trace.strength)
            return
        }
        if trace.strength == .doubtful {
            guard !candidates.contains(where: { secret.isPrefix(of: $0.secret) }) else { return }
            candidates.removeAll { $0.strength == .doubtful && $0.secret.isPrefix(of: secret) }
        }
        candidates.append(Candidate(secret: secret, strength: trace.strength))
        if candidates.count > Self.mostCandidates, let weakest = candidates.indices.min(by: isWeaker) {
            candidates.remove(at: weakest)
        }
        remember(trace.bytes)
    }

    private func isWeaker(_ one: Int, _ other: Int) -> Bool {
        let (one, other) = (candidates[one], candidates[other])
        return (one.strength, one.secret.count) < (other.strength, other.secret.count)
    }

    /// The token's prefix is not secret and may occur in any sentence.
    private mutating func remember(_ bytes: [UInt8]) {
        Self.forEachPiece(in: bytes.dropFirst(TokenTrace.mark.count)) { piece, _ in pieces.insert(piece) }
    }

    /// Masks runs that are part of a known token, because a repaint may start in its middle.
    private func hidePieces(in lines: [TokenLine], _ hidden: inout [Int: Set<Int>]) {
        guard !pieces.isEmpty else { return }
        for line in lines {
            Self.forEachPiece(in: line.bytes[...]) { piece, end in
                if pieces.contains(piece) { hide((end - Self.pieceLength)..<end, of: line, &hidden) }
            }
        }
    }

    /// Every run of `pieceLength` token characters, with the position after it.
    private static func forEachPiece(in bytes: ArraySlice<UInt8>, _ body: (UInt64, Int) -> Void) {
        var (piece, count): (UInt64, Int) = (0, 0)
        for (index, byte) in zip(bytes.indices, bytes) {
            guard TokenLine.isTokenCharacter(byte) else {
                count = 0
                continue
            }
            (piece, count) = (piece << 8 | UInt64(byte), count + 1)
            if count >= pieceLength { body(piece, index + 1) }
        }
    }
}
