/// The gateway is a JavaScript program: what it calls blank, trimmed or white space is decided by that language.
extension String {
    /// The text without the white space that JavaScript's `trim()` removes.
    package var trimmedAsJavaScript: String {
        // Two bytes tell that there is nothing to trim, which is nearly always so.
        if let first = utf8.first, let last = utf8.last, (0x21...0x7E).contains(first), (0x21...0x7E).contains(last) {
            return self
        }
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.isJavaScriptSpace }),
            let last = scalars.lastIndex(where: { !$0.isJavaScriptSpace })
        else { return "" }
        return String(scalars[first...last])
    }

    /// The trimmed text, or nil when nothing is left of it.
    package var nonBlank: String? {
        let trimmed = trimmedAsJavaScript
        return trimmed.isEmpty ? nil : trimmed
    }
}

extension Optional<String> {
    /// The trimmed text, or nil when there is none or nothing is left of it.
    package var nonBlank: String? { self?.nonBlank }
}

extension Unicode.Scalar {
    /// `\s` of a JavaScript expression (ECMA-262, WhiteSpace and LineTerminator).
    package var isJavaScriptSpace: Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
        default: false
        }
    }
}
