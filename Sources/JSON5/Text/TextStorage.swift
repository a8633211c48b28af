import Glibc

/// The bytes of one text, overwritten with zeros before their memory is given back.
///
/// A class because only a `deinit` sees the last copy go: configuration and credential files hold secrets.
/// One zero byte follows the text, so that the parser may look one byte ahead without asking for the end.
final class TextStorage: Sendable {
    nonisolated(unsafe) private let memory: UnsafeMutableBufferPointer<UInt8>
    /// The bytes of somebody else that stand in this memory; nil where it is our own.
    private let owner: [UInt8]?

    /// The text, without the zero byte that follows it in memory.
    var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: memory.baseAddress, count: memory.count - 1)
    }

    /// The text of these bytes, without a copy where a zero follows them in their memory already, as behind those of a file
    /// that was read. Whoever else has them cannot change them there: an array that two hold is copied first.
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

    /// Memory of our own with these pieces and a zero.
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
        // The memory of an array is wiped when it is given back, as all memory of the program is.
        guard owner == nil else { return }
        if let start = memory.baseAddress { explicit_bzero(start, memory.count) }
        memory.deallocate()
    }
}
