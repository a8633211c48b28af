internal import GatewayConfig
internal import GatewayHost
internal import JSON5
internal import Secrets
internal import TerminalUI

// Editing the marked row; nothing is written before saving.
extension ParametersScreen {
    /// Opens the editor for the marked row.
    mutating func openEditor() {
        guard let row = list.marked, let marked, let parameterWords else { return }
        switch row {
        case .value(let line) where !line.parameter.isTaken:
            let key = line.isWritten ? "parameters.notTaken.takeOut" : "parameters.notTaken.why"
            message = .warning(words(key, ["name": line.name]))
        case .value(let line): open(.editor(editor(of: line, for: marked.model)))
        case .legacy(let legacy) where legacy.isRemoved: unset()
        case .legacy(let legacy): openMigration(legacy, of: marked, parameterWords)
        case .unknown(let parameter): openUnknown(parameter, of: marked.model)
        case .allowlist(let isKept):
            var edits = edits
            edits.keepsAllModels = !isKept
            change(edits)
        }
    }

    private func editor(of line: ParameterLine, for model: ModelReference) -> ParameterEditor {
        switch line.parameter.kind {
        case .choice(let choices): choiceEditor(of: line, choices, for: model)
        case .number(let minimum, let maximum): numberEditor(of: line, minimum, maximum, for: model)
        case .integer(let minimum, let maximum):
            numberEditor(of: line, minimum.map(Double.init), maximum.map(Double.init), for: model)
        }
    }

    private func choiceEditor(
        of line: ParameterLine,
        _ choices: [String],
        for model: ModelReference
    ) -> ParameterEditor {
        let prices = prices(of: line, for: model)
        // What switches it off comes last.
        let choices =
            choices.filter { $0 != CacheRetention.none.rawValue }
            + choices.filter { $0 == CacheRetention.none.rawValue }
        var rows = choices.map { choice in
            let key = "parameters.meaning.\(line.name).\(choice)"
            let notes = prices.map { [words("parameters.keeps." + choice)] + $0(choice) }
            return PickRow(
                id: ParameterEditor.choice + choice,
                label: choice,
                notes: notes ?? (words.has(key) ? [words(key)] : [])
            )
        }
        let standard = standardValue(of: line.name, for: model)
        let unset = standard.map { words("parameters.unset.row", ["value": $0]) } ?? words("parameters.unset.note")
        let like = standard.flatMap { value in rows.first { $0.id == ParameterEditor.choice + value } }
        let notes = prices == nil ? [] : like?.notes ?? []
        rows.insert(PickRow(id: ParameterEditor.unset, label: unset, notes: notes), at: 0)
        let isSaid = line.isEdited ? line.willBe.source == .edited : line.isWritten
        let current = isSaid ? choices.firstIndex { line.willBe.value == .string($0) }.map { $0 + 1 } : 0
        let effect: [Block] = line.effect == .noneWithSubscription ? [.text(words("parameters.noEffect.why"))] : []
        return ParameterEditor(
            model: model,
            name: line.name,
            title: words("parameters.edit.choice", ["name": line.name, "model": parameterWords?.name(model) ?? ""]),
            notes: effect,
            heads: prices == nil ? [] : ["keeps", "write", "read"].map { words("parameters.head." + $0) },
            footnote: prices == nil ? "" : words("parameters.dollars"),
            input: .rows(PickList(rows, marked: current ?? 0, notes: prices == nil ? .beside : .atEnd))
        )
    }

    /// What writing and reading a prompt costs with a value of the cache parameter; nil where that is not charged.
    private func prices(of line: ParameterLine, for model: ModelReference) -> ((String) -> [String])? {
        guard line.name == CacheRetention.parameter, line.effect == .honoured, sheet?.kind == .apiKey,
            let price = marked?.catalog?.price, price.input > 0, !words.isNarrow
        else { return nil }
        return { choice in
            guard let retention = CacheRetention(rawValue: choice) else { return ["", ""] }
            let cost = CachePrice(retention, price)
            return [cost.write, cost.read].map { "$" + Words.dollars($0) }
        }
    }

    /// The value that applies if none is set; nil if that is not known here.
    private func standardValue(of name: String, for model: ModelReference) -> String? {
        guard let sheet, case .success(let without) = host.parameters(sheet.unsetting(name, for: model)) else {
            return nil
        }
        return without.parameters(of: model).lines.first { $0.name == name }?.willBe.value?.stringValue
    }

    private func numberEditor(
        of line: ParameterLine,
        _ minimum: Double?,
        _ maximum: Double?,
        for model: ModelReference
    ) -> ParameterEditor {
        let (low, high) = (minimum.map { Number($0).text }, maximum.map { Number($0).text })
        let form = low != nil && high != nil ? "between" : low != nil ? "from" : high != nil ? "to" : "any"
        let values = ["name": line.name, "low": low ?? "", "high": high ?? ""]
        let text = line.willBe.value?.oneLineText ?? ""
        return ParameterEditor(
            model: model,
            name: line.name,
            title: words("parameters.edit." + form, values),
            notes: [.text(words("parameters.edit.empty"), .muted)],
            input: .number(TextField(text), line.parameter)
        )
    }

    private mutating func openMigration(
        _ legacy: ModelParameters.Legacy,
        of parameters: ModelParameters,
        _ parameterWords: ParameterWords
    ) {
        let act =
            parameterWords.moved(legacy, parameters).map {
                words("parameters.migrate", ["retention": $0.rawValue])
            } ?? words("parameters.migrate.remove")
        let rows = [
            PickRow(id: ParameterEditor.migrate, label: act),
            PickRow(id: ParameterEditor.leave, label: words("strip.leave")),
        ]
        let editor = ParameterEditor(
            model: parameters.model,
            name: CacheRetention.oldParameter,
            title: parameterWords.sentence(legacy, parameters),
            input: .rows(PickList(rows))
        )
        open(.editor(editor))
    }

    /// The possible values are unknown, so only the command that sets it is shown.
    private mutating func openUnknown(_ parameter: UnknownParameter, of model: ModelReference) {
        let pointer = host.format.places.parameters(of: model).appending(parameter.name)
        let command = ParameterEdits.setting(pointer, words("parameters.unknown.value"))
        let now = words("parameters.unknown.now", ["value": parameter.value.json(indent: 0)])
        let blocks: [Block] = [.text(words("parameters.unknown.detail", ["name": parameter.name])), .gap]
        open(.reading(Reading(.command, title: parameter.name, blocks + [.exact(now), .gap, .command(command)])))
    }

    // MARK: - Accepting

    /// Handles the chosen row of an editor.
    mutating func takeValue(_ id: String, of editor: ParameterEditor) {
        guard let sheet else { return }
        close()
        switch id {
        case ParameterEditor.leave: return
        case ParameterEditor.unset: change(sheet.unsetting(editor.name, for: editor.model))
        case ParameterEditor.migrate:
            change(sheet.migrating(editor.model) ?? sheet.unsetting(editor.name, for: editor.model))
        default:
            let choice = String(id.dropFirst(ParameterEditor.choice.count))
            change(sheet.setting(.string(choice), of: editor.name, for: editor.model))
        }
        tellCollected()
    }

    /// Handles a key in a number field.
    mutating func handle(
        _ key: Key,
        _ editor: ParameterEditor,
        _ field: TextField,
        _ parameter: ModelParameter
    ) -> [Effect]? {
        var (editor, field) = (editor, field)
        switch field.handle(key) {
        case .accepted: takeNumber(field.text, parameter, of: editor)
        case .handled, .refused:
            editor.input = .number(field, parameter)
            replaceOverlay(.editor(editor))
        default: return nil
        }
        return []
    }

    private mutating func takeNumber(_ text: String, _ parameter: ModelParameter, of editor: ParameterEditor) {
        guard let sheet else { return }
        do throws(ParameterEditor.Refusal) {
            let value = try ParameterEditor.number(text, of: parameter)
            close()
            change(
                value.map { sheet.setting($0, of: editor.name, for: editor.model) }
                    ?? sheet.unsetting(editor.name, for: editor.model)
            )
            tellCollected()
        } catch {
            message = .error(sentence(error, text))
        }
    }

    private func sentence(_ refusal: ParameterEditor.Refusal, _ text: String) -> String {
        switch refusal {
        case .notANumber: words("parameters.wrong.number", ["value": text])
        case .notWhole: words("parameters.wrong.whole", ["value": text])
        case .tooSmall(let limit): words("parameters.wrong.under", ["value": text, "limit": limit])
        case .tooBig(let limit): words("parameters.wrong.over", ["value": text, "limit": limit])
        }
    }

    /// `x`: removes the value of the marked row, or discards its edit.
    mutating func unset() {
        guard let row = list.marked, let marked, let sheet else { return }
        switch row {
        case .value(let line):
            guard line.isWritten || line.isEdited else { return message = .plain(words("parameters.isNotSet")) }
            let isUnset = edits.change(of: line.name, for: marked.model) == .unset
            change(
                isUnset
                    ? sheet.keeping(line.name, for: marked.model) : sheet.unsetting(line.name, for: marked.model)
            )
            tellCollected()
        case .legacy(let legacy):
            let name = CacheRetention.oldParameter
            change(
                legacy.isRemoved ? sheet.keeping(name, for: marked.model) : sheet.unsetting(name, for: marked.model)
            )
            tellCollected()
        case .unknown, .allowlist: openEditor()
        }
    }

    private mutating func tellCollected() {
        guard !edits.isEmpty else { return message = .plain(words("parameters.asBefore")) }
        message = .plain(words("parameters.collected"))
    }
}
