internal import GatewayConfig
internal import GatewayHost
internal import TerminalUI

// Parameters in line mode: the models, then the values of one.
extension ParametersScreen: SpokenScreen {
    var writes: Bool { overlays.last?.writes ?? false }
    var isSettling: Bool { progress.settling != nil }

    var spokenPage: SpokenPage {
        switch overlays.last {
        case .proposal(let proposal): return spoken(proposal)
        case .editor(let editor): return spoken(editor)
        case let overlay?: return overlay.spoken(words) ?? SpokenPage(lines: [], asking: .nothing, isOverlay: true)
        case nil: break
        }
        guard let sheet, let parameterWords else { return problemPage }
        if pane == .parameters, let marked { return spoken(marked, parameterWords) }
        return SpokenPage(
            subject: "models",
            place: place([]),
            lines: [words("line.models")],
            asking: .rows(
                references.map { spokenRow($0, sheet, parameterWords) } + askingRow,
                marked: models.marked
            ),
            isList: true
        )
    }

    /// `Parameters, claude-opus-4-6, all agents, 1 not saved.`
    private func place(_ parts: [String]) -> String {
        let scope = words.spoken(joined: parts + [levelName, edits.isEmpty ? "" : unsaved])
        return words("line.page", ["page": words("parameters.name"), "scope": scope])
    }

    /// `claude-opus-4-6, default, has values of its own`.
    private func spokenRow(
        _ model: ModelReference,
        _ sheet: ParameterSheet,
        _ parameterWords: ParameterWords
    ) -> SpokenRow {
        let name = parameterWords.name(model)
        let parts = [name, parameterWords.role(model), sheet.hasValues(model) ? words("line.hasValues") : ""]
        return SpokenRow(id: model.key, text: words.spoken(joined: parts), name: name)
    }

    /// `Ask Anthropic for the live list, one request`.
    private var askingRow: [SpokenRow] {
        guard askedHost != nil else { return [] }
        let text = words.spoken(joined: [words("model.ask"), askingNote])
        return [SpokenRow(id: ModelsRequest.row, text: text, name: words("model.ask"), isAction: true)]
    }

    var checkedHost: String? { askedHost }
    func awaits(check id: Int) -> Bool { asking.check.isRunning && asking.check.id == id }

    private var problemPage: SpokenPage {
        SpokenPage(place: place([]), lines: words.spoken(spokenProblem), asking: choices.asking(words))
    }

    // MARK: - Values

    private func spoken(_ marked: ModelParameters, _ parameterWords: ParameterWords) -> SpokenPage {
        let isBlank = sheet?.isBlank == true && edits.isEmpty
        return SpokenPage(
            subject: "values " + marked.model.key,
            place: place([parameterWords.name(marked.model), parameterWords.role(marked.model)]),
            lines: isBlank ? [words("parameters.blank")] : [],
            asking: .rows(
                list.rows.map { spokenRow($0, parameterWords) },
                marked: list.rows.firstIndex { list.isMarked($0) }
            )
        )
    }

    /// `cacheRetention: short, will be long`.
    private func spokenRow(_ row: ParameterRow, _ parameterWords: ParameterWords) -> SpokenRow {
        if case .allowlist(let isKept) = row {
            return SpokenRow(
                id: row.id,
                text: words.spoken(isKept ? nil : .warning, allowlistText(isKept)),
                name: row.id
            )
        }
        let name = parameterWords.name(row)
        let change = parameterWords.change(row).map { words("line.willBe", ["value": $0]) } ?? ""
        let values = [parameterWords.now(row), change] + parameterWords.notes(row).map(\.text)
        let text = words("line.fact", ["label": name, "value": words.spoken(joined: values)])
        return SpokenRow(id: row.id, text: text, name: name)
    }

    /// The question, then what stands beside the value on a screen: its meaning, where it comes from, its price.
    private func spoken(_ editor: ParameterEditor) -> SpokenPage {
        var page = editor.spoken(words)
        if let marked, let row = list.marked, let parameterWords {
            page.lines += words.spoken(parameterWords.detail(row, of: marked)).filter { !page.lines.contains($0) }
        }
        return page
    }

    mutating func mark(_ row: SpokenRow) -> Bool {
        if !overlays.isEmpty { return markInOverlay(row) }
        if sheet == nil {
            choices.mark(id: row.id)
        } else if pane == .models {
            models.mark(id: row.id)
            showMarked()
        } else {
            list.mark(id: row.id)
        }
        return true
    }

    mutating func leaveAll() -> [Effect]? { leave([.leave(code: 0)]) }
}
