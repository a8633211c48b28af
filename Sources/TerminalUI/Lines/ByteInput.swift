/// Decodes terminal bytes into inputs: characters, and the marks of a bracketed paste.
///
/// For terminals without a library. All other control sequences are passed on; `KeyDecoder` drops them.
package struct ByteInput: Sendable {
    /// Bytes of an incomplete character.
    private var partial: [UInt8] = []
    /// Bytes of an incomplete paste mark.
    private var border: [UInt8] = []

    private static let borders: [([UInt8], RawInput)] = [
        (Array("\u{1B}[200~".utf8), .pasteStart), (Array("\u{1B}[201~".utf8), .pasteEnd),
    ]

    package init() {}

    /// The inputs completed by these bytes.
    package mutating func feed(_ bytes: some Sequence<UInt8>) -> [RawInput] {
        var inputs: [RawInput] = []
        for byte in bytes { take(byte, into: &inputs) }
        return inputs
    }

    /// Call it when no more input is available: what looked like a paste mark was a key.
    package mutating func settle() -> [RawInput] {
        // No key press starts with `ESC [ 2`, so the rest of the mark must follow.
        guard border.count < 3 else { return [] }
        return flushBorder()
    }

    private mutating func take(_ byte: UInt8, into inputs: inout [RawInput]) {
        guard byte == 0x1B || !border.isEmpty else { return decode(byte, into: &inputs) }
        let longer = border + [byte]
        let fitting = Self.borders.filter { $0.0.starts(with: longer) }
        if let (whole, input) = fitting.first {
            border = longer
            guard border.count == whole.count else { return }
            (border, partial) = ([], [])
            inputs.append(input)
            return
        }
        inputs += flushBorder()
        if byte == 0x1B {
            border = [byte]
        } else {
            decode(byte, into: &inputs)
        }
    }

    private mutating func flushBorder() -> [RawInput] {
        var inputs: [RawInput] = []
        for byte in border { decode(byte, into: &inputs) }
        border = []
        return inputs
    }

    private mutating func decode(_ byte: UInt8, into inputs: inout [RawInput]) {
        // A new character starts although the previous one is incomplete, so that one is invalid.
        if byte & 0xC0 != 0x80, !partial.isEmpty {
            partial = []
            inputs.append(.scalar("\u{FFFD}"))
        }
        partial.append(byte)
        guard partial.count >= Self.length(of: partial[0]) else { return }
        let text = String(decoding: partial, as: UTF8.self)
        partial = []
        inputs += text.unicodeScalars.map { .scalar($0) }
    }

    private static func length(of first: UInt8) -> Int {
        switch first {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }
}
