/// Splits a program's output into characters and control sequences; the input may be split anywhere.
struct ControlParser: Sendable, Equatable {
    enum Token: Equatable {
        case character(Character)
        case control(UInt8)
        /// ESC and one more character.
        case escape(Character)
        case sequence(final: Character, parameters: [Int], isPrivate: Bool)
        /// Selects a character set: the slot (`(` the first, `)` the second) and the set (`0` is line drawing).
        case designation(place: UInt8, set: UInt8)
    }

    private enum State: Equatable {
        case ground
        case character
        case escape
        /// ESC with an intermediate byte: one more byte follows.
        case designation(place: UInt8)
        case sequence
        /// A title, a link or a clipboard write, which is ignored as a whole.
        case string(sawEscape: Bool)
    }

    private var state = State.ground
    private var collected: [UInt8] = []

    mutating func feed(_ byte: UInt8) -> Token? {
        switch state {
        case .ground: return ground(byte)
        case .character:
            guard byte & 0xC0 == 0x80 else { return ground(byte) }
            collected.append(byte)
            return character()
        case .escape: return escape(byte)
        case .designation(let place):
            state = .ground
            return .designation(place: place, set: byte)
        case .sequence: return sequence(byte)
        case .string(let sawEscape):
            if byte == 0x07 || sawEscape && byte == UInt8(ascii: "\\") {
                state = .ground
            } else {
                state = .string(sawEscape: byte == 0x1B)
            }
            return nil
        }
    }

    private mutating func ground(_ byte: UInt8) -> Token? {
        state = .ground
        switch byte {
        case 0x1B:
            state = .escape
            return nil
        case 0x00..<0x20, 0x7F: return .control(byte)
        case 0x20..<0x7F: return .character(Character(Unicode.Scalar(byte)))
        case 0xC2..<0xF5:
            (state, collected) = (.character, [byte])
            return nil
        default: return nil
        }
    }

    private mutating func character() -> Token? {
        let length = collected[0] < 0xE0 ? 2 : collected[0] < 0xF0 ? 3 : 4
        guard collected.count == length else { return nil }
        state = .ground
        return String(decoding: collected, as: UTF8.self).first.map { .character($0) }
    }

    private mutating func escape(_ byte: UInt8) -> Token? {
        switch byte {
        case UInt8(ascii: "["):
            (state, collected) = (.sequence, [])
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
            state = .string(sawEscape: false)
        case 0x20...0x2F: state = .designation(place: byte)
        case 0x1B: break
        default:
            state = .ground
            return .escape(Character(Unicode.Scalar(byte)))
        }
        return nil
    }

    private mutating func sequence(_ byte: UInt8) -> Token? {
        switch byte {
        case 0x40...0x7E:
            state = .ground
            let isPrivate = collected.first.map { (0x3C...0x3F).contains($0) } ?? false
            let digits = collected.filter { (0x30...0x3B).contains($0) }
            let parameters = digits.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { part in
                part.reduce(0) { min(9999, $0 * 10 + Int($1 & 0x0F)) }
            }
            let final = Character(Unicode.Scalar(byte))
            return .sequence(final: final, parameters: digits.isEmpty ? [] : parameters, isPrivate: isPrivate)
        case 0x20...0x3F:
            if collected.count < 64 { collected.append(byte) }
            return nil
        case 0x1B:
            state = .escape
            return nil
        default: return nil
        }
    }
}
