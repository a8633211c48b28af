internal import TerminalUI

/// Lays out labelled values in columns as wide as the longest label and value, in cells.
///
/// A value that does not fit beside its label moves to the next row and is never cut; a path is shortened by its middle
/// folders.
struct FactTable {
    let columns: Int
    let marks: Marks
    /// Cells in front of the label, where a row's mark is drawn.
    var indent = 2

    /// The start of each column.
    private struct Columns {
        var label: Int
        var value: Int
        /// Nil if the third column does not fit.
        var aside: Int?
    }

    func lines(_ facts: [Fact]) -> [BodyLine] { rows(facts).flatMap { $0 } }

    /// The lines of each fact; the columns are shared.
    func rows(_ facts: [Fact]) -> [[BodyLine]] {
        let columns = measure(facts)
        return facts.map { lines(of: $0, columns) }
    }

    private func measure(_ facts: [Fact]) -> Columns {
        let lead = facts.contains { $0.lead != nil } ? leadColumns : 0
        let label = facts.map { TextWidth.columns(of: $0.label) }.max() ?? 0
        let gap = label == 0 ? 0 : columns < 50 ? 1 : facts.contains { $0.lead != nil } ? 3 : 2
        let value = indent + lead + label + gap
        let widest = facts.map { TextWidth.columns(of: $0.value) }.max() ?? 0
        let aside = value + widest + 3
        let widestAside = facts.map { TextWidth.columns(of: $0.aside) + signColumns($0) }.max() ?? 0
        return Columns(label: indent + lead, value: value, aside: aside + widestAside <= columns ? aside : nil)
    }

    private var leadColumns: Int { TextWidth.columns(of: marks.ok) + 1 }

    private func signColumns(_ fact: Fact) -> Int {
        fact.mark.map { TextWidth.columns(of: $0.sign(marks)) + 1 } ?? 0
    }

    // MARK: - One fact

    private func lines(of fact: Fact, _ place: Columns) -> [BodyLine] {
        let isBeside = place.value <= columns - 12
        let start = isBeside ? place.value : place.label + 2
        var lines = valueLines(of: fact, column: start, joins: place.aside == nil)
        let head = headSpans(of: fact, label: place.label)
        if isBeside, !lines.isEmpty {
            lines[0].spans.insert(contentsOf: head, at: 0)
        } else {
            lines.insert(BodyLine(spans: head), at: 0)
        }
        guard !fact.aside.isEmpty, place.aside != nil || !joins(fact, column: start) else { return lines }
        if let aside = place.aside, lines.count == 1 {
            lines[0].spans += asideSpans(fact, fact.aside, column: aside)
            return lines
        }
        let texts = TextWrap.lines(fact.aside, columns: max(1, columns - start - signColumns(fact)))
        return lines
            + texts.enumerated().map { index, text in
                let behindSign = [BodyLine.Span(column: start + signColumns(fact), text: text)]
                return BodyLine(spans: index == 0 ? asideSpans(fact, text, column: start) : behindSign)
            }
    }

    private func headSpans(of fact: Fact, label column: Int) -> [BodyLine.Span] {
        let label = BodyLine.Span(column: column, text: fact.label, style: .muted)
        guard let lead = fact.lead else { return [label] }
        return [BodyLine.Span(column: indent, text: lead.sign(marks), style: lead.style), label]
    }

    /// Without a third column: whether value and aside fit one after the other.
    private func joins(_ fact: Fact, column: Int) -> Bool {
        fact.mark == nil && !fact.aside.isEmpty && !fact.value.isEmpty
            && TextWidth.columns(of: joined(fact)) <= columns - column
    }

    /// Joined with the comma of the text's language.
    private func joined(_ fact: Fact) -> String {
        let isWide = fact.aside.first.map { TextWidth.columns(of: $0) == 2 } ?? false
        return fact.value + (isWide ? "，" : ", ") + fact.aside
    }

    private func valueLines(of fact: Fact, column: Int, joins mayJoin: Bool) -> [BodyLine] {
        let text = mayJoin && joins(fact, column: column) ? joined(fact) : fact.value
        guard !text.isEmpty else { return [] }
        return TextWrap.lines(text, columns: max(1, columns - column)).map {
            BodyLine(spans: [BodyLine.Span(column: column, text: $0)])
        }
    }

    private func asideSpans(_ fact: Fact, _ text: String, column: Int) -> [BodyLine.Span] {
        guard let mark = fact.mark else { return [BodyLine.Span(column: column, text: text)] }
        return [
            BodyLine.Span(column: column, text: mark.sign(marks), style: mark.style),
            BodyLine.Span(column: column + signColumns(fact), text: text, style: mark == .error ? .error : .text),
        ]
    }
}
