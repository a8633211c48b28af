/// String rules of JavaScript, in which the gateway is written: blank, trimmed, white space.
extension String {
    /// The text without the white space that JavaScript's `trim()` removes.
    var trimmedAsJavaScript: String {
        // Fast path: the first and last byte nearly always show that there is nothing to trim.
        if let first = utf8.first, let last = utf8.last, (0x21...0x7E).contains(first), (0x21...0x7E).contains(last) {
            return self
        }
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.isJavaScriptSpace }),
            let last = scalars.lastIndex(where: { !$0.isJavaScriptSpace })
        else { return "" }
        return String(scalars[first...last])
    }

    /// The trimmed text, or nil if it is empty.
    var nonBlank: String? {
        let trimmed = trimmedAsJavaScript
        return trimmed.isEmpty ? nil : trimmed
    }
}

extension String {
    /// Whether it contains a text, compared by bytes as in JavaScript.
    ///
    /// The standard library compares characters, and its setup takes longer than most searches.
    package func holdsText(_ text: String) -> Bool {
        var rest = utf8[...]
        while rest.count >= text.utf8.count {
            if rest.starts(with: text.utf8) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}

extension Optional<String> {
    /// The trimmed text, or nil if there is none or it is empty.
    var nonBlank: String? { self?.nonBlank }
}

extension Unicode.Scalar {
    /// `\s` in a JavaScript regular expression (ECMA-262, WhiteSpace and LineTerminator).
    var isJavaScriptSpace: Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
        default: false
        }
    }

    /// A letter of A–Z in either case.
    var isASCIILetter: Bool { (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value) }

    var isASCIIDigit: Bool { (0x30...0x39).contains(value) }
}

extension UnsafeBufferPointer<UInt8> {
    /// The length in bytes of the white space character at an offset; 0 if there is none.
    func javaScriptSpaceLength(at offset: Int) -> Int {
        let first = self[offset]
        if first < 0x80 { return first == 0x20 || (0x09...0x0D).contains(first) ? 1 : 0 }
        let second: UInt8 = offset + 1 < count ? self[offset + 1] : 0
        let third: UInt8 = offset + 2 < count ? self[offset + 2] : 0
        switch (first, second, third) {
        case (0xC2, 0xA0, _): return 2
        case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF),
            (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF):
            return 3
        default: return 0
        }
    }
}
