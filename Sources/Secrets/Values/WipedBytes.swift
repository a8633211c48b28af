import CSystem

/// Heap bytes that are zeroed before they are given back.
///
/// A class, because only a class runs code when its last copy goes. Its owners mutate it only while they hold the sole
/// reference, which is what makes it safe to send.
final class WipedBytes: @unchecked Sendable {
    private let memory: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(capacity: Int) {
        memory = .allocate(capacity: max(capacity, 1))
        memory.initialize(repeating: 0)
    }

    deinit {
        csystem_wipe(memory.baseAddress, memory.count)
        memory.deallocate()
    }

    var capacity: Int { memory.count }

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: memory[0..<count]) }

    subscript(index: Int) -> UInt8 {
        precondition(index >= 0 && index < count)
        return memory[index]
    }

    func append(_ byte: UInt8) {
        precondition(count < memory.count)
        memory[count] = byte
        count += 1
    }

    func append(_ bytes: some Collection<UInt8>) {
        let isCopied: Void? = bytes.withContiguousStorageIfAvailable { run in
            precondition(count + run.count <= memory.count)
            count += UnsafeMutableBufferPointer(rebasing: memory[count...]).update(fromContentsOf: run)
        }
        if isCopied == nil { for byte in bytes { append(byte) } }
    }

    /// Drops everything after the first `newCount` bytes and zeroes it.
    func truncate(to newCount: Int) {
        precondition(newCount >= 0 && newCount <= count)
        guard let base = memory.baseAddress else { return }
        csystem_wipe(base + newCount, count - newCount)
        count = newCount
    }
}
