/// A property list in Apple's binary form, as far as a service's needs go: a dictionary of strings and dictionaries.
///
/// The layout is told at the head of CoreFoundation's CFBinaryPList.c: objects, a table of their offsets, and a trailer of 32
/// bytes. Each object is looked up by its number when it is asked for, so that neither loops nor lies in a file do harm.
struct BinaryPlist {
    private let bytes: [UInt8]
    private let offsetSize: Int
    private let referenceSize: Int
    private let tableStart: Int
    private let objectCount: Int
    private let top: Int

    /// nil when the bytes are no such list.
    init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: "bplist0".utf8), bytes.count > 40 else { return nil }
        self.bytes = bytes
        let trailer = bytes.count - 32
        offsetSize = Int(bytes[trailer + 6])
        referenceSize = Int(bytes[trailer + 7])
        guard (1...8).contains(offsetSize), (1...8).contains(referenceSize),
            let count = Self.number(bytes[(trailer + 8)..<(trailer + 16)]),
            let top = Self.number(bytes[(trailer + 16)..<(trailer + 24)]),
            let start = Self.number(bytes[(trailer + 24)..<(trailer + 32)]),
            start <= trailer, count <= (trailer - start) / offsetSize, top < count
        else { return nil }
        (objectCount, tableStart, self.top) = (count, start, top)
    }

    /// Whether it is a dictionary at all.
    var isDictionary: Bool { entries(of: top) != nil }

    /// The string that a key of the outermost dictionary stands for.
    func string(_ key: String) -> String? {
        entries(of: top)?.first { isString(key, at: $0.key) }.flatMap { string(at: $0.value) }
    }

    /// The strings of a dictionary in the outermost one, in the order of the file.
    func strings(in key: String) -> [(key: String, value: String)] {
        let inner = entries(of: top)?.first { isString(key, at: $0.key) }.flatMap { entries(of: $0.value) }
        // Any number of entries can refer to one long string.
        var room = 4 * bytes.count + 65_536
        return (inner ?? []).compactMap { entry in
            guard room > 0, let key = string(at: entry.key), let value = string(at: entry.value) else { return nil }
            room -= key.utf8.count + value.utf8.count
            return (key, value)
        }
    }

    // MARK: - Objects

    /// What kind an object is, and the place and count of what it holds.
    private struct Head {
        var kind: UInt8
        var start: Int
        var count: Int
    }

    private func head(of object: Int) -> Head? {
        guard object < objectCount,
            let offset = number(at: tableStart + object * offsetSize, size: offsetSize), offset < tableStart
        else { return nil }
        let (kind, count) = (bytes[offset] >> 4, Int(bytes[offset] & 0x0F))
        guard count == 0x0F else { return Head(kind: kind, start: offset + 1, count: count) }
        // A long one: an integer object with the count follows.
        guard offset + 1 < tableStart, bytes[offset + 1] >> 4 == 1, bytes[offset + 1] & 0x0F <= 3 else { return nil }
        let size = 1 << Int(bytes[offset + 1] & 0x0F)
        guard let long = number(at: offset + 2, size: size) else { return nil }
        return Head(kind: kind, start: offset + 2 + size, count: long)
    }

    private func entries(of object: Int) -> [(key: Int, value: Int)]? {
        guard let head = head(of: object), head.kind == 0x0D, head.start <= tableStart,
            head.count <= (tableStart - head.start) / (2 * referenceSize)
        else { return nil }
        return (0..<head.count).compactMap { index in
            let place = head.start + index * referenceSize
            guard let key = number(at: place, size: referenceSize),
                let value = number(at: place + head.count * referenceSize, size: referenceSize)
            else { return nil }
            return (key, value)
        }
    }

    /// ASCII, UTF-16 with the high byte first, or UTF-8.
    private func string(at object: Int) -> String? {
        guard let head = head(of: object), [5, 6, 7].contains(head.kind), head.start <= tableStart else { return nil }
        let width = head.kind == 6 ? 2 : 1
        guard head.count <= (tableStart - head.start) / width else { return nil }
        let text = bytes[head.start..<(head.start + head.count * width)]
        guard head.kind == 6 else { return String(decoding: text, as: UTF8.self) }
        let units = stride(from: text.startIndex, to: text.endIndex, by: 2).map { index in
            UInt16(text[index]) << 8 | UInt16(text[index + 1])
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// Whether an object is an ASCII text; a long one is not decoded for that.
    private func isString(_ text: String, at object: Int) -> Bool {
        head(of: object)?.count == text.utf8.count && string(at: object) == text
    }

    private func number(at place: Int, size: Int) -> Int? {
        guard place >= 0, place <= bytes.count - size else { return nil }
        return Self.number(bytes[place..<(place + size)])
    }

    /// The high byte first; nil when it is too large for anything here.
    private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        var number = 0
        for byte in bytes {
            guard number < 1 << 40 else { return nil }
            number = number << 8 | Int(byte)
        }
        return number
    }
}
