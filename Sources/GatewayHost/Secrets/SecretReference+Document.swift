internal import JSON5
internal import Secrets

extension SecretReference {
    /// As data for `--json` and for display.
    var document: Value {
        [
            "source": .string(source.rawValue), "provider": .string(Redaction.redact(provider)),
            "id": .string(Redaction.redact(id)),
        ]
    }

    /// The placeholder values of its texts.
    var values: [String: String] {
        [
            "reference": shown, "source": source.rawValue, "provider": Redaction.redact(provider),
            "id": Redaction.redact(id),
        ]
    }
}
