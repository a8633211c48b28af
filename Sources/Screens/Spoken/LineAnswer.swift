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
    /// Print the page again.
    case again
    /// Read out more rows of a long list.
    case more
    case steps
    case leave
    /// A letter bound by the key table on this page, and the index of the row it is for; nil for the marked one.
    case command(Character, row: Int?)
    /// Several rows contain the typed words; their indices.
    case ambiguous([Int])
    /// No row contains the typed words.
    case unknown(String)

    /// What can be typed on a page besides numbers and words of its rows.
    struct Commands {
        var letters: Set<Character>
        var hasSteps = false
        /// Whether a letter can be followed by the number of its row.
        var haveRows = false
        /// Whether some rows were not read out yet.
        var hasMore = false
    }

    /// Interprets a line.
    init(_ line: String, asking: Asking, _ commands: Commands) {
        let typed = Self.folded(line)
        switch typed {
        case "": self = .accept
        case "<": self = .back
        case "?": self = .help
        default:
            switch asking {
            case .text: self = .text(line)
            case .rows(let rows, _): self = Self.choice(typed, rows, commands)
            case .ticks(let rows, _): self = Self.ticks(typed, rows, commands)
            case .secret, .nothing, .waiting: self = Self.command(typed, [], commands) ?? .unknown(line)
            }
        }
    }

    private static func choice(_ typed: String, _ rows: [SpokenRow], _ commands: Commands) -> LineAnswer {
        if let number = Int(typed) {
            return number > 0 && number <= rows.count ? .row(number - 1) : .unknown(typed)
        }
        if let command = command(typed, rows, commands) { return command }
        if typed == "more", commands.hasMore { return .more }
        // On a screen `/` starts a filter; here words do that alone.
        let words = typed.split(whereSeparator: { $0 == " " || $0 == "/" && typed.first == "/" })
        let found = rows.indices.filter { index in
            let label = folded(rows[index].label)
            return words.allSatisfy { label.contains($0) }
        }
        if let only = found.first, found.count == 1 { return .row(only) }
        // An exact match wins over rows that merely contain the word.
        if let exact = found.first(where: { folded(rows[$0].label) == typed }) { return .row(exact) }
        return found.isEmpty || words.isEmpty ? .unknown(typed) : .ambiguous(found)
    }

    private static func ticks(_ typed: String, _ rows: [SpokenRow], _ commands: Commands) -> LineAnswer {
        let parts = typed.split { $0 == " " || $0 == "," }
        let numbers = parts.compactMap { Int($0) }
        if numbers.count == parts.count, numbers.allSatisfy({ $0 > 0 && $0 <= rows.count }) {
            return .tick(numbers.map { $0 - 1 })
        }
        switch choice(typed, rows, commands) {
        case .row(let index): return .tick([index])
        case let other: return other
        }
    }

    /// A letter, or a letter with the number of a row.
    private static func command(_ typed: String, _ rows: [SpokenRow], _ commands: Commands) -> LineAnswer? {
        let parts = typed.split(separator: " ")
        guard let letter = parts[0].first, parts[0].count == 1, parts.count < 3 else { return nil }
        guard parts.count == 1 else {
            guard commands.haveRows, commands.letters.contains(letter), let number = Int(parts[1]),
                rows.indices.contains(number - 1)
            else { return nil }
            return .command(letter, row: number - 1)
        }
        switch letter {
        case "q": return .leave
        case "p": return .again
        case "s" where commands.hasSteps: return .steps
        default: return commands.letters.contains(letter) ? .command(letter, row: nil) : nil
        }
    }

    /// Case-folded, with full-width forms converted to ASCII.
    private static func folded(_ text: String) -> String {
        let folded = String(text.map { Key.folded($0) })
        return folded.split(separator: " ").joined(separator: " ")
    }
}
