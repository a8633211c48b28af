import Secrets

/// A single-line text field.
package struct TextField: Sendable, Equatable {
    /// Maximum size in bytes.
    package static let limit = 4096

    private var characters: [Character]
    /// The insertion point, as the number of characters before it.
    private(set) package var position: Int

    package init(_ text: String = "") {
        characters = Array(TextWidth.drawable(text))
        position = characters.count
    }

    package var text: String { String(characters) }
    package var isEmpty: Bool { characters.isEmpty }

    /// Handles a key; if the field is empty, `?` is left to the page.
    package mutating func handle(_ key: Key) -> WidgetAction {
        switch key {
        case .enter: return .accepted
        case .character("?") where isEmpty, .character("？") where isEmpty: return .ignored
        case .character(let character): return insert(String(character))
        case .paste, .brokenPaste: return key.shownPaste.map { insert($0) } ?? .refused(.secretPasted)
        case .backspace: remove(from: position - 1, to: position)
        case .delete: remove(from: position, to: position + 1)
        case .left: position = max(0, position - 1)
        case .right: position = min(characters.count, position + 1)
        case .home: position = 0
        case .end: position = characters.count
        case .control("u"): remove(from: 0, to: characters.count)
        case .control("w"): remove(from: startOfWord, to: position)
        default: return .ignored
        }
        return .handled
    }

    /// Draws the field in the area's first row; the part around the cursor stays visible.
    package func draw(on canvas: inout Canvas, in area: Rect) {
        let row = area.splitTop(1).top
        canvas.fill(row, .field)
        let visible = String(characters[firstVisible(columns: row.columns)...])
        canvas.put(visible, at: row.origin, style: .field, limit: row.columns)
    }

    /// The cursor position.
    package func cursor(in area: Rect) -> Point? {
        guard !area.isEmpty else { return nil }
        let before = String(characters[firstVisible(columns: area.columns)..<position])
        return Point(column: area.origin.column + TextWidth.columns(of: before), row: area.origin.row)
    }

    /// The first character to draw, so that the cursor has a cell after the text before it.
    private func firstVisible(columns: Int) -> Int {
        var first = position
        var width = 0
        while first > 0 {
            width += TextWidth.columns(of: characters[first - 1])
            if width >= columns { break }
            first -= 1
        }
        return first
    }

    private mutating func insert(_ text: String) -> WidgetAction {
        let before = String(characters[..<position])
        let after = String(characters[position...])
        let room = Self.limit - before.utf8.count - after.utf8.count
        var inserted = TextWidth.drawable(text)
        let isTooLong = inserted.utf8.count > room
        while inserted.utf8.count > room { inserted.removeLast() }
        // A combining mark joins the character before it, so the texts are joined before they are split again.
        let head = Array(before + inserted)
        characters = Array(String(head) + after)
        position = min(head.count, characters.count)
        return isTooLong ? .refused(.full(limit: Self.limit)) : .handled
    }

    private mutating func remove(from start: Int, to end: Int) {
        let range = max(0, start)..<max(0, start, min(end, characters.count))
        characters.removeSubrange(range)
        position = min(range.lowerBound, characters.count)
    }

    private var startOfWord: Int {
        var start = position
        while start > 0, characters[start - 1] == " " { start -= 1 }
        while start > 0, characters[start - 1] != " " { start -= 1 }
        return start
    }
}
