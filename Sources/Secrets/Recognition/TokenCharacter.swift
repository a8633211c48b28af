/// The characters of Claude tokens: `[A-Za-z0-9_-]`.
enum TokenCharacter {
    static func isMember(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
