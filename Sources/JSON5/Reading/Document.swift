// Target JSON5: a lossless JSON5 parser and editor, with strict JSON as a second dialect.
//
// Data flow: `TextStorage` holds the bytes, `Parser` builds a `SyntaxTree` of positions or throws a `ParseError` with a
// safe excerpt. `Document` combines both: it decodes `Value`s lazily by `Pointer` and applies `ValueEdit`s. An edit
// finds its place in a `ContainerLayout` (`EditMaker`, batched by `EditRound`), writes new text in the style of its
// surroundings (`WritingStyle`, `ValueWriter`) and parses the result again. `json()` writes strict JSON; `BuiltInJSON`
// reads trusted data compiled into the binary.
//
// Must not know: the gateway, files, secrets (but all text memory is zeroed when freed).
//
// Invariants: bytes outside an edited region never change; a document always parses; equal values give no edit; parsing
// uses no recursion and bounded depth and size, so no input can exhaust the stack; errors never quote strings or
// comments.

/// A JSON5 text that can be read and edited without losing a byte of the rest.
///
///     var config = try Document(parsing: "{ // mine\n  port: 18789,\n}")
///     try config.set("local", at: ["gateway", "mode"])
///     config.value(at: ["port"])   // 18789
///     config.bytes                 // comment, spacing and trailing comma as they were
///
/// The text is one buffer with a tree of the positions of its values. Reading decodes lazily. An edit replaces one
/// contiguous region and parses the new text again, so a document always parses.
package struct Document: Sendable {
    /// The accepted syntax.
    package enum Dialect: Sendable {
        case json5
        /// Exactly what JavaScript's `JSON.parse` accepts.
        case json
    }

    package let dialect: Dialect
    let storage: TextStorage
    let tree: SyntaxTree

    /// Parses a text, which must be UTF-8; a byte order mark is allowed in JSON5 and kept.
    package init(parsing bytes: [UInt8], dialect: Dialect = .json5) throws(ParseError) {
        try self.init(TextStorage(bytes), dialect: dialect)
    }

    package init(parsing text: String, dialect: Dialect = .json5) throws(ParseError) {
        try self.init(TextStorage(Array(text.utf8)), dialect: dialect)
    }

    init(_ storage: TextStorage, dialect: Dialect) throws(ParseError) {
        self.storage = storage
        self.dialect = dialect
        var parser = Parser(storage.array, isStrict: dialect == .json)
        do throws(Parser.Failure) {
            tree = try parser.parse()
        } catch {
            throw ParseError(error, from: parser)
        }
    }

    /// False if no key or string of the text can contain the word, of letters, digits, `$`, `_` and braces: it does not
    /// occur, and there is no escape that may stand for a part of it.
    package func mayHold(_ word: String) -> Bool { storage.contains(word) || storage.hasEscapedWord }

    /// The size of the text in bytes.
    package var byteCount: Int { storage.array.count }

    /// Exactly the text.
    package var bytes: [UInt8] { storage.array }
}

extension Document: Equatable {
    /// Whether the texts are equal byte by byte and have the same dialect.
    package static func == (left: Document, right: Document) -> Bool {
        left.dialect == right.dialect && left.storage.isSame(as: right.storage)
    }
}
