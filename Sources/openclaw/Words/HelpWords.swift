internal import GatewayHost

/// The texts of the help, for the parser's layout.
///
/// The parser breaks lines at every space and measures them itself. The program's word may be a long path with spaces, so
/// that something without spaces, and not too long, stands for it until the help is printed.
enum HelpWords {
    /// A line may be as long as the parser's, less one.
    private static let columns = 79
    private static let usual = "openclaw"
    /// As long as the word, but not so long that the parser has no room for what follows.
    private static let stand = String(repeating: "\u{E000}", count: min(word.count, 40))

    private static var word: String { Words.texts.program }

    /// The name of the root command.
    static var program: String { word == usual ? word : stand }

    /// A line of help.
    static func text(_ key: String) -> String { word == usual ? Words.text(key) : standing(Words.text(key)) }

    /// What stands below the first sentence. The texts are laid out for the usual word; with another one, a command that is
    /// too long for a line goes on in the next.
    static func discussion(_ key: String) -> String {
        guard word != usual else { return Words.text(key) }
        let lines = text(key).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // Remarks stand in one column, so that all go below their commands or none.
        let movesRemarks = lines.contains { isLongCommand($0) && gap(in: $0) != nil }
        return lines.map { broken($0, movesRemarks: movesRemarks) }.joined(separator: "\n")
    }

    /// The help as it is printed.
    static func printed(_ help: String) -> String {
        guard word != usual else { return help }
        let plain = help.replacing(stand, with: word)
        guard word.hasPrefix("'") else { return plain }
        // The parser puts commands in quotation marks of its own, which would end those of the word.
        return plain.replacing("See '" + word, with: "See " + word)
            .replacing("' for detailed help.", with: " for detailed help.")
            .replacing("' for more information.", with: " for more information.")
    }

    private static func standing(_ text: String) -> String { text.replacing(word, with: stand) }

    private static func isCommand(_ line: String) -> Bool { line.drop { $0 == " " }.hasPrefix(stand + " ") }

    private static func isLongCommand(_ line: String) -> Bool { isCommand(line) && length(of: line) > columns }

    /// With the word itself.
    private static func length(of line: some StringProtocol) -> Int {
        line.count + (line.contains(stand) ? word.count - stand.count : 0)
    }

    /// What stands between a command and a remark about it.
    private static func gap(in line: String) -> Range<String.Index>? { line.drop { $0 == " " }.firstRange(of: "   ") }

    /// A command is continued behind a backslash, and what is said about it goes below it.
    private static func broken(_ line: String, movesRemarks: Bool) -> String {
        let indent = line.prefix { $0 == " " }
        if movesRemarks, isCommand(line), let gap = gap(in: line) {
            let remark = line[gap.upperBound...].drop { $0 == " " }
            return broken(String(line[..<gap.lowerBound]), movesRemarks: false) + "\n" + indent + "    " + remark
        }
        guard isLongCommand(line) else { return line }
        var lines: [String] = []
        var current = String(indent) + stand
        for word in line.dropFirst(indent.count).split(separator: " ").dropFirst() {
            if length(of: current) + word.count + 3 > columns {
                lines.append(current + " \\")
                current = indent + "    " + word
            } else {
                current += " " + word
            }
        }
        return (lines + [current]).joined(separator: "\n")
    }
}
