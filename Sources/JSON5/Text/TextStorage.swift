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

    /// Whether an escape occurs that may stand for a letter, a digit or part of a word: any but those of quotes,
    /// slashes, backslashes and control characters.
    var hasEscapedWord: Bool {
        array.withUnsafeBufferPointer { text in
            var place = 0
            while let backslash = text.firstPlace(of: UInt8(ascii: "\\"), from: place) {
                guard backslash + 1 < text.count, Self.plainEscapes.contains(text[backslash + 1]) else { return true }
                place = backslash + 2
            }
            return false
        }
    }

    private static let plainEscapes = Array(#""'\/0bfnrtv"#.utf8)
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
        var from = 0
        while let place = firstPlace(of: first, from: from) {
            if count - place < word.count { return false }
            if memcmp(text + place, start, word.count) == 0 { return true }
            from = place + 1
        }
        return false
    }

    /// The first offset of a byte at or after another offset.
    fileprivate func firstPlace(of byte: UInt8, from place: Int) -> Int? {
        guard let text = baseAddress, let found = memchr(text + place, Int32(byte), count - place) else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(text)
    }
}
