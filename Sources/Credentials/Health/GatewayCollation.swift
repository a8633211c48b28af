/// The string order of `String.prototype.localeCompare` in the gateway's runtime, for names that occur as ids.
///
/// It follows the Unicode collation order for ASCII and Latin-1: first punctuation, digits and letters without accent
/// and case, then accents, then lower case before upper case. Letters of other scripts are ordered by code point.
package struct GatewayCollation: Sendable, Comparable {
    private let text: String
    /// Primary collation weights. The lower levels are computed only if these are equal and the texts are not, which is
    /// rare.
    private let primaries: [UInt32]

    /// The sort key of a text; texts with equal keys compare as equal.
    package init(_ text: String) {
        self.text = text
        var primaries: [UInt32] = []
        primaries.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars { Self.forEachElement(of: scalar) { primaries.append($0.primary) } }
        self.primaries = primaries
    }

    package static func < (one: GatewayCollation, other: GatewayCollation) -> Bool {
        if let first = one.firstDifference(from: other) { return first }
        if one.text.utf8.elementsEqual(other.text.utf8) { return false }
        let (elements, others) = (one.elements, other.elements)
        let (secondaries, otherSecondaries) = (elements.map(\.secondary), others.map(\.secondary))
        if secondaries != otherSecondaries { return secondaries.lexicographicallyPrecedes(otherSecondaries) }
        return elements.map(\.tertiary).lexicographicallyPrecedes(others.map(\.tertiary))
    }

    /// Whether it sorts first by primary weights; nil if those are equal. A single pass, because sorting calls it
    /// often.
    private func firstDifference(from other: GatewayCollation) -> Bool? {
        let count = min(primaries.count, other.primaries.count)
        for index in 0..<count where primaries[index] != other.primaries[index] {
            return primaries[index] < other.primaries[index]
        }
        return primaries.count == other.primaries.count ? nil : primaries.count < other.primaries.count
    }

    package static func == (one: GatewayCollation, other: GatewayCollation) -> Bool {
        one.primaries == other.primaries
            && (one.text.utf8.elementsEqual(other.text.utf8) || one.elements == other.elements)
    }

    private struct Element: Equatable {
        let primary: UInt32
        var secondary: UInt32 = 0
        var tertiary: UInt32 = 0
    }

    private var elements: [Element] {
        var elements: [Element] = []
        for scalar in text.unicodeScalars { Self.forEachElement(of: scalar) { elements.append($0) } }
        return elements
    }

    private static func forEachElement(of scalar: Unicode.Scalar, _ body: (Element) -> Void) {
        if scalar.isASCII {
            body(element(scalar))
        } else if let base = accented[scalar] {
            body(element(base, secondary: scalar.value))
        } else if scalar == "ß" {
            for _ in 0..<2 { body(element("s", tertiary: 2)) }
        } else {
            body(element(scalar))
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
        default: Element(primary: punctuation[Int(value)])
        }
    }

    /// CLDR root collation weights of printable ASCII punctuation, by code; 0 for all other characters.
    private static let punctuation: [UInt32] = {
        let order = "\t\n\u{0B}\u{0C}\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
        var ranks = [UInt32](repeating: 0, count: 128)
        for (rank, code) in order.utf8.enumerated() { ranks[Int(code)] = UInt32(rank + 1) }
        return ranks
    }()

    /// Accented Latin-1 letters and their base letters.
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
