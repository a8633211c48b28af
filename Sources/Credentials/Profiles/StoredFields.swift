import JSON5
import Secrets

/// The fields of a stored entry, either in a document or as a decoded value.
protocol StoredFields {
    /// A field that is a string.
    func text(_ key: StaticString) -> String?
    /// The same as a secret, if possible without a copy that would not be wiped.
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
