// Target Secrets: a secret as a type, and everything that touches the text of secrets.
//
// Data flow: `ProcessHardening` disables core dumps before the first secret is read. Typed or pasted bytes are
// collected in a `SecretBuffer` and become a `Secret`. `PasteReader` finds the credential in a paste and returns a
// `Paste` with what it removed; `SecretKind` recognises a kind by prefix. For output there are `SecretMask` (last four
// characters), `Redaction` (removes secrets from any text) and `VisibleText` (escapes invisible characters in foreign
// text).
//
// Must not know: files, profiles, screens, texts for people.
//
// Invariants: a secret is never printed, dumped or encoded, and its memory (`WipedBytes`) is zeroed when the last copy
// goes; no paste is cut or corrected silently; at most the last four characters of a secret are ever shown.

/// Bytes that are never shown, logged, encoded or left behind in memory.
///
/// Credentials have this type in the whole program: printing, dumping, interpolating or encoding it gives `‹redacted›`,
/// and the bytes are zeroed when the last copy goes. `withUTF8` is the only access; its callers are responsible for any
/// copy they make.
///
/// ```swift
/// let key = Secret(utf8: pasted)
/// print("read \(key), ends \(key.ending)")   // read ‹redacted›, ends wxyz
/// ```
package struct Secret: Sendable {
    let storage: WipedBytes

    /// Shares the storage, which nobody may change while it is shared.
    init(sharing storage: WipedBytes) {
        self.storage = storage
    }

    /// A secret of these UTF-8 bytes, taken as they are.
    package init(utf8 bytes: some Collection<UInt8>) {
        storage = WipedBytes(capacity: bytes.count)
        storage.append(bytes)
    }

    /// A secret of this text.
    package init(_ text: String) {
        self.init(utf8: text.utf8)
    }

    /// Length in bytes.
    package var count: Int { storage.count }

    package var isEmpty: Bool { storage.count == 0 }

    /// Passes the bytes to the closure; they are valid only during the call.
    package func withUTF8<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(storage.bytes)
    }

    /// The last 4 characters, the only part ever shown; empty if the secret has fewer than 16 bytes, does not end in
    /// ASCII, or ends in the name of a variable (`${NAME}`), whose end would be taken for that of a key.
    package var ending: String {
        guard count >= 16, !storage.bytes.endsInVariable else { return "" }
        let last = storage.bytes.suffix(4)
        guard last.allSatisfy({ (0x21...0x7E).contains($0) }) else { return "" }
        return String(decoding: last, as: UTF8.self)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether the text ends in `${NAME}`.
    var endsInVariable: Bool {
        guard last == UInt8(ascii: "}"), let dollar = lastIndex(of: UInt8(ascii: "$")) else { return false }
        return dollar + 1 < count && self[dollar + 1] == UInt8(ascii: "{")
    }
}

extension Secret: Equatable {
    /// Constant-time comparison for secrets of the same length.
    package static func == (one: Secret, other: Secret) -> Bool {
        guard one.count == other.count else { return false }
        var difference: UInt8 = 0
        for index in 0..<one.count { difference |= one.storage[index] ^ other.storage[index] }
        return difference == 0
    }
}

extension Secret {
    /// The replacement for a secret in any output.
    package static let redacted = "‹redacted›"
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable, Encodable {
    package var description: String { Secret.redacted }

    package var debugDescription: String { Secret.redacted }

    package var customMirror: Mirror { Mirror(self, children: EmptyCollection(), displayStyle: .struct) }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Secret.redacted)
    }
}
