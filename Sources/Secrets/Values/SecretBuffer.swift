/// A growing secret, for a masked field or a paste in progress.
///
/// When it reallocates, the old bytes are zeroed; copies share memory until one of them changes (copy on write).
package struct SecretBuffer: Sendable {
    private var storage: WipedBytes

    /// An empty buffer.
    package init() {
        storage = WipedBytes(capacity: 256)
    }

    /// A buffer with the bytes of a secret; shares them until it changes.
    package init(_ secret: Secret) {
        storage = secret.storage
    }

    /// Length in bytes.
    package var count: Int { storage.count }

    /// Whether it has no bytes.
    package var isEmpty: Bool { storage.count == 0 }

    /// The current content; later changes of the buffer do not affect it.
    package var secret: Secret { Secret(sharing: storage) }

    /// Adds one byte.
    package mutating func append(_ byte: UInt8) {
        reserve(count + 1)
        storage.append(byte)
    }

    /// Adds bytes.
    package mutating func append(contentsOf bytes: some Collection<UInt8>) {
        reserve(count + bytes.count)
        storage.append(bytes)
    }

    /// Adds one character as UTF-8.
    package mutating func append(_ character: Character) {
        append(contentsOf: character.utf8)
    }

    /// Adds the bytes of a secret.
    package mutating func append(_ secret: Secret) {
        secret.withUTF8 { append(contentsOf: $0) }
    }

    /// Whether it ends with these bytes.
    package func ends(with bytes: some Collection<UInt8>) -> Bool {
        guard count >= bytes.count else { return false }
        return zip((count - bytes.count)..<count, bytes).allSatisfy { storage[$0] == $1 }
    }

    /// The bytes from an offset on, as a secret.
    package func secret(from start: Int) -> Secret {
        Secret(utf8: storage.bytes[min(start, count)...])
    }

    /// Removes and zeroes the last Unicode scalar; no effect if the buffer is empty.
    package mutating func removeLast() {
        var end = count
        while end > 0 {
            end -= 1
            let isContinuation = storage[end] & 0b1100_0000 == 0b1000_0000
            if !isContinuation { break }
        }
        reserve(count)
        storage.truncate(to: end)
    }

    /// Empties and zeroes the buffer.
    package mutating func removeAll() {
        storage = WipedBytes(capacity: 256)
    }

    /// Ensures capacity and unique storage, so that no copy sees the change.
    private mutating func reserve(_ needed: Int) {
        let isShared = !isKnownUniquelyReferenced(&storage)
        guard isShared || needed > storage.capacity else { return }
        let next = WipedBytes(
            capacity: needed > storage.capacity ? max(needed, storage.capacity * 2) : storage.capacity
        )
        next.append(storage.bytes)
        storage = next
    }
}

extension SecretBuffer: Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package static func == (one: SecretBuffer, other: SecretBuffer) -> Bool {
        one.secret == other.secret
    }

    package var description: String { Secret.redacted }

    package var debugDescription: String { Secret.redacted }

    package var customMirror: Mirror { Mirror(self, children: EmptyCollection(), displayStyle: .struct) }
}
