internal import GatewayConfig
internal import GatewayHost
internal import JSON5
internal import Secrets
internal import TerminalUI

/// The texts of a parameter row: current value, future value, and a short note.
struct ParameterWords {
    let words: Words
    let sheet: ParameterSheet
    /// The place where a config value is defined, as text.
    let place: (Origin) -> String

    /// The model id without the provider prefix that nearly all share.
    func name(_ model: ModelReference) -> String {
        Redaction.redact(model.provider == ModelReference.defaultProvider ? model.model : model.key)
    }

    func role(_ model: ModelReference) -> String {
        switch sheet.role(of: model) {
        case .standard: words("parameters.role.default")
        case .fallback(let place): words("parameters.role.fallback", ["place": String(place)])
        case nil: ""
        }
    }

    func name(_ row: ParameterRow) -> String {
        switch row {
        case .value(let line): line.name
        case .legacy: CacheRetention.oldParameter
        case .unknown(let parameter): parameter.name
        case .allowlist: ""
        }
    }

    func now(_ row: ParameterRow) -> String {
        switch row {
        case .value(let line): text(line.now.value)
        case .legacy(let legacy): legacy.written
        case .unknown(let parameter): text(parameter.value)
        case .allowlist: ""
        }
    }

    /// The value as in the file; a string without quotes.
    func text(_ value: Value?) -> String {
        value?.oneLineText ?? words("parameters.notSet")
    }

    /// The future value, if it was edited or differs from the current one.
    func change(_ row: ParameterRow) -> String? {
        switch row {
        case .value(let line) where line.changes: text(line.willBe.value)
        case .legacy(let legacy) where legacy.isRemoved: words("parameters.removed")
        case .value, .legacy, .unknown, .allowlist: nil
        }
    }

    /// A note on a value, below it.
    struct Note {
        var text: String
        var style: Style
    }

    /// Short notes on a value: whether it has an effect, what is wrong with it, and its level.
    func notes(_ row: ParameterRow) -> [Note] {
        switch row {
        case .value(let line): [effect(line)].compactMap(\.self) + level(line)
        case .legacy(let legacy):
            legacy.isRemoved ? [] : [Note(text: words("parameters.legacy.note"), style: .warning)]
        case .unknown: [Note(text: words("parameters.unknown.note"), style: .muted)]
        case .allowlist: []
        }
    }

    private func effect(_ line: ParameterLine) -> Note? {
        switch line.effect {
        case .noneWithSubscription: return Note(text: words("parameters.noEffect"), style: .muted)
        case .noneForProvider: return Note(text: words("parameters.notUsed"), style: .muted)
        case .fiveMinutesOnly: return Note(text: words("parameters.fiveMinutes"), style: .warning)
        case .honoured, nil: break
        }
        if let finding = line.willBe.finding { return Note(text: finding.reason(words.texts), style: .warning) }
        return line.parameter.isTaken ? nil : Note(text: words("parameters.notTaken"), style: .muted)
    }

    /// On which level a value is set, where that is not the shown one; for all agents, which of them have another.
    private func level(_ line: ParameterLine) -> [Note] {
        var notes: [String] = []
        if case .outer(_, let level) = line.willBe.source { notes.append(words("parameters.level." + level.rawValue)) }
        if let first = line.ofAgents.first {
            let values = ["agent": first.agent.text, "value": text(first.value)]
            notes.append(words("parameters.ofAgents", count: line.ofAgents.count, values))
        }
        return notes.map { Note(text: $0, style: .muted) }
    }

    /// What the gateway does with values of agents that it does not read.
    var notReadOfAgents: String {
        let values = ["release": sheet.release ?? "", "since": sheet.agentParametersSince ?? ""]
        return words(sheet.release == nil ? "parameters.agent.noRelease" : "parameters.agent.notRead", values)
    }

    /// One line per edited value: `claude-opus-4-6 cacheRetention: short -> long`.
    ///
    /// - Parameter sheets: the parameters with these edits, for an agent if one is given.
    func changes(
        _ edits: ParameterEdits,
        sheets: (ParameterEdits, _ agent: String?) -> Result<ParameterSheet, Problem>
    ) -> [String] {
        edits.all.map { edit in
            let (name, line) = named(edit, edits, sheets)
            let values = [
                "model": name, "name": edit.name, "now": text(line?.now.value), "willBe": text(line?.willBe.value),
            ]
            return words(line == nil ? "parameters.change.removed" : "parameters.change", values)
        }
    }

    /// What is edited, with its value before and after.
    private func named(
        _ edit: ParameterEdits.Edit,
        _ edits: ParameterEdits,
        _ sheets: (ParameterEdits, _ agent: String?) -> Result<ParameterSheet, Problem>
    ) -> (String, ParameterLine?) {
        let (title, agent, model): (String, String?, ModelReference?) =
            switch edit.level {
            case .model(let model): (name(model), nil, model)
            case .agent(let agent): (words("header.agent", ["agent": agent.text]), agent.text, nil)
            }
        guard case .success(let sheet) = sheets(edits, agent), let model = model ?? sheet.models.first else {
            return (title, nil)
        }
        return (title, sheet.parameters(of: model).lines.first { $0.name == edit.name })
    }
}

extension ParameterLine {
    /// Whether the value was edited or its effective value changes.
    var changes: Bool { isEdited || now.value != willBe.value }
}
