internal import JSON5
package import Secrets

extension SecretReference {
    /// As data for `--json` and for display.
    var document: Value {
        var members: Members = [
            "source": .string(source.rawValue), "provider": .string(Redaction.redact(provider)),
            "id": .string(Redaction.redact(id)),
        ]
        if isTemplate { members["template"] = true }
        return .object(members)
    }

    /// The placeholder values of its texts.
    var values: [String: String] {
        [
            "reference": shown, "source": source.rawValue, "provider": Redaction.redact(provider),
            "id": Redaction.redact(id),
        ]
    }
}

extension StoredReference {
    /// As data for `--json`: the reference, or what is wrong with it.
    var document: Value {
        switch self {
        case .whole(let reference): reference.document
        case .malformed(let reference): reference.document
        }
    }

    /// The placeholder values of its texts.
    var values: [String: String] {
        switch self {
        case .whole(let reference): reference.values
        case .malformed(let reference): ["member": reference.member, "flaw": reference.flaw.rawValue]
        }
    }
}

extension MalformedReference {
    var document: Value { ["member": .string(member), "flaw": .string(flaw.rawValue)] }
}

extension Texts {
    /// A stored reference in a few words: `env ANTHROPIC_API_KEY`, `keyRef has no source`.
    package func words(for reference: StoredReference) -> String {
        switch reference {
        case .whole(let reference): reference.shown
        case .malformed(let reference): words(for: reference)
        }
    }

    /// What is wrong with a malformed reference.
    package func words(for reference: MalformedReference) -> String {
        self("reference.flaw." + reference.flaw.rawValue, ["member": reference.member])
    }
}
