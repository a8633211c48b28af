/// A hash of the bytes of a key, sixteen bytes at a time.
///
/// It is seeded with two random numbers per process, so that the author of a file cannot choose colliding keys and
/// force linear searches. (The mixing step is that of wyhash: the product of two words, with its upper half XORed into
/// the lower one.)
enum KeyHash {
    private static let secrets = (random(1), random(2))

    static func of(_ key: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let (first, second) = secrets
        let bytes = UnsafeRawBufferPointer(key)
        var hash = first ^ UInt64(truncatingIfNeeded: bytes.count)
        var offset = 0
        while offset + 16 <= bytes.count {
            hash = product(bytes.word(at: offset) ^ second, bytes.word(at: offset + 8) ^ hash)
            offset += 16
        }
        let (low, high) = bytes.rest(from: offset)
        return UInt32(truncatingIfNeeded: product(low ^ second, high ^ hash) >> 32)
    }

    private static func product(_ one: UInt64, _ other: UInt64) -> UInt64 {
        let (high, low) = one.multipliedFullWidth(by: other)
        return high ^ low
    }

    /// Taken from the seed of Swift's own hashes, so that it is deterministic if that is.
    private static func random(_ number: Int) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(number)
        return UInt64(bitPattern: Int64(hasher.finalize())) | 1
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func word(at offset: Int) -> UInt64 { loadUnaligned(fromByteOffset: offset, as: UInt64.self) }

    /// Fewer than sixteen bytes as two words.
    fileprivate func rest(from offset: Int) -> (UInt64, UInt64) {
        let count = count - offset
        if count >= 8 { return (word(at: offset), word(at: self.count - 8)) }
        if count >= 4 {
            let last = loadUnaligned(fromByteOffset: self.count - 4, as: UInt32.self)
            return (UInt64(loadUnaligned(fromByteOffset: offset, as: UInt32.self)), UInt64(last))
        }
        guard count > 0 else { return (0, 0) }
        let edges = UInt64(self[offset]) << 16 | UInt64(self[offset + count / 2]) << 8
        return (edges | UInt64(self[self.count - 1]), 0)
    }
}
