/// `String.prototype.localeCompare` as the gateway's runtime does it, for the names that occur as ids.
///
/// The Unicode collation order for ASCII and Latin-1: first punctuation, digits and letters without regard to accent and
/// case, then accents, then lower case before upper case. Letters of other scripts follow by code point.
package struct GatewayCollation: Sendable, Comparable {
    private let primaries: [UInt32]
    private let secondaries: [UInt32]
    private let tertiaries: [UInt32]

    /// The sort key of a text; texts with equal keys count as the same.
    package init(_ text: String) {
        let elements = Self.elements(of: text)
        primaries = elements.map(\.primary)
        secondaries = elements.map(\.secondary)
        tertiaries = elements.map(\.tertiary)
    }

    package static func < (one: GatewayCollation, other: GatewayCollation) -> Bool {
        if one.primaries != other.primaries { return one.primaries.lexicographicallyPrecedes(other.primaries) }
        if one.secondaries != other.secondaries { return one.secondaries.lexicographicallyPrecedes(other.secondaries) }
        return one.tertiaries.lexicographicallyPrecedes(other.tertiaries)
    }

    private struct Element {
        let primary: UInt32
        var secondary: UInt32 = 0
        var tertiary: UInt32 = 0
    }

    private static func elements(of text: String) -> [Element] {
        text.unicodeScalars.flatMap { scalar -> [Element] in
            if let base = Self.accented[scalar] { return [Self.element(base, secondary: scalar.value)] }
            if scalar == "ß" { return [Self.element("s", tertiary: 2), Self.element("s", tertiary: 2)] }
            return [Self.element(scalar)]
        }
    }

    private static func element(_ scalar: Unicode.Scalar, secondary: UInt32 = 0, tertiary: UInt32 = 0) -> Element {
        let value = scalar.value
        let upper: UInt32 = (0x41...0x5A).contains(value) ? 1 : 0
        return switch value {
        case 0x30...0x39: Element(primary: 1_000_000 + value)
        case 0x41...0x5A, 0x61...0x7A:
            Element(primary: 2_000_000 + value | 0x20, secondary: secondary, tertiary: tertiary + upper)
        case 0x80...: Element(primary: scalar.properties.isAlphabetic ? 3_000_000 + value : 500_000 + value)
        default: Element(primary: punctuation[scalar] ?? 0)
        }
    }

    /// CLDR root collation of printable ASCII that is neither digit nor letter.
    private static let punctuation: [Unicode.Scalar: UInt32] = {
        let order = "\t\n\u{0B}\u{0C}\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
        let ranked = order.unicodeScalars.enumerated().map { ($1, UInt32($0 + 1)) }
        return Dictionary(ranked) { first, _ in first }
    }()

    /// Letters of Latin-1 with an accent, and the letter under it.
    private static let accented: [Unicode.Scalar: Unicode.Scalar] = {
        let groups: [(Unicode.Scalar, String)] = [
            ("a", "àáâãäå"), ("A", "ÀÁÂÃÄÅ"), ("c", "ç"), ("C", "Ç"), ("e", "èéêë"), ("E", "ÈÉÊË"), ("i", "ìíîï"),
            ("I", "ÌÍÎÏ"), ("n", "ñ"), ("N", "Ñ"), ("o", "òóôõöø"), ("O", "ÒÓÔÕÖØ"), ("u", "ùúûü"), ("U", "ÙÚÛÜ"),
            ("y", "ýÿ"), ("Y", "Ý"),
        ]
        let pairs = groups.flatMap { base, letters in letters.unicodeScalars.map { ($0, base) } }
        return Dictionary(pairs) { first, _ in first }
    }()
}
