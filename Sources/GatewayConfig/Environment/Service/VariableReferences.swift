/// Expands `$NAME`, `${NAME}`, `${NAME:-instead}` and `${NAME:+instead}` in values of environment.d(5).
struct VariableReferences {
    /// The value of a variable; nil if it is not set.
    let lookup: (String) -> [UInt8]?

    /// Longer texts and deeper nesting are not expanded: no credential looks like that, and searching for closing
    /// braces takes quadratic time.
    private static let limits = (length: 4096, depth: 32)

    /// The text with its references expanded; an unterminated one is kept as written.
    func expanded(_ text: ArraySlice<UInt8>, depth: Int = 0) -> [UInt8] {
        guard text.count <= Self.limits.length, depth < Self.limits.depth else { return Array(text) }
        var result: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "$"), let next = rest.first else {
                result.append(byte)
                continue
            }
            if next == UInt8(ascii: "$") {
                result.append(byte)
                rest = rest.dropFirst()
            } else if next == UInt8(ascii: "{") {
                result += braced(&rest, depth) ?? [byte]
            } else if next.isNameByte {
                let name = rest.prefix(while: \.isNameByte)
                result += value(of: name) ?? []
                rest = rest[name.endIndex...]
            } else {
                result.append(byte)
            }
        }
        return result
    }

    /// The value of a braced reference; nil, without consuming input, if it is not one.
    private func braced(_ rest: inout ArraySlice<UInt8>, _ depth: Int) -> [UInt8]? {
        let inner = rest.dropFirst()
        guard let end = inner.firstIndex(where: { "}:".utf8.contains($0) }) else { return nil }
        let name = inner[..<end]
        if inner[end] == UInt8(ascii: "}") {
            rest = inner[(end + 1)...]
            return value(of: name) ?? []
        }
        let sign = inner[(end + 1)...].first
        guard sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+"),
            let close = Self.closingBrace(in: inner[(end + 2)...])
        else { return nil }
        let instead = inner[(end + 2)..<close]
        rest = inner[(close + 1)...]
        let value = value(of: name)
        if sign == UInt8(ascii: "-") { return value ?? expanded(instead, depth: depth + 1) }
        return value == nil ? [] : expanded(instead, depth: depth + 1)
    }

    private static func closingBrace(in text: ArraySlice<UInt8>) -> Int? {
        var depth = 1
        for index in text.indices {
            if text[index] == UInt8(ascii: "{") { depth += 1 }
            if text[index] == UInt8(ascii: "}") { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    private func value(of name: ArraySlice<UInt8>) -> [UInt8]? {
        lookup(String(decoding: name, as: UTF8.self))
    }
}

extension UInt8 {
    fileprivate var isNameByte: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
        default: false
        }
    }
}
