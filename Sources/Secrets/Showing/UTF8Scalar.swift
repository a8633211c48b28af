/// Decodes one scalar in place from UTF-8 that may be invalid; an invalid byte is a scalar without a value.
struct UTF8Scalar {
    /// Nil if the bytes are invalid UTF-8.
    let value: UInt32?
    /// In bytes, at least 1.
    let length: Int

    /// Decodes the scalar at an offset.
    init(in bytes: UnsafeBufferPointer<UInt8>, at place: Int) {
        let first = bytes[place]
        let expected =
            switch first {
            case ..<0x80: 1
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 0
            }
        guard expected > 1, place + expected <= bytes.count else {
            (value, length) = (expected == 1 ? UInt32(first) : nil, 1)
            return
        }
        var sum = UInt32(first) & (0x7F >> UInt32(expected))
        for byte in bytes[place + 1..<place + expected] {
            guard byte & 0xC0 == 0x80 else {
                (value, length) = (nil, 1)
                return
            }
            sum = sum << 6 | UInt32(byte & 0x3F)
        }
        // Surrogates and overlong sequences are invalid.
        let least: [UInt32] = [0, 0, 0x80, 0x800, 0x10000]
        let isText = sum >= least[expected] && Unicode.Scalar(sum) != nil
        (value, length) = isText ? (sum, expected) : (nil, 1)
    }

    /// The scalar that ends before an offset; nil at the start or if invalid.
    static func before(_ place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
        var start = place - 1
        while start > 0, start > place - 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        guard start >= 0 else { return nil }
        let scalar = UTF8Scalar(in: bytes, at: start)
        return start + scalar.length == place ? scalar.value.flatMap(Unicode.Scalar.init) : nil
    }

    /// The scalar at an offset; nil at the end or if invalid.
    static func at(_ place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
        guard place < bytes.count else { return nil }
        return UTF8Scalar(in: bytes, at: place).value.flatMap(Unicode.Scalar.init)
    }
}
