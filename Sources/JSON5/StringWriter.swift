extension [UInt8] {
    /// Appends a string between quotes, escaped as `JSON.stringify` does.
    mutating func appendQuoted(_ string: String, quote: UInt8 = UInt8(ascii: "\"")) {
        append(quote)
        for byte in string.utf8 {
            switch byte {
            case quote, UInt8(ascii: "\\"):
                append(UInt8(ascii: "\\"))
                append(byte)
            case 0..<0x20: appendEscape(of: byte)
            default: append(byte)
            }
        }
        append(quote)
    }

    private mutating func appendEscape(of control: UInt8) {
        append(UInt8(ascii: "\\"))
        switch control {
        case 0x08: append(UInt8(ascii: "b"))
        case 0x09: append(UInt8(ascii: "t"))
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0C: append(UInt8(ascii: "f"))
        case 0x0D: append(UInt8(ascii: "r"))
        default:
            let digits = Array("0123456789abcdef".utf8)
            self += "u00".utf8
            append(digits[Int(control >> 4)])
            append(digits[Int(control & 15)])
        }
    }
}
