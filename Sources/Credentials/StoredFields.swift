import JSON5
import Secrets

/// The fields of what is stored under an id: of a value that stands in a document, or of a decoded one.
protocol StoredFields {
    /// Whether there can be fields at all.
    var isObject: Bool { get }
    /// A field that is a string.
    func text(_ key: StaticString) -> String?
    /// A field that names a kind.
    func kind(_ key: StaticString) -> CredentialKind?
    /// A string as a secret, without a copy that nobody would wipe where that is possible.
    func secret(_ key: StaticString) -> Secret?
    /// A field, decoded.
    func value(_ key: StaticString) -> Value?
}

extension ValueView: StoredFields {
    func text(_ key: StaticString) -> String? { self[key]?.stringValue }
    func kind(_ key: StaticString) -> CredentialKind? { self[key]?.withUTF8(CredentialKind.init) ?? nil }
    func secret(_ key: StaticString) -> Secret? { self[key]?.withUTF8 { Secret(utf8: $0) } }
    func value(_ key: StaticString) -> Value? { self[key]?.value }
}

extension Value: StoredFields {
    var isObject: Bool { objectValue != nil }
    func text(_ key: StaticString) -> String? { value(key)?.stringValue }
    func kind(_ key: StaticString) -> CredentialKind? { text(key).flatMap(CredentialKind.init(rawValue:)) }
    func secret(_ key: StaticString) -> Secret? { text(key).map { Secret($0) } }
    func value(_ key: StaticString) -> Value? { self[String(describing: key)] }
}

extension CredentialKind {
    /// The kind that these bytes name; no text is made of them.
    fileprivate init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        let named = Self.allCases.first { kind in
            kind.rawValue.utf8.count == bytes.count && kind.rawValue.utf8.elementsEqual(bytes)
        }
        guard let named else { return nil }
        self = named
    }
}
