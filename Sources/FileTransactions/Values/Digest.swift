/// The SHA-256 of bytes, used to detect whether a file has changed.
package struct Digest: Sendable, Hashable, CustomStringConvertible {
    /// 64 lower-case hex digits.
    package let hex: String

    /// Digest of the bytes.
    package init(of bytes: [UInt8]) {
        hex = SHA256.hash(bytes).map(Self.twoDigits).joined()
    }

    /// From 64 lower-case hex digits; nil for anything else.
    package init?(hex: some StringProtocol) {
        let isDigest =
            hex.utf8.count == 64 && hex.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        guard isDigest else { return nil }
        self.hex = String(hex)
    }

    package var description: String { hex }

    private static func twoDigits(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
