/// Strict JSON that is compiled into the binary, located and decoded lazily.
///
/// A `Document` keeps every byte of a user's text and reports errors. This data has none, because a test reads it with
/// both, and it is read at every start: so it is scanned by brackets and quotes only.
package struct BuiltInJSON: Sendable {
    /// The text from the value's first byte on; the end is found by scanning.
    nonisolated(unsafe) private let bytes: UnsafeBufferPointer<UInt8>

    /// - Parameter bytes: the text, which must be immutable and never freed.
    package init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var place = 0
        Self.skipSpace(in: bytes, &place)
        self.bytes = UnsafeBufferPointer(rebasing: bytes[place...])
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
        walk(from: UInt8(ascii: "{")) { place in
            let key = Self(at: place, of: bytes).text ?? ""
            Self.skipString(in: bytes, &place)
            Self.skipSpace(in: bytes, &place)
            place += 1
            Self.skipSpace(in: bytes, &place)
            members.all.append((key, Self(at: place, of: bytes)))
            return key != last
        }
        return members
    }

    /// The elements of an array; empty if this is not one.
    package var elements: [BuiltInJSON] {
        var elements: [BuiltInJSON] = []
        walk(from: UInt8(ascii: "[")) { place in
            elements.append(Self(at: place, of: bytes))
            return true
        }
        return elements
    }

    /// The text of a string; nil if it is not one.
    package var text: String? {
        guard bytes.first == UInt8(ascii: "\"") else { return nil }
        var end = 0
        let isPlain = Self.skipString(in: bytes, &end)
        let quoted = UnsafeBufferPointer(rebasing: bytes[..<end])
        guard !isPlain else {
            return String(decoding: UnsafeBufferPointer(rebasing: quoted.dropFirst().dropLast()), as: UTF8.self)
        }
        do {
            return try Document(parsing: Array(quoted), dialect: .json).root.stringValue
        } catch {
            return nil
        }
    }

    /// The number; nil if it is not one.
    package var number: Double? {
        Double(String(decoding: UnsafeBufferPointer(rebasing: bytes[..<end]), as: UTF8.self))
    }

    /// The number, if it is an integer.
    package var integer: Int? { number.flatMap(Int.init(exactly:)) }

    package var isTrue: Bool { bytes.first == UInt8(ascii: "t") }
}

extension BuiltInJSON {
    private init(at place: Int, of bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = UnsafeBufferPointer(rebasing: bytes[place...])
    }

    private var end: Int {
        var place = 0
        Self.skipValue(in: bytes, &place)
        return place
    }

    /// Calls `body` for each item of a container with the position of its first byte, until it returns false; `body`
    /// may advance the position up to the item's value.
    private func walk(from bracket: UInt8, _ body: (inout Int) -> Bool) {
        guard bytes.first == bracket else { return }
        var place = 1
        while true {
            Self.skipSpace(in: bytes, &place)
            guard place < bytes.count, bytes[place] | 0x20 != UInt8(ascii: "}"), body(&place) else { return }
            Self.skipValue(in: bytes, &place)
            Self.skipSpace(in: bytes, &place)
            guard place < bytes.count, bytes[place] == UInt8(ascii: ",") else { return }
            place += 1
        }
    }

    private static func skipSpace(in bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) {
        while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
    }

    /// Moves past a value: past its last bracket or quote, or to the end of a word or number.
    private static func skipValue(in bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) {
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
        place &+= 1
        while place < bytes.count {
            let byte = bytes[place]
            place &+= 1
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                isPlain = false
                place &+= 1
            }
        }
        return isPlain
    }
}
