extension Secret {
    /// Whether the text stands for a secret instead of being one: a reference of a password manager (`op://…`), a
    /// variable that nothing replaced (`${NAME}`), a masked value (`sk-ant-...`, `****`), an example (`<your key>`,
    /// `your-api-key`, `xxxx`). White space around it must be removed.
    ///
    /// Keys and tokens of all known providers consist of letters, digits, `-`, `_` and single dots.
    package var isPlaceholder: Bool {
        withUTF8 { buffer in
            let bytes = buffer[...]
            if bytes.starts(with: "op://".utf8) || bytes.starts(with: "${".utf8) { return true }
            if bytes.first == UInt8(ascii: "<"), bytes.last == UInt8(ascii: ">") { return true }
            return bytes.hasRun(of: UInt8(ascii: "*"), length: 3) || bytes.hasRun(of: UInt8(ascii: "."), length: 3)
                || bytes.isExampleName || bytes.containsEllipsis
        }
    }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
    /// Whether a byte occurs so many times in a row.
    func hasRun(of byte: UInt8, length: Int) -> Bool {
        var count = 0
        for other in self {
            count = other == byte ? count + 1 : 0
            if count == length { return true }
        }
        return false
    }

    /// `your-api-key`, `YOUR_API_KEY`, `xxxxxxxx`.
    var isExampleName: Bool {
        let isCrossedOut = count >= 4 && allSatisfy { $0 | 0x20 == UInt8(ascii: "x") }
        return isCrossedOut || prefix(4).map { $0 | 0x20 }.elementsEqual("your".utf8) && count < 32
    }

    /// Whether it contains U+2026.
    fileprivate var containsEllipsis: Bool {
        var index = startIndex
        while index + 2 < endIndex {
            if self[index] == 0xE2, self[index + 1] == 0x80, self[index + 2] == 0xA6 { return true }
            index += 1
        }
        return false
    }
}
