/// How a stored secret is told apart from others in a label: by its last four characters, and no more.
///
/// The gateway shows the first and the last eight (src/commands/models/list.format.ts), and a short secret in full.
package enum SecretMask {
    /// Stands for a secret that is too short to show a part of; its length says nothing about the secret's.
    package static let full = "********"

    /// `...` and the last four; `missing` when there is nothing, `full` for 16 characters or fewer and for other than ASCII.
    package static func label(_ secret: Secret) -> String {
        secret.withUTF8 { bytes in
            // Blanks around a key are no part of it, for the gateway neither.
            guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 })
            else {
                return "missing"
            }
            let key = UnsafeBufferPointer(rebasing: bytes[first...last])
            guard key.count > 16, key.allSatisfy({ (0x20..<0x7F).contains($0) }) else { return full }
            return "..." + String(decoding: key.suffix(4), as: UTF8.self)
        }
    }
}
