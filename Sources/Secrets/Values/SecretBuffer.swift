/// A growing secret: what a masked field or a paste in progress has collected so far.
///
/// When it outgrows its memory the old bytes are zeroed; copies share memory until one of them changes.
package struct SecretBuffer: Sendable {
    private var storage: WipedBytes

    /// An empty buffer.
    package init() {
        storage = WipedBytes(capacity: 256)
    }

    /// A buffer that starts with the bytes of a secret; it shares them until it changes.
    package init(_ secret: Secret) {
        storage = secret.storage
    }

    /// Length in bytes.
    package var count: Int { storage.count }

    /// Whether nothing was collected.
    package var isEmpty: Bool { storage.count == 0 }

    /// What was collected; it stays as it is when the buffer changes.
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

    /// What stands from a place on, as a secret of its own.
    package func secret(from start: Int) -> Secret {
        Secret(utf8: storage.bytes[min(start, count)...])
    }

    /// Takes away the last Unicode scalar and zeroes it; nothing happens when the buffer is empty.
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

    /// Empties the buffer and zeroes it.
    package mutating func removeAll() {
        storage = WipedBytes(capacity: 256)
    }

    /// Makes room and makes sure that no copy sees the change.
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
