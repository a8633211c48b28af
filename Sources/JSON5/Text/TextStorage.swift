import Glibc

/// The bytes of one text, zeroed before their memory is freed.
///
/// A class, because only a `deinit` sees the last copy go: config and credential files contain secrets. One zero byte
/// follows the text, so that the parser can look one byte ahead without a bounds check.
final class TextStorage: Sendable {
    nonisolated(unsafe) private let memory: UnsafeMutableBufferPointer<UInt8>
    /// The array whose memory is shared; nil if the memory is our own.
    private let owner: [UInt8]?

    /// The text, without the zero byte that follows it.
    var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: memory.baseAddress, count: memory.count - 1)
    }

    /// The text of these bytes. If a zero byte already follows them in memory, as for a file that was read, they are
    /// not copied. Other owners cannot change them, because a shared array is copied on write.
    init(_ bytes: [UInt8]) {
        let shared = bytes.withUnsafeBufferPointer { text -> UnsafeMutableBufferPointer<UInt8>? in
            guard bytes.capacity > bytes.count, let start = text.baseAddress, start[text.count] == 0 else { return nil }
            return UnsafeMutableBufferPointer(start: UnsafeMutablePointer(mutating: start), count: text.count + 1)
        }
        owner = shared == nil ? nil : bytes
        memory = shared ?? bytes.withUnsafeBufferPointer { Self.copy(of: [$0]) }
    }

    /// Joins the pieces into one text.
    init(_ pieces: UnsafeBufferPointer<UInt8>...) {
        owner = nil
        memory = Self.copy(of: pieces)
    }

    /// Allocates memory with these pieces and a zero byte.
    private static func copy(of pieces: [UnsafeBufferPointer<UInt8>]) -> UnsafeMutableBufferPointer<UInt8> {
        let count = pieces.reduce(0) { $0 + $1.count }
        let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: count + 1)
        var end = 0
        for piece in pieces {
            end += UnsafeMutableBufferPointer(rebasing: memory[end...]).initialize(fromContentsOf: piece)
        }
        memory.initializeElement(at: count, to: 0)
        return memory
    }

    /// Whether both contain the same bytes.
    func isSame(as other: TextStorage) -> Bool {
        guard self !== other, let start = memory.baseAddress, let otherStart = other.memory.baseAddress else {
            return true
        }
        return memory.count == other.memory.count && memcmp(start, otherStart, memory.count) == 0
    }

    /// Whether the word occurs anywhere.
    func contains(_ word: String) -> Bool {
        var word = word
        return word.withUTF8 { word in
            guard let text = memory.baseAddress, let start = word.baseAddress, let first = word.first else {
                return true
            }
            let end = text + (memory.count - 1)
            var place = text
            while let found = memchr(place, Int32(first), end - place) {
                place = found.assumingMemoryBound(to: UInt8.self)
                if end - place < word.count { return false }
                if memcmp(place, start, word.count) == 0 { return true }
                place += 1
            }
            return false
        }
    }

    deinit {
        // The memory of an array is zeroed when it is freed, as all heap memory of the program.
        guard owner == nil else { return }
        if let start = memory.baseAddress { explicit_bzero(start, memory.count) }
        memory.deallocate()
    }
}
