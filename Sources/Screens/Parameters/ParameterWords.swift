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
        guard case .value(let line) = row, line.changes else { return nil }
        return text(line.willBe.value)
    }

    /// A short note on a value.
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
        if !line.parameter.isTaken { return (words("parameters.notTaken"), .muted) }
        guard !line.changes, case .integer(_, let maximum?) = line.parameter.kind, line.willBe.value == nil else {
            return nil
        }
        return (words("parameters.limit", ["limit": String(maximum)]), .muted)
    }

    /// One line per edited value: `claude-opus-4-6 cacheRetention: short -> long`.
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
    /// Whether the value was edited or its effective value changes.
    var changes: Bool { isEdited || now.value != willBe.value }
}
