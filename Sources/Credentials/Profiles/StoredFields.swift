import JSON5
import Secrets

/// The fields of what is stored under an id: of a value that stands in a document, or of a decoded one.
protocol StoredFields {
    /// A field that is a string.
    func text(_ key: StaticString) -> String?
    /// The same as a secret, without a copy that nobody would wipe where that is possible.
    func secret(_ key: StaticString) -> Secret?
    /// A field, decoded.
    func value(_ key: StaticString) -> Value?
}

extension ValueView: StoredFields {
    func text(_ key: StaticString) -> String? { self[key]?.stringValue }
    func secret(_ key: StaticString) -> Secret? { self[key]?.withUTF8 { Secret(utf8: $0) } }
    func value(_ key: StaticString) -> Value? { self[key]?.value }
}

extension Value: StoredFields {
    func text(_ key: StaticString) -> String? { value(key)?.stringValue }
    func secret(_ key: StaticString) -> Secret? { text(key).map { Secret($0) } }
    func value(_ key: StaticString) -> Value? { self[String(describing: key)] }
}
