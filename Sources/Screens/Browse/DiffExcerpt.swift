internal import Secrets
internal import TerminalUI

/// The first changed lines of a difference, each in one row. A long line is shown around the place that differs from
/// its counterpart, with a mark where something is left out, so that the change is seen.
struct DiffExcerpt {
    let columns: Int
    let isUnicode: Bool
    /// The changed lines, made visible, with the characters before the first that differs.
    private let lines: [(line: DiffLine, text: [Character], shared: Int)]

    /// Cells in front of the place that differs, at most.
    private static let lead = 16

    /// - Parameter changed: added and removed lines only.
    init(_ changed: [DiffLine], columns: Int, isUnicode: Bool) {
        (self.columns, self.isUnicode) = (columns, isUnicode)
        let texts = changed.map { Array(VisibleText.of($0.plain($0.text, isUnicode).replacing("\t", with: "    "))) }
        let partners = Self.partners(changed)
        lines = changed.indices.map { index in
            (changed[index], texts[index], partners[index].map { Self.shared(texts[index], texts[$0]) } ?? 0)
        }
    }

    /// As many of the lines as fit, in order.
    func blocks(rows: Int) -> [Block] { lines.prefix(rows).map { Block.exact(row($0), $0.line.style) } }

    private func row(_ item: (line: DiffLine, text: [Character], shared: Int)) -> String {
        let sign = item.line.sign
        let room = max(1, columns - sign.count)
        let whole = String(item.text)
        guard TextWidth.columns(of: whole) > room, item.shared > room - Self.lead else {
            return sign + Shortening.end(whole, columns: room)
        }
        let rest = String(item.text[Self.start(item.text, item.shared)...])
        return sign + Shortening.mark + Shortening.end(rest, columns: room - Shortening.mark.count)
    }

    /// Some words before the place that differs.
    private static func start(_ text: [Character], _ place: Int) -> Int {
        let first = max(0, min(place, text.count) - lead)
        let space = text[first..<min(place, text.count)].firstIndex(of: " ")
        return space ?? first
    }

    /// The number of characters that two texts begin with alike.
    private static func shared(_ one: [Character], _ other: [Character]) -> Int {
        zip(one, other).prefix { $0 == $1 }.count
    }

    /// The counterpart of each line: the n-th removed line of a run became the n-th added one behind it.
    private static func partners(_ lines: [DiffLine]) -> [Int?] {
        var partners = [Int?](repeating: nil, count: lines.count)
        var start = 0
        while start < lines.count {
            let added = lines[start...].firstIndex { $0.kind == .added } ?? lines.count
            let end = lines[added...].firstIndex { $0.kind != .added } ?? lines.count
            for (old, new) in zip(start..<added, added..<end) { (partners[old], partners[new]) = (new, old) }
            start = max(end, start + 1)
        }
        return partners
    }
}

extension [DiffLine] {
    /// The added and removed lines.
    var changed: [DiffLine] { filter { [.added, .removed].contains($0.kind) } }
}

extension Words {
    /// As many changed lines as fit, each in one row, then how many more there are; `d` shows them whole.
    func firstLines(of changed: [DiffLine], rows: Int, columns: Int, isUnicode: Bool) -> [Block] {
        guard rows > 0 else { return [] }
        let count = changed.count <= rows ? rows : rows - 1
        let excerpt = DiffExcerpt(changed, columns: columns - FrameLayout.textEdge, isUnicode: isUnicode)
        let blocks = excerpt.blocks(rows: count)
        guard count < changed.count else { return blocks }
        return blocks + [.text(self("history.moreLines", count: changed.count - count), .muted)]
    }
}
