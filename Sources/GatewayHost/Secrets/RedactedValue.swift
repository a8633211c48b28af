internal import GatewayConfig
internal import JSON5
internal import Secrets

/// Takes the secrets out of configuration values before anyone sees them: by place, by the name of the variable they
/// come from, and by what they look like.
struct RedactedValue {
    private let config: ConfigSnapshot

    init(_ config: ConfigSnapshot) {
        self.config = config
    }

    /// The value that may be shown; a secret reads `‹redacted›`.
    func shown(_ value: Value, at pointer: Pointer) -> Value {
        switch value {
        case .object(let members):
            var shown = Members()
            for (key, member) in members {
                shown[Redaction.redact(key)] = self.shown(member, at: pointer.appending(key))
            }
            return .object(shown)
        case .array(let elements):
            return .array(elements.enumerated().map { shown($0.element, at: pointer.appending($0.offset)) })
        case .string(let text):
            if !text.isEmpty, isSecret(pointer) { return .string(Secret.redacted) }
            return .string(Redaction.redact(text))
        case .number: return isSecret(pointer) ? .string(Secret.redacted) : value
        case .null, .bool: return value
        }
    }

    private func isSecret(_ pointer: Pointer) -> Bool {
        ConfigSchema.builtIn.isSecret(pointer) || SecretPlaces.isSecret(pointer)
            || config.variables(at: pointer).contains(where: SecretPlaces.namesSecret)
    }
}
