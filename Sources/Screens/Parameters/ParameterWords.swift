internal import GatewayConfig
internal import GatewayHost
internal import JSON5
internal import Secrets
internal import TerminalUI

/// What a row of a parameter says: now, will be, and what there is to know in a few words.
struct ParameterWords {
    let words: Words
    let sheet: ParameterSheet
    /// Where a value of the configuration stands.
    let place: (Origin) -> String

    /// The model without the provider that nearly all have.
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

    /// `default +`: its role, and that it has values of its own.
    func note(_ model: ModelReference) -> String {
        [role(model), sheet.hasValues(model) ? "+" : ""].filter { !$0.isEmpty }.joined(separator: " ")
    }

    func name(_ row: ParameterRow) -> String {
        switch row {
        case .value(let line): line.name
        case .legacy: "cacheControlTtl"
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

    /// The value as a file has it, a text without its quotes.
    func text(_ value: Value?) -> String {
        value?.oneLineText ?? words("parameters.notSet")
    }

    /// What the value will be, where that was wanted or is another one than now.
    func change(_ row: ParameterRow) -> String? {
        guard case .value(let line) = row, line.changes else { return nil }
        return text(line.willBe.value)
    }

    /// What there is to know of a value in a few words.
    func note(_ row: ParameterRow) -> (text: String, style: Style)? {
        switch row {
        case .value(let line): note(line)
        case .legacy(let legacy):
            legacy.isRemoved
                ? (words("parameters.removed"), .title) : (words("parameters.legacy.note"), .warning)
        case .unknown: (words("parameters.unknown.note"), .muted)
        case .allowlist: nil
        }
    }

    private func note(_ line: ParameterLine) -> (text: String, style: Style)? {
        switch line.effect {
        case .noneWithSubscription: return (words("parameters.noEffect"), .muted)
        case .noneForProvider: return (words("parameters.notUsed"), .muted)
        case .fiveMinutesOnly: return (words("parameters.fiveMinutes"), .warning)
        case .honoured, nil: break
        }
        if let finding = line.willBe.finding { return (finding.reason(words.texts), .warning) }
        guard !line.changes, case .integer(_, let maximum?) = line.parameter.kind, line.willBe.value == nil else {
            return nil
        }
        return (words("parameters.limit", ["limit": String(maximum)]), .muted)
    }

    /// One line for each value that is edited: `claude-opus-4-6 cacheRetention: short -> long`.
    func changes(_ edits: ParameterEdits) -> [String] {
        edits.all.map { edit in
            let line = sheet.parameters(of: edit.model).lines.first { $0.name == edit.name }
            let values = [
                "model": name(edit.model), "name": edit.name, "now": text(line?.now.value),
                "willBe": text(line?.willBe.value),
            ]
            return words(line == nil ? "parameters.change.removed" : "parameters.change", values)
        }
    }
}

extension ParameterLine {
    /// Another value is wanted, or will count.
    var changes: Bool { isEdited || now.value != willBe.value }
}
