/// Writes a value in the style of the text that it goes into.
struct ValueWriter {
    let style: WritingStyle
    private(set) var bytes: [UInt8] = []

    init(style: WritingStyle) {
        self.style = style
    }

    /// Writes a value; containers spread over lines below the indentation, or stay on one line if it is nil.
    mutating func write(_ value: Value, indentation: [UInt8]?) {
        switch value {
        case .null: bytes += "null".utf8
        case .bool(let bool): bytes += (bool ? "true" : "false").utf8
        case .number(let number): bytes += (style.isStrict ? number.strictSpelling : number.text).utf8
        case .string(let string): writeString(string, quote: style.stringQuote)
        case .array(let elements):
            writeContainer("[", elements, "]", padding: [], indentation: indentation) { writer, element, indentation in
                writer.write(element, indentation: indentation)
            }
        case .object(let members):
            let members = members.entries
            writeContainer("{", members, "}", padding: style.padding, indentation: indentation) {
                writer,
                member,
                indentation in
                writer.writeMember(member.key, member.value, indentation: indentation)
            }
        }
    }

    mutating func writeMember(_ key: String, _ value: Value, indentation: [UInt8]?) {
        if style.hasBareKeys && key.isPlainIdentifier {
            bytes += key.utf8
        } else {
            writeString(key, quote: style.keyQuote)
        }
        bytes += style.colon.before
        bytes.append(UInt8(ascii: ":"))
        bytes += style.colon.after
        write(value, indentation: indentation)
    }

    private mutating func writeContainer<Item>(
        _ opening: Unicode.Scalar,
        _ items: [Item],
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

    private mutating func writeString(_ string: String, quote: UInt8) {
        bytes.appendQuoted(string, quote: quote)
    }
}

extension Number {
    /// The spelling itself where strict JSON allows it, else JavaScript's.
    fileprivate var strictSpelling: String {
        (try? Document(parsing: text, dialect: .json)) == nil ? json : text
    }
}

extension String {
    /// Whether a key may stand without quotes; other letters than ASCII get quotes to be safe.
    var isPlainIdentifier: Bool {
        guard let first = utf8.first else { return false }
        return first.isIdentifierStart && utf8.allSatisfy { $0.isIdentifierStart || $0.isDigit }
    }
}
