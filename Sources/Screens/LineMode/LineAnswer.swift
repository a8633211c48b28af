internal import TerminalUI

/// What a typed line means on a page.
enum LineAnswer: Equatable {
    /// Enter alone.
    case accept
    /// The row at this index.
    case row(Int)
    /// Rows whose tick is toggled.
    case tick([Int])
    case text(String)
    case back
    case help
    case steps
    case leave
    /// A letter bound by the key table on this page.
    case command(Character)
    /// Several rows contain the typed words; their indices.
    case ambiguous([Int])
    /// No row contains the typed words.
    case unknown(String)

    /// Interprets a line; `letters` are the commands of the page.
    init(_ line: String, asking: Asking, letters: Set<Character>) {
        let typed = Self.folded(line)
        switch typed {
        case "": self = .accept
        case "<": self = .back
        case "?": self = .help
        default:
            switch asking {
            case .text: self = .text(line)
            case .rows(let rows, _): self = Self.choice(typed, rows, letters)
            case .ticks(let rows, _): self = Self.ticks(typed, rows, letters)
            case .secret, .nothing, .waiting: self = Self.command(typed, letters) ?? .unknown(line)
            }
        }
    }

    private static func choice(_ typed: String, _ rows: [SpokenRow], _ letters: Set<Character>) -> LineAnswer {
        if let number = Int(typed) {
            return number > 0 && number <= rows.count ? .row(number - 1) : .unknown(typed)
        }
        if let command = command(typed, letters) { return command }
        let words = typed.split(separator: " ")
        let found = rows.indices.filter { index in
            let label = folded(rows[index].label)
            return words.allSatisfy { label.contains($0) }
        }
        if let only = found.first, found.count == 1 { return .row(only) }
        // An exact match wins over rows that merely contain the word.
        if let exact = found.first(where: { folded(rows[$0].label) == typed }) { return .row(exact) }
        return found.isEmpty ? .unknown(typed) : .ambiguous(found)
    }

    private static func ticks(_ typed: String, _ rows: [SpokenRow], _ letters: Set<Character>) -> LineAnswer {
        let parts = typed.split { $0 == " " || $0 == "," }
        let numbers = parts.compactMap { Int($0) }
        if numbers.count == parts.count, numbers.allSatisfy({ $0 > 0 && $0 <= rows.count }) {
            return .tick(numbers.map { $0 - 1 })
        }
        switch choice(typed, rows, letters) {
        case .row(let index): return .tick([index])
        case let other: return other
        }
    }

    private static func command(_ typed: String, _ letters: Set<Character>) -> LineAnswer? {
        guard let letter = typed.first, typed.count == 1 else { return nil }
        switch letter {
        case "s": return .steps
        case "q": return .leave
        default: return letters.contains(letter) ? .command(letter) : nil
        }
    }

    /// Case-folded, with full-width forms converted to ASCII.
    private static func folded(_ text: String) -> String {
        let folded = String(text.map { Key.folded($0) })
        return folded.split(separator: " ").joined(separator: " ")
    }
}
