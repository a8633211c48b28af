extension Document {
    /// A text as a JavaScript program reads it from a file: bytes that are not UTF-8 count as U+FFFD.
    ///
    /// Such a document is for reading only. Its bytes are not those of the file, so it must not be written.
    ///
    /// - Returns: the document, and where the first byte stands that is not UTF-8; nil where all are.
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

    /// Nil where the text is broken besides: then the place of the first byte says the most.
    private static func repaired(_ bytes: [UInt8], _ dialect: Dialect) -> Document? {
        do throws(ParseError) {
            return try Document(parsing: Array(String(decoding: bytes, as: UTF8.self).utf8), dialect: dialect)
        } catch {
            return nil
        }
    }

    /// Whether a text is saved as UTF-16: by its mark, or because every other of its first bytes is zero.
    ///
    /// No JSON and no list of variables in UTF-8 has a zero byte there.
    package static func isUTF16(_ bytes: [UInt8]) -> Bool {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
        guard bytes.count >= 4 else { return false }
        let isZero = bytes.prefix(4).map { $0 == 0 }
        return isZero == [false, true, false, true] || isZero == [true, false, true, false]
    }
}

extension ParseError {
    /// What is wrong with a text as a whole.
    fileprivate init(_ problem: Problem) {
        position = TextPosition(line: 1, column: 1, offset: 0)
        self.problem = problem
        opening = nil
        excerpt = .none
    }
}
