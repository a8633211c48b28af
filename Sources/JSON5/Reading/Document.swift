/// A JSON5 text that can be read and edited without losing a byte of what was not edited.
///
///     var config = try Document(parsing: "{ // mine\n  port: 18789,\n}")
///     try config.set("local", at: ["gateway", "mode"])
///     config.value(at: ["port"])   // 18789
///     config.bytes                 // comment, spacing and trailing comma as they were
///
/// The text stays one buffer; beside it stands a tree of the places of its values. Reading decodes only what is
/// asked for. An edit replaces one contiguous region and reads the new text again, so a document always parses.
package struct Document: Sendable {
    /// What a text may contain.
    package enum Dialect: Sendable {
        case json5
        /// Exactly what JavaScript's `JSON.parse` accepts.
        case json
    }

    package let dialect: Dialect
    let storage: TextStorage
    let tree: SyntaxTree

    /// Reads a text, which must be UTF-8; a byte order mark is allowed in JSON5 and kept.
    package init(parsing bytes: [UInt8], dialect: Dialect = .json5) throws(ParseError) {
        try self.init(TextStorage(bytes), dialect: dialect)
    }

    package init(parsing text: String, dialect: Dialect = .json5) throws(ParseError) {
        var text = text
        try self.init(text.withUTF8 { TextStorage($0) }, dialect: dialect)
    }

    init(_ storage: TextStorage, dialect: Dialect) throws(ParseError) {
        self.storage = storage
        self.dialect = dialect
        var parser = Parser(storage.bytes, isStrict: dialect == .json)
        do throws(Parser.Failure) {
            tree = try parser.parse()
        } catch {
            throw ParseError(error, from: parser)
        }
    }

    /// False when no key and no string of the text can hold the word: it is not there, and nothing is escaped.
    package func mayHold(_ word: String) -> Bool { storage.contains(word) || storage.contains("\\") }

    /// How many bytes the text has.
    package var byteCount: Int { storage.bytes.count }

    /// Exactly the text.
    package var bytes: [UInt8] {
        Array(storage.bytes)
    }
}

extension Document: Equatable {
    /// Whether the texts are the same, byte by byte, and read the same way.
    package static func == (left: Document, right: Document) -> Bool {
        left.dialect == right.dialect && left.storage.isSame(as: right.storage)
    }
}
