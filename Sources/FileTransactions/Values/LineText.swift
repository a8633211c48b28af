/// The text format of journal and records: one fact per line, and a line count at the end.
///
///     openclaw-journal 1
///     phase prepared
///     file /home/jo/.openclaw/openclaw.json - 0644
///     end 3
///
/// A line is a key and its fields, separated by single spaces. In a field `%`, space, control characters and invalid
/// UTF-8 bytes are written as `%XX`; an absent field is `-`, and the texts `-` and empty are `%2D` and `%`. The first
/// line has the kind and the version. `end` counts the lines before it, so that a truncated file is not accepted.
struct LineText: Equatable {
    struct Line: Equatable {
        var key: String
        var fields: [String?]
    }

    var kind: String
    var version: Int
    var lines: [Line] = []

    init(kind: String, version: Int) {
        self.kind = kind
        self.version = version
    }

    mutating func add(_ key: String, _ fields: String?...) {
        add(key, fields: fields)
    }

    mutating func add(_ key: String, fields: [String?]) {
        lines.append(Line(key: key, fields: fields))
    }

    var bytes: [UInt8] {
        var text = "\(kind) \(version)\n"
        for line in lines {
            text += ([line.key] + line.fields.map(Self.escaped)).joined(separator: " ") + "\n"
        }
        return Array((text + "end \(lines.count + 1)\n").utf8)
    }

    // MARK: - Reading

    /// Why a text was rejected.
    enum Problem: Error, Equatable {
        case damaged, newer(version: Int)
    }

    /// Parses a text of this kind with at most this version.
    init(reading bytes: [UInt8], kind: String, version: Int) throws(Problem) {
        // Split as bytes: a combining mark at the start of a field would form one Character with the separator.
        var rows = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let head = rows[0].split(separator: UInt8(ascii: " ")).map(Self.text)
        guard head.count == 2, head[0] == kind, let found = Int(head[1]), found > 0 else { throw .damaged }
        if found > version { throw .newer(version: found) }
        guard rows.popLast()?.isEmpty == true, let end = rows.last, Self.text(end) == "end \(rows.count - 1)" else {
            throw .damaged
        }
        self.init(kind: kind, version: found)
        for row in rows.dropFirst().dropLast() {
            let words = row.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
            var fields: [String?] = []
            for word in words.dropFirst() { fields.append(try Self.unescaped(word)) }
            lines.append(Line(key: Self.text(words[0]), fields: fields))
        }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    func lines(_ key: String) -> [[String?]] {
        lines.filter { $0.key == key }.map(\.fields)
    }

    /// The single field of the single line with this key.
    func value(_ key: String) throws(Problem) -> String {
        let found = lines(key)
        guard found.count == 1, found[0].count == 1, let value = found[0][0] else { throw .damaged }
        return value
    }

    // MARK: - Fields

    private static func escaped(_ field: String?) -> String {
        guard let field else { return "-" }
        if field.isEmpty { return "%" }
        if field == "-" { return "%2D" }
        if !field.utf8.contains(where: isEscaped) { return field }
        var text: [UInt8] = []
        for byte in field.utf8 {
            if isEscaped(byte) {
                text += Array((byte < 16 ? "%0" : "%").utf8) + Array(String(byte, radix: 16, uppercase: true).utf8)
            } else {
                text.append(byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == 0x7F || byte == UInt8(ascii: "%")
    }

    private static func unescaped(_ word: ArraySlice<UInt8>) throws(Problem) -> String? {
        guard let first = word.first else { throw .damaged }
        if word.count == 1, first == UInt8(ascii: "-") { return nil }
        if word.count == 1, first == UInt8(ascii: "%") { return "" }
        if !word.contains(UInt8(ascii: "%")) { return text(word) }
        var bytes: [UInt8] = []
        var rest = word
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let code = UInt8(text(rest.prefix(2)), radix: 16) else { throw .damaged }
            bytes.append(code)
            rest = rest.dropFirst(2)
        }
        return text(bytes[...])
    }
}
