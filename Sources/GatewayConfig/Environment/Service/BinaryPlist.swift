/// A reader for Apple's binary property lists, limited to what a service needs: a dictionary of strings and
/// dictionaries.
///
/// The format is described at the top of CoreFoundation's CFBinaryPList.c: objects, a table of their offsets, and a
/// trailer of 32 bytes. Objects are looked up by number on demand, so that cycles and wrong offsets in a file do no
/// harm.
struct BinaryPlist {
    private let bytes: [UInt8]
    private let offsetSize: Int
    private let referenceSize: Int
    private let tableStart: Int
    private let objectCount: Int
    private let top: Int

    /// Nil if the bytes are not a binary property list.
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

    /// Whether the top object is a dictionary.
    var isDictionary: Bool { entries(of: top) != nil }

    /// The string of a key in the top dictionary.
    func string(_ key: String) -> String? {
        entries(of: top)?.first { isString(key, at: $0.key) }.flatMap { string(at: $0.value) }
    }

    /// The strings of a dictionary inside the top one, in file order.
    func strings(in key: String) -> [(key: String, value: String)] {
        let inner = entries(of: top)?.first { isString(key, at: $0.key) }.flatMap { entries(of: $0.value) }
        // A limit on the output, because many entries can refer to one long string.
        var room = 4 * bytes.count + 65_536
        return (inner ?? []).compactMap { entry in
            guard room > 0, let key = string(at: entry.key), let value = string(at: entry.value) else { return nil }
            room -= key.utf8.count + value.utf8.count
            return (key, value)
        }
    }

    // MARK: - Objects

    /// The type of an object, and the position and count of its content.
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
        // A long object: its count is stored in an integer object that follows.
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

    /// ASCII, big-endian UTF-16, or UTF-8.
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

    /// Whether an object is this ASCII text; a long string is not decoded.
    private func isString(_ text: String, at object: Int) -> Bool {
        head(of: object)?.count == text.utf8.count && string(at: object) == text
    }

    private func number(at place: Int, size: Int) -> Int? {
        guard place >= 0, place <= bytes.count - size else { return nil }
        return Self.number(bytes[place..<(place + size)])
    }

    /// Big-endian; nil if it is too large to be valid.
    private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        var number = 0
        for byte in bytes {
            guard number < 1 << 40 else { return nil }
            number = number << 8 | Int(byte)
        }
        return number
    }
}
