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
        case .value(let line): open(.editor(editor(of: line, for: marked)))
        case .legacy(let legacy) where legacy.isRemoved: unset()
        case .legacy(let legacy): openMigration(legacy, of: marked, parameterWords)
        case .unknown(let parameter): openUnknown(parameter, of: marked.model)
        case .allowlist(let isKept):
            var edits = edits
            edits.keepsAllModels = !isKept
            change(edits)
        }
    }

    // MARK: - Accepting

    /// Handles the chosen row of an editor.
    mutating func takeValue(_ id: String, of editor: ParameterEditor) {
        guard let sheet else { return }
        close()
        switch id {
        case ParameterEditor.leave: return
        case ParameterEditor.unset: change(sheet.unsetting(editor.name, for: editor.level))
        case ParameterEditor.migrate:
            change(sheet.migrating(editor.model) ?? sheet.unsetting(editor.name, for: editor.level))
        default:
            let choice = String(id.dropFirst(ParameterEditor.choice.count))
            change(sheet.setting(.string(choice), of: editor.name, for: editor.level))
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
                value.map { sheet.setting($0, of: editor.name, for: editor.level) }
                    ?? sheet.unsetting(editor.name, for: editor.level)
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
        let level = sheet.level(of: marked.model)
        switch row {
        case .value(let line):
            guard line.isWritten || line.isEdited else { return message = .plain(words("parameters.isNotSet")) }
            let isUnset = edits.change(of: line.name, for: level) == .unset
            change(
                isUnset ? sheet.keeping(line.name, for: level) : sheet.unsetting(line.name, for: level)
            )
            tellCollected()
        case .legacy(let legacy):
            let name = CacheRetention.oldParameter
            change(
                legacy.isRemoved ? sheet.keeping(name, for: level) : sheet.unsetting(name, for: level)
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
