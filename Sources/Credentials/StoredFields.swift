import JSON5
import Secrets

/// The fields of what is stored under an id: of a value that stands in a document, or of a decoded one.
protocol StoredFields {
    /// Whether there can be fields at all.
    var isObject: Bool { get }
    /// A field that is a string.
    func text(_ key: StaticString) -> String?
    /// The same where it is often the same as another.
    func text(_ key: StaticString, or known: String) -> String?
    /// A field that names a kind.
    func kind(_ key: StaticString) -> CredentialKind?
    /// A string as a secret, without a copy that nobody would wipe where that is possible.
    func secret(_ key: StaticString) -> Secret?
    /// A field, decoded.
    func value(_ key: StaticString) -> Value?
}

extension ValueView: StoredFields {
    func text(_ key: StaticString) -> String? { self[key]?.stringValue }
    func text(_ key: StaticString, or known: String) -> String? { self[key]?.text(or: known) }
    func kind(_ key: StaticString) -> CredentialKind? {
        guard let field = self[key] else { return nil }
        // No text is made of it.
        return field.spells("api_key") ? .apiKey : field.spells("token") ? .token : field.spells("oauth") ? .oauth : nil
    }
    func secret(_ key: StaticString) -> Secret? { self[key]?.withUTF8 { Secret(utf8: $0) } }
    func value(_ key: StaticString) -> Value? { self[key]?.value }
}

extension Value: StoredFields {
    var isObject: Bool { objectValue != nil }
    func text(_ key: StaticString) -> String? { value(key)?.stringValue }
    func text(_ key: StaticString, or known: String) -> String? { text(key) }
    func kind(_ key: StaticString) -> CredentialKind? { text(key).flatMap(CredentialKind.init(rawValue:)) }
    func secret(_ key: StaticString) -> Secret? { text(key).map { Secret($0) } }
    func value(_ key: StaticString) -> Value? { self[String(describing: key)] }
}
