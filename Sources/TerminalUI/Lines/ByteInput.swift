/// Makes inputs of the bytes that a terminal sends: characters, and the borders of a bracketed paste.
///
/// For terminals that no library reads. Everything else of a control sequence goes on as it is; `KeyDecoder` drops it.
package struct ByteInput: Sendable {
    /// Bytes of a character that is not complete.
    private var partial: [UInt8] = []
    /// What was read of a border of a paste.
    private var border: [UInt8] = []

    private static let borders: [([UInt8], RawInput)] = [
        (Array("\u{1B}[200~".utf8), .pasteStart), (Array("\u{1B}[201~".utf8), .pasteEnd),
    ]

    package init() {}

    /// The inputs that are complete by these bytes.
    package mutating func feed(_ bytes: some Sequence<UInt8>) -> [RawInput] {
        var inputs: [RawInput] = []
        for byte in bytes { take(byte, into: &inputs) }
        return inputs
    }

    /// To be called when nothing more can be read at the moment: what looked like a border was a key.
    package mutating func settle() -> [RawInput] {
        // `ESC [ 2` begins nothing that a person presses alone: the rest of the border is on its way.
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
        // A new character begins although the one before is not complete: that one cannot be read.
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
