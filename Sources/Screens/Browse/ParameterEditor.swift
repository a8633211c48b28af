internal import GatewayConfig
internal import GatewayHost
internal import JSON5
internal import TerminalUI

/// The editor of one value, above the footer: rows for a choice, a field for a number.
struct ParameterEditor: Sendable {
    enum Input: Sendable {
        case rows(PickList)
        case number(TextField, ModelParameter)
    }

    /// Why the typed text is not a valid value.
    enum Refusal: Error, Equatable {
        case notANumber
        case notWhole
        case tooSmall(String)
        case tooBig(String)
    }

    /// The id of the row that removes the value.
    static let unset = "unset"
    /// The id of the row that migrates the deprecated name.
    static let migrate = "migrate"
    /// The id of the row that keeps everything.
    static let leave = "leave"
    /// The id prefix of the choice rows.
    static let choice = "choice."

    let model: ModelReference
    /// Where the value is set.
    let level: ParameterLevel
    /// The name of the edited parameter.
    let name: String
    let title: String
    var notes: [Block] = []
    /// The heads of the rows' values, at the right.
    var heads: [String] = []
    /// Below the rows.
    var footnote = ""
    var input: Input

    var keys: KeyContext {
        if case .number = input { .valueField } else { .valueRows }
    }

    var list: PickList? {
        get {
            if case .rows(let list) = input { list } else { nil }
        }
        set {
            if let list = newValue { input = .rows(list) }
        }
    }

    /// Parses a number; nil for an empty text, which removes the value.
    static func number(_ text: String, of parameter: ModelParameter) throws(Refusal) -> Value? {
        let text = String(text.filter { $0 != " " }.map(Key.folded))
        guard !text.isEmpty else { return nil }
        // Swift also parses words such as `inf` and hexadecimal digits, which are not wanted here.
        guard text.allSatisfy({ $0.isASCII && ($0.isNumber || ".-+e".contains($0)) }), let number = Double(text),
            number.isFinite
        else { throw .notANumber }
        let value: Value = Int(exactly: number).map { .integer($0) } ?? .double(number)
        do throws(ModelParameter.Problem) {
            try parameter.check(value)
        } catch {
            throw Refusal(error)
        }
        return value
    }

    // MARK: - Drawing

    private func text(columns: Int, marks: Marks) -> [BodyLine] {
        let layout = BodyLayout(columns: columns, marks: marks)
        let head = TextWrap.lines(title, columns: max(1, columns)).map { line in
            BodyLine(spans: [BodyLine.Span(column: 0, text: line, style: .accent)])
        }
        return head + notes.flatMap { layout.lines(of: $0.kind) }
    }

    /// The number of rows, including the blank one above.
    func height(columns: Int, marks: Marks) -> Int {
        switch input {
        case .rows(let list):
            1 + text(columns: columns, marks: marks).count + list.height(columns: columns) + (footnote.isEmpty ? 0 : 1)
        case .number(let field, _):
            FieldStrip(title: title, notes: notes, field: field).height(columns: columns, marks: marks)
        }
    }

    /// Draws from the second row of the area on; returns the cursor position.
    func draw(on canvas: inout Canvas, in area: Rect, marks: Marks) -> Point? {
        switch input {
        case .rows(let list):
            canvas.fill(area)
            let body = area.inset(top: 1)
            let rows = list.height(columns: area.columns) + (footnote.isEmpty ? 0 : 1)
            let text = text(columns: area.columns, marks: marks).prefix(max(0, body.rows - rows))
            for (row, line) in text.enumerated() { line.draw(on: &canvas, in: body, row: row) }
            list.draw(noteTitles: heads, on: &canvas, in: body.splitTop(1).top)
            let choice = body.inset(top: text.count)
            list.draw(on: &canvas, in: choice, marks: marks)
            let below = choice.inset(left: FrameLayout.textEdge, top: list.height(columns: area.columns))
            canvas.put(footnote, at: below.origin, style: .muted, limit: below.columns)
            return list.cursor(in: choice)
        case .number(let field, _):
            return FieldStrip(title: title, notes: notes, field: field).draw(on: &canvas, in: area, marks: marks)
        }
    }
}

extension ParameterEditor.Refusal {
    fileprivate init(_ problem: ModelParameter.Problem) {
        self =
            switch problem {
            // No editor opens for a parameter that a model does not take.
            case .notAChoice, .notANumber, .notTaken: .notANumber
            case .notWhole: .notWhole
            case .tooSmall(let minimum): .tooSmall(Number(minimum).text)
            case .tooBig(let maximum): .tooBig(Number(maximum).text)
            }
    }
}
