internal import GatewayConfig
internal import GatewayHost
internal import JSON5
internal import Secrets
internal import TerminalUI

// The editors of the rows: what can be chosen, with its price, or the field for a number.
extension ParametersScreen {
    private func level(of model: ModelReference) -> ParameterLevel { sheet?.level(of: model) ?? .model(model) }

    /// The model, or the agent for which every model has the value.
    private func levelName(of model: ModelReference) -> String {
        agent.map { words("header.agent", ["agent": $0]) } ?? parameterWords?.name(model) ?? ""
    }

    func editor(of line: ParameterLine, for parameters: ModelParameters) -> ParameterEditor {
        let model = parameters.model
        return switch line.parameter.kind {
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
            level: level(of: model),
            name: line.name,
            title: words("parameters.edit.choice", ["name": line.name, "model": levelName(of: model)]),
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
            return [cost.write, cost.read].map { "$" + Words.dollars($0, hasCents: true) }
        }
    }

    /// The value that applies if none is set; nil if that is not known here.
    private func standardValue(of name: String, for model: ModelReference) -> String? {
        guard let sheet, case let edits = sheet.unsetting(name, for: sheet.level(of: model)),
            case .success(let without) = host.parameters(edits, agent)
        else { return nil }
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
            level: level(of: model),
            name: line.name,
            title: words("parameters.edit." + form, values),
            notes: [.text(words("parameters.edit.empty"), .muted)],
            input: .number(TextField(text), line.parameter)
        )
    }

    mutating func openMigration(
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
            level: .model(parameters.model),
            name: CacheRetention.oldParameter,
            title: parameterWords.sentence(legacy, parameters),
            notes: parameterWords.costs(legacy, parameters),
            input: .rows(PickList(rows))
        )
        open(.editor(editor))
    }

    /// The possible values are unknown, so only the command that sets it is shown.
    mutating func openUnknown(_ parameter: UnknownParameter, of model: ModelReference) {
        guard let pointer = sheet?.parameters(at: level(of: model))?.appending(parameter.name) else { return }
        let command = words.texts.setting(pointer, words("parameters.unknown.value"))
        let now = words("parameters.unknown.now", ["value": parameter.value.json(indent: 0)])
        let blocks: [Block] = [.text(words("parameters.unknown.detail", ["name": parameter.name])), .gap]
        open(.reading(Reading(.command, title: parameter.name, blocks + [.exact(now), .gap, .command(command)])))
    }
}
