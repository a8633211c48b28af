extension String {
    /// Whether a text stands in it, byte by byte as in JavaScript.
    ///
    /// The standard library's search compares whole characters, and getting it ready takes longer than most searches.
    package func holdsText(_ text: String) -> Bool {
        var rest = utf8[...]
        while rest.count >= text.utf8.count {
            if rest.starts(with: text.utf8) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}

extension Unicode.Scalar {
    /// A letter of A–Z in either case.
    var isASCIILetter: Bool { (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value) }

    /// A digit of 0–9.
    var isASCIIDigit: Bool { (0x30...0x39).contains(value) }
}
