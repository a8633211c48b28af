/// Characters that are invisible or control a terminal: controls, direction marks, fillers, joiners, variation
/// selectors and tag characters.
enum HiddenScalars {
    /// Whether the scalar is invisible or affects the text around it.
    static func contains(_ value: UInt32) -> Bool {
        var (low, high) = (0, ranges.count / 2)
        while low < high {
            let middle = (low + high) / 2
            if value > ranges[middle * 2 + 1] { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count / 2 && value >= ranges[low * 2]
    }

    /// A quick test: whether one of them can start with this UTF-8 byte; most letters of all scripts cannot.
    static func canBegin(with byte: UInt8) -> Bool {
        switch byte {
        case 0xC2, 0xCD, 0xD8, 0xDB, 0xDC, 0xE0...0xE3, 0xEF, 0xF0, 0xF3: true
        default: false
        }
    }

    /// First and last scalar of each range: general categories Cc, Cf, Zl and Zp, and Default_Ignorable_Code_Point
    /// (Unicode 15, DerivedCoreProperties.txt).
    static let ranges: [UInt32] = [
        0x0000, 0x001F, 0x007F, 0x009F, 0x00AD, 0x00AD, 0x034F, 0x034F, 0x0600, 0x0605, 0x061C, 0x061C,
        0x06DD, 0x06DD, 0x070F, 0x070F, 0x0890, 0x0891, 0x08E2, 0x08E2, 0x115F, 0x1160, 0x17B4, 0x17B5,
        0x180B, 0x180F, 0x200B, 0x200F, 0x2028, 0x202E, 0x2060, 0x206F, 0x3164, 0x3164, 0xFE00, 0xFE0F,
        0xFEFF, 0xFEFF, 0xFFA0, 0xFFA0, 0xFFF0, 0xFFFB, 0x110BD, 0x110BD, 0x110CD, 0x110CD, 0x13430, 0x1343F,
        0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A, 0xE0000, 0xE0FFF,
    ]
}
