extension Value {
    /// The text of JavaScript's `JSON.stringify(value, null, indent)`; `indent` 0 gives one line without spaces.
    ///
    /// One difference: members keep their order, while JavaScript moves integer keys to the front.
    package func json(indent: Int = 2) -> String {
        String(decoding: jsonBytes(indent: indent), as: UTF8.self)
    }

    /// The same as UTF-8, for direct output.
    package func jsonBytes(indent: Int = 2) -> [UInt8] {
        var writer = JSONWriter(indent: indent)
        writer.write(self, depth: 0)
        return writer.bytes.array
    }
}

/// Writes values as strict JSON.
private struct JSONWriter: ~Copyable {
    let indent: Int
    var bytes = ByteSink()
    /// Cache: a line break and the widest indentation so far, because nearly every value needs it.
    private var line: [UInt8] = [UInt8(ascii: "\n")]

    init(indent: Int) {
        self.indent = indent
    }

    mutating func write(_ value: Value, depth: Int) {
        switch value {
        case .null: bytes.append("null")
        case .bool(let bool): bytes.append(bool ? "true" : "false")
        case .number(let number): bytes.append(number.json)
        case .string(let string): bytes.appendQuoted(string)
        case .array(let elements) where elements.isEmpty: bytes.append("[]")
        case .array(let elements): writeArray(elements, depth: depth)
        case .object(let members) where members.isEmpty: bytes.append("{}")
        case .object(let members): writeObject(members, depth: depth)
        }
    }

    private mutating func writeArray(_ elements: [Value], depth: Int) {
        bytes.append(UInt8(ascii: "["))
        for (place, element) in elements.enumerated() {
            separate(place: place, depth: depth + 1)
            write(element, depth: depth + 1)
        }
        breakLine(depth: depth)
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func writeObject(_ members: Members, depth: Int) {
        bytes.append(UInt8(ascii: "{"))
        for (place, member) in members.entries.enumerated() {
            separate(place: place, depth: depth + 1)
            bytes.appendQuoted(member.key)
            bytes.append(UInt8(ascii: ":"))
            if indent > 0 { bytes.append(UInt8(ascii: " ")) }
            write(member.value, depth: depth + 1)
        }
        breakLine(depth: depth)
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func separate(place: Int, depth: Int) {
        if place > 0 { bytes.append(UInt8(ascii: ",")) }
        breakLine(depth: depth)
    }

    private mutating func breakLine(depth: Int) {
        guard indent > 0 else { return }
        let count = 1 + indent * depth
        while line.count < count { line.append(UInt8(ascii: " ")) }
        line.withUnsafeBufferPointer { bytes.append($0.extracting(..<count)) }
    }
}

extension Number {
    /// The spelling in strict JSON: JavaScript's, with `null` for values that JSON cannot represent.
    var json: String {
        // Fast path for usual numbers: digits that JavaScript spells the same.
        if !text.hasPrefix("0"), text.utf8.count <= 15, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return text
        }
        let value = doubleValue
        return value.isFinite ? value.javaScriptDescription : "null"
    }
}
