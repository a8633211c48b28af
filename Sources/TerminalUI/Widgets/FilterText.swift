import Secrets

/// The text that filters a list.
enum FilterText {
    /// The text after a key; Space counts only after a first character. Nil for a key that does not edit the filter.
    static func edited(_ text: String, by key: Key) -> String? {
        switch key {
        case .character(let character):
            let typed = Key.folded(character)
            return typed == " " && text.isEmpty ? text : text + String(typed)
        // A secret is not used as a filter; the page reports it.
        case .paste, .brokenPaste: return key.shownPaste.map { text + $0.prefix(100) }
        case .backspace: return String(text.dropLast())
        case .control("u"): return ""
        case .control("w"): return droppingLastWord(text)
        default: return nil
        }
    }

    /// The rows in which every typed word occurs, case-insensitive.
    static func matches(_ text: String, among count: Int, searched: (Int) -> String) -> [Int] {
        let words = text.lowercased().split(separator: " ")
        return (0..<count).filter { index in
            let row = searched(index).lowercased()
            return words.allSatisfy { row.contains($0) }
        }
    }

    private static func droppingLastWord(_ text: String) -> String {
        var rest = Substring(text)
        while rest.last == " " { rest.removeLast() }
        while let last = rest.last, last != " " { rest.removeLast() }
        return String(rest)
    }
}
