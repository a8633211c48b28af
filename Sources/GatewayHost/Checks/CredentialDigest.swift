internal import CSystem
package import FileTransactions
package import Secrets

/// Identifies a credential in a file without revealing it: HMAC-SHA256 (RFC 2104) with a key that never leaves this
/// host, so that the digests do not help to guess a secret.
package struct CredentialDigest: Sendable {
    private let key: Secret

    package init(key: Secret) {
        self.key = key
    }

    package func digest(of credential: Secret) -> Digest {
        var inner = padded(0x36)
        // Capacity for whole blocks and the length suffix, so that hashing copies only an incomplete last block.
        inner.reserveCapacity(256 + credential.count)
        credential.withUTF8 { inner.append(contentsOf: $0) }
        inner += [UInt8](repeating: 0, count: (64 - inner.count % 64) % 64)
        let length = UInt64(credential.count)
        inner += (0..<64).map { $0 < 8 ? UInt8(truncatingIfNeeded: length >> (8 * UInt64($0))) : 0 }
        let digest = Digest(of: inner)
        inner.withUnsafeMutableBytes { csystem_wipe($0.baseAddress, $0.count) }
        return Digest(of: padded(0x5C) + Array(digest.hex.utf8))
    }

    private func padded(_ mask: UInt8) -> [UInt8] {
        key.withUTF8 { bytes in (0..<64).map { ($0 < bytes.count ? bytes[$0] : 0) ^ mask } }
    }
}
