/// How the gateway abbreviates a secret on its own surfaces.
///
/// Lengths are UTF-16 code units, as in the gateway. Where the gateway prints a secret of 16 units or fewer in full
/// (src/commands/list.format.ts), this masks all of it.
package enum SecretMask {
    /// Stands for a secret too short to be abbreviated; its length says nothing about the secret's.
    package static let full = "********"

    /// The form of `models status`: first 8, `...`, last 8; `missing` when there is nothing.
    package static func status(_ secret: Secret) -> String {
        let units = trimmedUnits(of: secret)
        guard !units.isEmpty else { return "missing" }
        guard units.count > 16 else { return full }
        return text(units.prefix(8)) + "..." + text(units.suffix(8))
    }

    /// The form of the gateway's prompts: first and last characters around `…`; `…` when there is nothing.
    package static func preview(_ secret: Secret, head: Int = 4, tail: Int = 4) -> String {
        let units = trimmedUnits(of: secret)
        guard !units.isEmpty else { return "…" }
        guard units.count > 16 else { return full }
        return text(units.prefix(head)) + "…" + text(units.suffix(tail))
    }

    private static func trimmedUnits(of secret: Secret) -> ArraySlice<UInt16> {
        // Keys are ASCII, where a byte is a unit; the general conversions take fifty times as long.
        let units = secret.withUTF8 { bytes in
            bytes.allSatisfy { $0 < 0x80 }
                ? bytes.map { UInt16($0) } : Array(String(decoding: bytes, as: UTF8.self).utf16)
        }
        guard let first = units.firstIndex(where: { !isBlank($0) }),
            let last = units.lastIndex(where: { !isBlank($0) })
        else { return [] }
        return units[first...last]
    }

    private static func text(_ units: ArraySlice<UInt16>) -> String {
        units.allSatisfy { $0 < 0x80 }
            ? String(decoding: units.map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self)
            : String(decoding: units, as: UTF16.self)
    }

    /// ECMA-262 WhiteSpace and LineTerminator, which `String.prototype.trim` removes.
    private static func isBlank(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x09...0x0D, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
        default: false
        }
    }
}
