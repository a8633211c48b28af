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
        let counts = [
            ("added", files.reduce(0) { $0 + $1.added }), ("changed", files.reduce(0) { $0 + $1.changed }),
            ("removed", files.reduce(0) { $0 + $1.removed }),
        ]
        let parts = counts.filter { $0.1 > 0 }.map { self("review.file.\($0.0)", ["count": String($0.1)]) }
        return parts.isEmpty ? self("review.file.modeOnly") : parts.joined(separator: self("line.join"))
    }
}
