import Glibc

/// The bytes of one text: an array, which whoever read the file may hold as well.
///
/// Who looks at the text longer than for one call keeps the array; where an array's own checks would cost too much, its bytes
/// are lent for the time of a call and no longer. Configuration and credential files hold secrets: the memory of an array is
/// wiped when it is given back, as all memory of the program is.
struct TextStorage: Sendable {
    let array: [UInt8]

    init(_ array: [UInt8]) {
        self.array = array
    }

    /// The text with a part of it replaced.
    func replacing(_ range: Range<Int>, with replacement: [UInt8]) -> TextStorage {
        var text: [UInt8] = []
        text.reserveCapacity(array.count - range.count + replacement.count)
        text += array[..<range.lowerBound]
        text += replacement
        text += array[range.upperBound...]
        return TextStorage(text)
    }

    /// Whether both contain the same bytes.
    func isSame(as other: TextStorage) -> Bool {
        array.withUnsafeBufferPointer { own in other.array.withUnsafeBufferPointer { own.isSame(as: $0) } }
    }

    /// Whether the word occurs anywhere.
    func contains(_ word: String) -> Bool {
        var word = word
        return word.withUTF8 { word in array.withUnsafeBufferPointer { $0.contains(word) } }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether both hold the same bytes; an empty one may have no memory at all.
    func isSame(as other: Self) -> Bool {
        guard count == other.count, let start = baseAddress, let otherStart = other.baseAddress else {
            return count == other.count
        }
        return start == otherStart || memcmp(start, otherStart, count) == 0
    }

    /// Whether other bytes occur anywhere.
    fileprivate func contains(_ word: Self) -> Bool {
        guard let text = baseAddress, let start = word.baseAddress, let first = word.first else { return word.isEmpty }
        var place = 0
        while let found = memchr(text + place, Int32(first), count - place) {
            place = UnsafeRawPointer(found) - UnsafeRawPointer(text)
            if count - place < word.count { return false }
            if memcmp(text + place, start, word.count) == 0 { return true }
            place += 1
        }
        return false
    }
}
