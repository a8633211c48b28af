/// A region of the text and the bytes that replace it.
struct Edit {
    let range: Range<Int>
    let replacement: [UInt8]

    init(range: Range<Int>, _ replacement: [UInt8]) {
        self.range = range
        self.replacement = replacement
    }

    /// Inserts bytes.
    init(at offset: Int, _ insertion: [UInt8]) {
        self.init(range: offset..<offset, insertion)
    }
}

extension Document {
    /// Applies the edit and parses the text again; on failure the document is unchanged.
    mutating func apply(_ edit: Edit) throws(EditError) {
        let edited = storage.replacing(edit.range, with: edit.replacement)
        do throws(ParseError) {
            self = try Document(edited, dialect: dialect)
        } catch {
            throw .invalidResult(error)
        }
    }
}
