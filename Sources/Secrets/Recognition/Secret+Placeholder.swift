extension Secret {
    /// Whether the text stands for a secret instead of being one: a reference of a password manager (`op://…`), a
    /// variable that nothing replaced (`${NAME}`), a masked value (`sk-ant-...`, `****`), an example (`<your key>`,
    /// `your-api-key`, `xxxx`).
    ///
    /// Keys and tokens of all known providers consist of letters, digits, `-`, `_` and single dots.
    package var isPlaceholder: Bool {
        withUTF8 { buffer in
            let bytes = buffer.trimmingBlanks
            guard let first = bytes.first, let last = bytes.last else { return false }
            if bytes.starts(with: "op://".utf8) || bytes.starts(with: "${".utf8) { return true }
            if first == UInt8(ascii: "<"), last == UInt8(ascii: ">") { return true }
            if bytes.hasRun(of: UInt8(ascii: "*"), length: 3) || bytes.hasRun(of: UInt8(ascii: "."), length: 3) {
                return true
            }
            let isCrossedOut = bytes.count >= 4 && bytes.allSatisfy { $0 | 0x20 == UInt8(ascii: "x") }
            let isExample = bytes.count < 32 && bytes.prefix(4).map { $0 | 0x20 }.elementsEqual("your".utf8)
            return isCrossedOut || isExample || bytes.containsEllipsis
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate var trimmingBlanks: Slice<Self> {
        let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
        guard let start = firstIndex(where: { !isBlank($0) }), let end = lastIndex(where: { !isBlank($0) }) else {
            return self[0..<0]
        }
        return self[start...end]
    }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
    fileprivate func hasRun(of byte: UInt8, length: Int) -> Bool {
        var count = 0
        for other in self {
            count = other == byte ? count + 1 : 0
            if count == length { return true }
        }
        return false
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
