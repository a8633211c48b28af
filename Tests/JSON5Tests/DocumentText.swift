import JSON5

extension Document {
    /// The text, for comparison.
    var text: String {
        String(decoding: bytes, as: UTF8.self)
    }
}

/// The text after an edit.
func edit(
    _ text: String,
    dialect: Document.Dialect = .json5,
    _ change: (inout Document) throws -> Void
) throws -> String {
    var document = try Document(parsing: text, dialect: dialect)
    try change(&document)
    return document.text
}

/// The parsed value of a text, on one line.
func read(_ text: String, dialect: Document.Dialect = .json5) throws -> String {
    try Document(parsing: text, dialect: dialect).root.json(indent: 0)
}
