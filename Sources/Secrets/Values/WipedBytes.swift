import CSystem

/// Heap memory that is zeroed before it is freed.
///
/// A class, because only a class has a deinitialiser that runs when the last copy goes. Its owners mutate it only while
/// they hold the sole reference, which makes it safe to send.
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

    /// Removes and zeroes everything after the first `newCount` bytes.
    func truncate(to newCount: Int) {
        precondition(newCount >= 0 && newCount <= count)
        guard let base = memory.baseAddress else { return }
        csystem_wipe(base + newCount, count - newCount)
        count = newCount
    }
}
