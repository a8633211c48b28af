package import Secrets

/// A masked field: its content is counted and recognised, never drawn.
///
/// A paste replaces the content, or continues it if that was truncated; an unusable paste is dropped.
package struct SecretField: Sendable, Equatable {
    /// Maximum size in bytes.
    package static let limit = PasteReader.limit
    /// Up to this many typed characters before a paste may be its start: they were delivered before the paste was
    /// recognised.
    private static let strayCount = TypedRun.heldCount

    private var buffer = SecretBuffer()
    private var pasted: Paste?
    /// The paste in the field lost its end, so something may be missing.
    private var isBroken = false
    /// An API key does not reveal whether it is complete. If its paste lost its end and it is shorter than all known
    /// keys, it may not be.
    package var mayBeCutOff: Bool { isBroken && count < TokenLength.ofWholeToken }
    /// The content before a paste that arrives in parts.
    private var before: Before?

    /// A character that was typed after a whole paste and not added; typed again, it is.
    private var questioned: Character?

    private struct Before: Sendable, Equatable {
        var buffer: SecretBuffer
        var pasted: Paste?
    }

    package init() {}

    /// What is in the field.
    package var secret: Secret { buffer.secret }
    package var isEmpty: Bool { buffer.isEmpty }
    /// Length in bytes; for a usable secret also in characters.
    package var count: Int { buffer.count }
    /// The content recognised as a credential, with what was removed from the paste.
    package var reading: Paste { pasted ?? PasteReader.read(secret) }

    /// Handles a key; `?` is left to the page, because no secret contains it.
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

    /// Sets the content: a chosen candidate, or a key from the environment.
    package mutating func hold(_ secret: Secret) {
        change { $0 = SecretBuffer(secret) }
    }

    /// Draws one asterisk per character, with space left for the cursor; at most `stars`, because their number tells
    /// nothing that the length beside it does not.
    package func draw(on canvas: inout Canvas, in area: Rect, stars: Int = .max) {
        let row = area.splitTop(1).top
        canvas.fill(row, .field)
        let text = String(repeating: "*", count: starCount(in: row, stars))
        canvas.put(text, at: row.origin, style: .field, limit: row.columns)
    }

    /// The cursor position after the asterisks.
    package func cursor(in area: Rect, stars: Int = .max) -> Point? {
        area.isEmpty ? nil : Point(column: area.origin.column + starCount(in: area, stars), row: area.origin.row)
    }

    private func starCount(in area: Rect, _ stars: Int) -> Int { min(count, stars, max(0, area.columns - 1)) }

    private mutating func change(_ body: (inout SecretBuffer) -> Void) {
        (pasted, before, isBroken, questioned) = (nil, nil, false, nil)
        body(&buffer)
    }

    private mutating func type(_ character: Character) -> WidgetAction {
        if Key.folded(character) != character, !character.isASCII { return .refused(.fullWidthLetters) }
        guard count + character.utf8.count <= Self.limit else { return .refused(.full(limit: Self.limit)) }
        if isWholePaste, questioned != character {
            questioned = character
            return .refused(.typedAfterPaste)
        }
        change { $0.append(character) }
        return .handled
    }

    /// A whole key or token was pasted: what is typed behind it is a slip as a rule.
    private var isWholePaste: Bool {
        switch pasted?.outcome {
        case .setupToken(let secret, .whole), .apiKey(let secret): !TokenLength.isOdd(secret)
        default: false
        }
    }

    private mutating func paste(_ secret: Secret) -> WidgetAction {
        let (paste, how) = combined(with: secret)
        questioned = nil
        guard let usable = paste.outcome.secret else {
            if let piece = piece(of: secret, how) {
                buffer = SecretBuffer(piece)
                pasted = nil
            }
            // Otherwise refused, or several candidates: the content stays.
            return .pasted(paste, how)
        }
        buffer = SecretBuffer(usable)
        pasted = paste
        return .pasted(paste, how)
    }

    /// Each part is parsed together with the previous ones, as if all had come at once; an incomplete one may still
    /// become complete.
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

    /// The beginning of a setup-token, kept until its rest comes; nil if the field holds something better.
    private func piece(of pasted: Secret, _ how: PasteReader.Combination) -> Secret? {
        if how == .continued { return PasteReader.piece(in: PasteReader.joining(secret, pasted)) }
        return reading.outcome.secret == nil ? PasteReader.piece(in: pasted) : nil
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
    /// Whether the gateway can use it for Claude.
    fileprivate var isClaudeCredential: Bool {
        switch self {
        case .setupToken, .apiKey: true
        case .unknownKind, .refused, .several: false
        }
    }
}
