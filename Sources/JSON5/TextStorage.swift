import Glibc

/// The bytes of one text, overwritten with zeros before their memory is given back.
///
/// A class because only a `deinit` sees the last copy go: configuration and credential files hold secrets.
/// One zero byte follows the text, so that the parser may look one byte ahead without asking for the end.
final class TextStorage: Sendable {
    nonisolated(unsafe) private let memory: UnsafeMutableBufferPointer<UInt8>

    /// The text, without the zero byte that follows it in memory.
    var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: memory.baseAddress, count: memory.count - 1)
    }

    /// Joins the pieces into one text.
    init(_ pieces: UnsafeBufferPointer<UInt8>...) {
        let count = pieces.reduce(0) { $0 + $1.count }
        memory = .allocate(capacity: count + 1)
        var end = 0
        for piece in pieces {
            end += UnsafeMutableBufferPointer(rebasing: memory[end...]).initialize(fromContentsOf: piece)
        }
        memory.initializeElement(at: count, to: 0)
    }

    /// Whether both hold the same bytes.
    func isSame(as other: TextStorage) -> Bool {
        guard self !== other, let start = memory.baseAddress, let otherStart = other.memory.baseAddress else {
            return true
        }
        return memory.count == other.memory.count && memcmp(start, otherStart, memory.count) == 0
    }

    /// Whether the bytes occur anywhere.
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
        if let start = memory.baseAddress { explicit_bzero(start, memory.count) }
        memory.deallocate()
    }
}
