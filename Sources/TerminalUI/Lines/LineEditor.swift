/// One line being typed on an append-only terminal; each key returns the text to write.
///
/// A paste is one answer, even if it has several lines; one that looks like a secret is neither shown nor kept.
package struct LineEditor: Sendable, Equatable {
    /// The effect of a key on the line.
    package enum Outcome: Sendable, Equatable {
        /// Write this text.
        case echo(TerminalText)
        /// The line is complete.
        case line(String)
        /// A key or token was pasted where it would be visible.
        case secretPasted
        /// The line is full; nothing was added.
        case full(limit: Int)
        /// Not used.
        case ignored
    }

    /// Maximum length of a line in bytes.
    package static let limit = 4096

    private var characters: [Character] = []

    package init() {}

    package var isEmpty: Bool { characters.isEmpty }
    package var text: String { String(characters) }

    package mutating func handle(_ key: Key) -> Outcome {
        switch key {
        case .enter:
            defer { characters = [] }
            return .line(text)
        case .character(let character): return add(String(character))
        case .tab: return add(" ")
        case .paste, .brokenPaste:
            guard let shown = key.shownPaste else { return .secretPasted }
            return add(shown)
        case .backspace, .delete: return erase(isEmpty ? 0 : 1)
        case .control("u"): return erase(characters.count)
        case .control("w"): return erase(characters.count - startOfWord)
        default: return .ignored
        }
    }

    private mutating func add(_ added: String) -> Outcome {
        let drawable = TextWidth.drawable(added)
        guard text.utf8.count + drawable.utf8.count <= Self.limit else { return .full(limit: Self.limit) }
        // Joined before splitting, because a combining mark belongs to the character before it.
        characters = Array(text + drawable)
        return .echo("\(drawable)")
    }

    /// A backspace moves one cell, so a wide character takes two.
    private mutating func erase(_ count: Int) -> Outcome {
        let erased = String(characters.suffix(count))
        characters.removeLast(count)
        return .echo(.erasing(cells: TextWidth.columns(of: erased)))
    }

    private var startOfWord: Int {
        var start = characters.count
        while start > 0, characters[start - 1] == " " { start -= 1 }
        while start > 0, characters[start - 1] != " " { start -= 1 }
        return start
    }
}
