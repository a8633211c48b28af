/// The label of a stored secret: its last four characters and no more.
///
/// The gateway shows the first and the last eight (src/commands/models/list.format.ts), and a short secret in full.
package enum SecretMask {
    /// The mask of a secret that is too short to show a part; its length does not depend on the secret's.
    package static let full = "********"

    /// `...` and the last four; `missing` if empty, `full` for up to 16 characters, for non-ASCII text, and for a text that
    /// ends in a variable: its name is not the end of a key.
    package static func label(_ secret: Secret) -> String {
        secret.withUTF8 { bytes in
            // White space around a key is not part of it, as in the gateway.
            guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 })
            else {
                return "missing"
            }
            let key = UnsafeBufferPointer(rebasing: bytes[first...last])
            guard key.count > 16, !key.endsInVariable, key.allSatisfy({ (0x20..<0x7F).contains($0) }) else {
                return full
            }
            return "..." + String(decoding: key.suffix(4), as: UTF8.self)
        }
    }
}
