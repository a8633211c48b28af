internal import TerminalUI

/// Lays out labelled values in columns as wide as the longest label and value, in cells.
///
/// A value that does not fit beside its label moves to the next row and is never cut; a path is shortened by its middle
/// folders.
struct FactTable {
    let columns: Int
    let marks: Marks
    /// Cells in front of the label, where a row's mark is drawn.
    var indent = FrameLayout.textEdge
    var form = FactForm()

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
        // The mark of a row has the gutter; one of two cells moves the labels.
        let hasLead = facts.contains { $0.lead != nil }
        let start = hasLead ? max(indent, leadColumns) : indent
        let label = facts.map { TextWidth.columns(of: $0.label) }.max() ?? 0
        let gap = label == 0 ? 0 : columns < 50 ? 1 : hasLead ? 3 : 2
        let widest = facts.map { TextWidth.columns(of: $0.value) }.max() ?? 0
        let hasRoom = columns >= 50 || start + form.labels + widest <= columns
        let value = start + max(label + gap, label == 0 || !hasRoom ? 0 : form.labels)
        let aside = value + widest + 3
        let widestAside = facts.map { asideColumns($0) }.max() ?? 0
        return Columns(label: start, value: value, aside: aside + widestAside <= columns ? aside : nil)
    }

    private var leadColumns: Int { TextWidth.columns(of: marks.ok) + 1 }

    private func signColumns(_ fact: Fact) -> Int {
        fact.mark.map { TextWidth.columns(of: $0.sign(marks)) + 1 } ?? 0
    }

    private func asideColumns(_ fact: Fact) -> Int { TextWidth.columns(of: fact.aside) + signColumns(fact) }

    /// Whether values end at the right, as on a phone.
    private var endsValues: Bool { form.endsIfNarrow && columns < 50 }

    // MARK: - One fact

    private func lines(of fact: Fact, _ place: Columns) -> [BodyLine] {
        let isBeside = place.value <= columns - 12
        let start = isBeside ? place.value : place.label + 2
        let end = atEnd(fact, start)
        let mayJoin = end == nil && (place.aside == nil || endsValues)
        var lines = valueLines(of: fact, column: start, joins: mayJoin)
        let head = headSpans(of: fact, label: place.label)
        if endsValues, lines.count == 1, mayJoin || fact.aside.isEmpty, isBeside {
            let text = lines[0].spans[0].text
            lines[0].spans[0].column = columns - TextWidth.columns(of: text)
        }
        if isBeside, !lines.isEmpty {
            lines[0].spans.insert(contentsOf: head, at: 0)
        } else {
            lines.insert(BodyLine(spans: head), at: 0)
        }
        guard !fact.aside.isEmpty, !mayJoin || !joins(fact, column: start) else { return lines }
        if let aside = end ?? (form.endsAsides ? nil : place.aside), lines.count == 1 {
            lines[0].spans += asideSpans(fact, fact.aside, column: aside)
            return lines
        }
        let texts = TextWrap.lines(fact.aside, columns: max(1, columns - start - signColumns(fact)))
        return lines
            + texts.enumerated().map { index, text in
                let behindSign = [BodyLine.Span(column: start + signColumns(fact), text: text, style: asideStyle(fact))]
                return BodyLine(spans: index == 0 ? asideSpans(fact, text, column: start) : behindSign)
            }
    }

    /// Where a remark starts that ends one cell before the right end; nil if it does not stand there, or does not fit.
    private func atEnd(_ fact: Fact, _ start: Int) -> Int? {
        guard form.endsAsides else { return nil }
        let column = columns - 1 - asideColumns(fact)
        return column >= start + TextWidth.columns(of: fact.value) + 2 ? column : nil
    }

    private func headSpans(of fact: Fact, label column: Int) -> [BodyLine.Span] {
        let style = fact.labelStyle ?? (fact.lead == nil ? .muted : .text)
        let label = BodyLine.Span(column: column, text: fact.label, style: style)
        guard let lead = fact.lead else { return [label] }
        return [BodyLine.Span(column: 0, text: lead.sign(marks), style: lead.style), label]
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

    private func asideStyle(_ fact: Fact) -> Style {
        switch fact.mark {
        case .error: .error
        case .ok where form.endsAsides: .ok
        case nil where form.endsAsides: .muted
        case .warning, .ok, nil: .text
        }
    }

    private func asideSpans(_ fact: Fact, _ text: String, column: Int) -> [BodyLine.Span] {
        let style = asideStyle(fact)
        guard let mark = fact.mark else { return [BodyLine.Span(column: column, text: text, style: style)] }
        return [
            BodyLine.Span(column: column, text: mark.sign(marks), style: mark.style),
            BodyLine.Span(column: column + signColumns(fact), text: text, style: style),
        ]
    }
}
