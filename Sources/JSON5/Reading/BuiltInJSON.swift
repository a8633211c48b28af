/// Strict JSON that is compiled into the binary, located and decoded lazily.
///
/// A `Document` keeps every byte of a user's text and reports errors. This data has none, because a test reads it with
/// both, and it is read at every start: so it is scanned by brackets and quotes only.
package struct BuiltInJSON: Sendable {
    /// The whole text, shared by its values.
    private let bytes: [UInt8]
    /// Where the value begins; its end is found by walking.
    private let start: Int

    package init(_ bytes: [UInt8]) {
        var place = 0
        bytes.withUnsafeBufferPointer { Self.skipSpace(in: $0, &place) }
        self.init(at: place, of: bytes)
    }

    /// The members of an object by name, found without scanning the text again.
    package struct Members: Sendable {
        package fileprivate(set) var all: [(key: String, value: BuiltInJSON)] = []

        /// No members.
        package init() {}

        package subscript(key: String) -> BuiltInJSON? { all.first { $0.key == key }?.value }
    }

    /// The members in text order; empty if this is not an object.
    package var members: Members { members(through: nil) }

    /// The members up to `last`, which the data writes last and which is the largest, so that its end need not be
    /// found.
    package func members(through last: String?) -> Members {
        var members = Members()
        walk(from: UInt8(ascii: "{")) { bytes, place in
            let key = Self(at: place, of: self.bytes).text ?? ""
            Self.skipString(in: bytes, &place)
            Self.skipSpace(in: bytes, &place)
            Self.skip(1, in: bytes, &place)
            Self.skipSpace(in: bytes, &place)
            members.all.append((key, Self(at: place, of: self.bytes)))
            return key != last
        }
        return members
    }

    /// The elements of an array; empty if this is not one.
    package var elements: [BuiltInJSON] {
        var elements: [BuiltInJSON] = []
        walk(from: UInt8(ascii: "[")) { _, place in
            elements.append(Self(at: place, of: bytes))
            return true
        }
        return elements
    }

    /// The text of a string; nil if it is not one.
    package var text: String? {
        guard first == UInt8(ascii: "\"") else { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            var end = start
            let isPlain = Self.skipString(in: bytes, &end)
            if isPlain, end - start >= 2 {
                return String(decoding: bytes.extracting(start + 1..<end - 1), as: UTF8.self)
            }
            return Self.decoded(Array(bytes.extracting(start..<end)))
        }
    }

    /// The text of a string with escapes in it; nil if it is none.
    private static func decoded(_ quoted: [UInt8]) -> String? {
        do {
            return try Document(parsing: quoted, dialect: .json).root.stringValue
        } catch {
            return nil
        }
    }

    /// The number; nil if it is not one.
    package var number: Double? {
        bytes.withUnsafeBufferPointer { bytes in
            var end = start
            Self.skipValue(in: bytes, &end)
            return Double(String(decoding: bytes.extracting(start..<end), as: UTF8.self))
        }
    }

    /// The number, if it is an integer.
    package var integer: Int? { number.flatMap(Int.init(exactly:)) }

    package var isTrue: Bool { first == UInt8(ascii: "t") }

    /// The first byte of the value; nil where the text ends before it.
    private var first: UInt8? { start < bytes.count ? bytes[start] : nil }
}

extension BuiltInJSON {
    private init(at place: Int, of bytes: [UInt8]) {
        (self.bytes, start) = (bytes, place)
    }

    /// Calls for each item of a container with the text and the place of its first byte, until it returns false; the body may
    /// move the place up to the item's value.
    private func walk(from bracket: UInt8, _ body: (UnsafeBufferPointer<UInt8>, inout Int) -> Bool) {
        guard first == bracket else { return }
        bytes.withUnsafeBufferPointer { bytes in
            var place = start + 1
            while true {
                Self.skipSpace(in: bytes, &place)
                guard place < bytes.count, bytes[place] | 0x20 != UInt8(ascii: "}"), body(bytes, &place) else { return }
                Self.skipValue(in: bytes, &place)
                Self.skipSpace(in: bytes, &place)
                guard place < bytes.count, bytes[place] == UInt8(ascii: ",") else { return }
                place += 1
            }
        }
    }

    /// Moves on by some bytes, at most to the end.
    private static func skip(_ count: Int, in bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) {
        place = min(place &+ count, bytes.count)
    }

    private static func skipSpace(in bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) {
        while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
    }

    /// Moves past a value: past its last bracket or quote, or to the end of a word or number.
    private static func skipValue(in bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) {
        guard place < bytes.count else { return }
        switch bytes[place] {
        case UInt8(ascii: "\""): skipString(in: bytes, &place)
        case UInt8(ascii: "{"), UInt8(ascii: "["): skipContainer(in: bytes, &place)
        default:
            while place < bytes.count, bytes[place] > 0x20, bytes[place] != UInt8(ascii: ","),
                bytes[place] | 0x20 != UInt8(ascii: "}")
            { place += 1 }
        }
    }

    /// The innermost loop of a program start. Bracket and brace differ in one bit, 0x20.
    private static func skipContainer(in bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) {
        var depth = 0
        while place < bytes.count {
            let byte = bytes[place]
            guard byte > 0x20 else {
                place &+= 1
                continue
            }
            if byte == UInt8(ascii: "\"") {
                skipString(in: bytes, &place)
                continue
            }
            place &+= 1
            if byte | 0x20 == UInt8(ascii: "{") {
                depth &+= 1
            } else if byte | 0x20 == UInt8(ascii: "}") {
                depth &-= 1
                if depth == 0 { return }
            }
        }
    }

    /// Returns whether it contains no escapes.
    @discardableResult
    private static func skipString(in bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> Bool {
        var isPlain = true
        skip(1, in: bytes, &place)
        while place < bytes.count {
            let byte = bytes[place]
            place &+= 1
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                isPlain = false
                skip(1, in: bytes, &place)
            }
        }
        return isPlain
    }
}
