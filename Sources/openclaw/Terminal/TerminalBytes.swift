internal import TerminalUI

/// Makes characters and paste borders of the bytes that a terminal sends.
struct TerminalBytes {
    /// The bytes of a character, or of an escape sequence that may be a paste's border.
    private var pending: [UInt8] = []

    private static let escape: UInt8 = 0x1B
    private static let borders: [(bytes: [UInt8], input: RawInput)] = [
        (Array("\u{1B}[200~".utf8), .pasteStart), (Array("\u{1B}[201~".utf8), .pasteEnd),
    ]

    /// Takes one byte; returns what is complete by it.
    mutating func feed(_ byte: UInt8) -> [RawInput] {
        if byte == Self.escape {
            let held = flush()
            pending = [byte]
            return held
        }
        pending.append(byte)
        guard pending.first == Self.escape else { return character() }
        if let border = Self.borders.first(where: { $0.bytes == pending }) {
            pending = []
            return [border.input]
        }
        return Self.borders.contains { $0.bytes.starts(with: pending) } ? [] : flush()
    }

    /// What was held back, when no more comes.
    mutating func flush() -> [RawInput] {
        defer { pending = [] }
        return String(decoding: pending, as: UTF8.self).unicodeScalars.map { .scalar($0) }
    }

    /// A whole character, or none yet; a byte that cannot begin or go on one becomes a replacement character.
    private mutating func character() -> [RawInput] {
        guard let first = pending.first else { return [] }
        let length = first < 0x80 ? 1 : first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        return pending.count < length ? [] : flush()
    }
}
