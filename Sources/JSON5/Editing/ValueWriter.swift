/// Writes a value in the style of the surrounding text.
struct ValueWriter {
    let style: WritingStyle
    private(set) var bytes: [UInt8] = []

    init(style: WritingStyle) {
        self.style = style
    }

    static func write(_ item: NewItem, indentation: [UInt8]?, _ style: WritingStyle) -> [UInt8] {
        var writer = ValueWriter(style: style)
        switch item {
        case .element(let value): writer.write(value, indentation: indentation)
        case .member(let key, let value): writer.write(key, value, indentation: indentation)
        }
        return writer.bytes
    }

    /// Writes a value; containers are spread over indented lines, or stay on one line if `indentation` is nil.
    mutating func write(_ value: Value, indentation: [UInt8]?) {
        switch value {
        case .null: bytes += "null".utf8
        case .bool(let bool): bytes += (bool ? "true" : "false").utf8
        case .number(let number): bytes += (style.isStrict ? number.strictSpelling : number.text).utf8
        case .string(let string): write(string, quote: style.stringQuote ?? style.keyQuote)
        case .array(let elements): write(elements, indentation: indentation)
        case .object(let members):
            let members = members.entries
            writeItems(members, in: "{", "}", padding: style.objectPadding, indentation: indentation) {
                $0.write($1.key, $1.value, indentation: $2)
            }
        }
    }

    /// A key alone.
    static func write(key: String, _ style: WritingStyle) -> [UInt8] {
        var writer = ValueWriter(style: style)
        writer.write(key: key)
        return writer.bytes
    }

    private mutating func write(key: String) {
        if style.hasBareKeys && !style.isStrict && key.isPlainIdentifier {
            bytes += key.utf8
        } else {
            write(key, quote: style.keyQuote ?? style.stringQuote)
        }
    }

    private mutating func write(_ key: String, _ value: Value, indentation: [UInt8]?) {
        write(key: key)
        bytes += style.colon.before + [UInt8(ascii: ":")] + style.colon.after
        write(value, indentation: indentation)
    }

    private mutating func write(_ elements: [Value], indentation: [UInt8]?) {
        let start = bytes.count
        if indentation == nil || (style.hasOneLineArrays && elements.allSatisfy(\.isScalar)) {
            writeItems(elements, in: "[", "]", padding: style.arrayPadding, indentation: nil) {
                $0.write($1, indentation: $2)
            }
            if indentation == nil || bytes.count - start <= WritingStyle.lineLimit { return }
            bytes.removeSubrange(start...)
        }
        writeItems(elements, in: "[", "]", padding: [], indentation: indentation) {
            $0.write($1, indentation: $2)
        }
    }

    private mutating func writeItems<Item>(
        _ items: [Item],
        in opening: Unicode.Scalar,
        _ closing: Unicode.Scalar,
        padding: [UInt8],
        indentation: [UInt8]?,
        _ write: (inout ValueWriter, Item, [UInt8]?) -> Void
    ) {
        bytes.append(UInt8(ascii: opening))
        let inner = indentation.map { $0 + style.indent }
        for (place, item) in items.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += inner.map { style.lineBreak + $0 } ?? (place > 0 ? style.commaGap : padding)
            write(&self, item, inner)
        }
        if !items.isEmpty {
            if inner != nil, style.hasTrailingComma { bytes.append(UInt8(ascii: ",")) }
            bytes += indentation.map { style.lineBreak + $0 } ?? padding
        }
        bytes.append(UInt8(ascii: closing))
    }

    private mutating func write(_ string: String, quote: UInt8?) {
        bytes.appendQuoted(string, quote: quote ?? UInt8(ascii: "\""), escapesSeparators: !style.isStrict)
    }
}

extension Value {
    fileprivate var isScalar: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }
}

extension Number {
    /// The original spelling if strict JSON allows it, else JavaScript's.
    fileprivate var strictSpelling: String {
        (try? Document(parsing: text, dialect: .json)) == nil ? json : text
    }
}

extension String {
    /// Whether a key can be written without quotes; keys with letters beyond ASCII are quoted to be safe.
    var isPlainIdentifier: Bool {
        guard let first = utf8.first else { return false }
        return first.isIdentifierStart && utf8.allSatisfy { $0.isIdentifierStart || $0.isDigit }
    }
}
