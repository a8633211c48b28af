extension Document {
    /// Parses a file as a JavaScript program reads it: invalid UTF-8 bytes become U+FFFD.
    ///
    /// Such a document is read-only: its bytes differ from those of the file, so it must not be written.
    ///
    /// - Returns: the document, and the position of the first invalid byte; nil if there is none.
    package static func reading(
        _ bytes: [UInt8],
        dialect: Dialect = .json5
    ) throws(ParseError) -> (document: Document, damage: TextPosition?) {
        guard !isUTF16(bytes) else { throw ParseError(.utf16) }
        do throws(ParseError) {
            return (try Document(parsing: bytes, dialect: dialect), nil)
        } catch {
            guard error.problem == .invalidUTF8, let decoded = repaired(bytes, dialect) else { throw error }
            return (decoded, error.position)
        }
    }

    /// Nil if the text has other errors too; then the position of the first invalid byte is more useful.
    private static func repaired(_ bytes: [UInt8], _ dialect: Dialect) -> Document? {
        do throws(ParseError) {
            return try Document(parsing: Array(String(decoding: bytes, as: UTF8.self).utf8), dialect: dialect)
        } catch {
            return nil
        }
    }

    /// Whether a text is UTF-16: by its byte order mark, or because every other of its first bytes is zero.
    ///
    /// JSON and `.env` files in UTF-8 never have zero bytes there.
    package static func isUTF16(_ bytes: [UInt8]) -> Bool {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
        guard bytes.count >= 4 else { return false }
        let isZero = bytes.prefix(4).map { $0 == 0 }
        return isZero == [false, true, false, true] || isZero == [true, false, true, false]
    }
}

extension ParseError {
    /// An error of the text as a whole.
    fileprivate init(_ problem: Problem) {
        position = TextPosition(line: 1, column: 1, offset: 0)
        self.problem = problem
        opening = nil
        excerpt = .none
    }
}
