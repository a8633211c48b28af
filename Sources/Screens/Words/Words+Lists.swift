internal import GatewayHost
internal import TerminalUI

extension FilterTexts {
    /// The texts of a list with a filter.
    init(_ words: Words) {
        self.init(hint: words("list.hint"), count: words("list.count"), nothing: words("list.nothing"))
    }
}

extension MoreTexts {
    /// The texts of a list that is longer than its area.
    init(_ words: Words) {
        self.init(below: words("list.more.below"), above: words("list.more.above"))
    }
}

extension Words {
    /// The texts `key.1`, `key.2` and so on, as many as there are.
    func paragraphs(_ key: String) -> [String] {
        var paragraphs: [String] = []
        while has("\(key).\(paragraphs.count + 1)") { paragraphs.append(self("\(key).\(paragraphs.count + 1)")) }
        return paragraphs
    }

    /// The numbers of values that a plan adds, changes and removes; or that only the file mode changes.
    func counts(_ files: [PlannedFile]) -> String {
        joined(numbers(files).map { self("review.file.\($0.word)", ["count": String($0.count)]) })
    }

    /// The same in a sentence, where nothing says yet what is counted: `1 entry changed, 3 removed`.
    func values(_ files: [PlannedFile]) -> String {
        let numbers = numbers(files)
        let first = numbers.prefix(1).map(texts.entries)
        return joined(first + numbers.dropFirst().map { self("review.file.\($0.word)", ["count": String($0.count)]) })
    }

    private func numbers(_ files: [PlannedFile]) -> [(word: String, count: Int)] {
        [
            ("added", files.reduce(0) { $0 + $1.added }), ("changed", files.reduce(0) { $0 + $1.changed }),
            ("removed", files.reduce(0) { $0 + $1.removed }),
        ].filter { $0.1 > 0 }
    }

    private func joined(_ parts: [String]) -> String {
        parts.isEmpty ? self("review.file.modeOnly") : parts.joined(separator: self("line.join"))
    }
}
