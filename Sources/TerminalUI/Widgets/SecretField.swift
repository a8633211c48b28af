package import Secrets

/// A masked field: what is in it is counted and judged, never drawn.
///
/// A paste replaces what is there, or continues it if that was cut off; what cannot be used is not kept.
package struct SecretField: Sendable, Equatable {
    /// The most bytes a field holds.
    package static let limit = PasteReader.limit
    /// So many typed characters before a paste may be its beginning: the terminal delivered them before it knew.
    private static let strayCount = TypedRun.heldCount

    private var buffer = SecretBuffer()
    private var pasted: Paste?
    /// The end of the paste that is in it never came: something may be missing.
    private var isBroken = false
    /// Nothing in a key tells whether it is whole; when its paste broke off and it is shorter than all that are known, it
    /// may not be.
    package var mayBeCutOff: Bool { isBroken && count < TokenLength.ofWholeToken }
    /// What was in it before a paste that comes in pieces.
    private var before: Before?

    private struct Before: Sendable, Equatable {
        var buffer: SecretBuffer
        var pasted: Paste?
    }

    package init() {}

    /// What is in the field.
    package var secret: Secret { buffer.secret }
    package var isEmpty: Bool { buffer.isEmpty }
    /// Length in bytes; of a usable secret also in characters.
    package var count: Int { buffer.count }
    /// What is in the field, read as a credential, with what was removed from the paste.
    package var reading: Paste { pasted ?? PasteReader.read(secret) }

    /// What a key does; `?` is left to the page, no secret has one.
    package mutating func handle(_ key: Key) -> WidgetAction {
        switch key {
        case .enter: return .accepted
        case .character("?"), .character("？"): return .ignored
        case .character(let character): return type(character)
        case .paste(let secret):
            isBroken = false
            return paste(secret)
        case .brokenPaste(let piece): return paste(piece)
        case .backspace: change { $0.removeLast() }
        case .control("u"), .control("w"): change { $0.removeAll() }
        default: return .ignored
        }
        return .handled
    }

    /// Holds this secret from now on: one of several candidates was chosen, or a key of the environment.
    package mutating func hold(_ secret: Secret) {
        change { $0 = SecretBuffer(secret) }
    }

    /// Draws as many stars as the secret has characters, at most so many as leave room for the cursor.
    package func draw(on canvas: inout Canvas, in area: Rect) {
        let row = area.splitTop(1).top
        canvas.fill(row, .field)
        canvas.put(String(repeating: "*", count: starCount(in: row)), at: row.origin, style: .field, limit: row.columns)
    }

    /// Where the real cursor belongs: behind the stars.
    package func cursor(in area: Rect) -> Point? {
        area.isEmpty ? nil : Point(column: area.origin.column + starCount(in: area), row: area.origin.row)
    }

    private func starCount(in area: Rect) -> Int { min(count, max(0, area.columns - 1)) }

    private mutating func change(_ body: (inout SecretBuffer) -> Void) {
        (pasted, before, isBroken) = (nil, nil, false)
        body(&buffer)
    }

    private mutating func type(_ character: Character) -> WidgetAction {
        if Key.folded(character) != character, !character.isASCII { return .refused(.fullWidthLetters) }
        guard count + character.utf8.count <= Self.limit else { return .refused(.full(limit: Self.limit)) }
        change { $0.append(character) }
        return .handled
    }

    private mutating func paste(_ secret: Secret) -> WidgetAction {
        let (paste, how) = combined(with: secret)
        // Refused, or several to choose from: what was there stays.
        guard let usable = paste.outcome.secret else { return .pasted(paste, how) }
        buffer = SecretBuffer(usable)
        pasted = paste
        return .pasted(paste, how)
    }

    /// Each piece is read together with those before it, as if all had come at once; what cannot be used yet may still
    /// become whole.
    private mutating func paste(_ piece: BrokenPaste) -> WidgetAction {
        if piece.isFirst { before = Before(buffer: buffer, pasted: pasted) }
        var action = WidgetAction.handled
        if let before {
            (buffer, pasted) = (before.buffer, before.pasted)
            action = paste(piece.whole)
        } else if piece.part.shownPiece.contains(where: { !$0.isWhitespace }) {
            action = paste(piece.part)
        }
        isBroken = piece.progress == .lost
        guard piece.progress == .paused else {
            before = nil
            return action
        }
        guard case .pasted(let paste, _) = action, !paste.outcome.isClaudeCredential else { return action }
        if let before { (buffer, pasted) = (before.buffer, before.pasted) }
        return .handled
    }

    private func combined(with pasted: Secret) -> (paste: Paste, how: PasteReader.Combination) {
        let result = PasteReader.combine(existing: isEmpty ? nil : secret, pasted: pasted)
        guard !isEmpty, count <= Self.strayCount else { return result }
        var joined = buffer
        joined.append(pasted)
        let paste = PasteReader.read(joined.secret)
        guard paste.outcome.isClaudeCredential, !result.paste.outcome.isClaudeCredential else { return result }
        return (paste, .continued)
    }
}

extension PastedSecret {
    /// Whether it is one that the gateway can use for Claude.
    fileprivate var isClaudeCredential: Bool {
        switch self {
        case .setupToken, .apiKey: true
        case .unknownKind, .refused, .several: false
        }
    }
}
