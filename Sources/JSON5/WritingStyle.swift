/// How new text is written, so that it looks like what stands around it.
struct WritingStyle: Equatable {
    var lineBreak: [UInt8] = [0x0A]
    /// One level of indentation.
    var indent: [UInt8] = [0x20, 0x20]
    /// Keys that are identifiers need no quotes.
    var hasBareKeys = false
    var keyQuote = UInt8(ascii: "\"")
    var stringQuote = UInt8(ascii: "\"")
    /// A comma behind the last item of a container that spreads over lines.
    var hasTrailingComma = false
    /// The blanks before and behind a colon.
    var colon: (before: [UInt8], after: [UInt8]) = ([], [0x20])
    /// The blanks behind a comma on one line.
    var commaGap: [UInt8] = [0x20]
    /// The blanks inside the braces of an object on one line.
    var padding: [UInt8] = [0x20]
    var isStrict = false

    static func == (left: WritingStyle, right: WritingStyle) -> Bool {
        left.lineBreak == right.lineBreak && left.indent == right.indent
            && left.hasBareKeys == right.hasBareKeys && left.keyQuote == right.keyQuote
            && left.stringQuote == right.stringQuote && left.hasTrailingComma == right.hasTrailingComma
            && left.colon == right.colon && left.commaGap == right.commaGap && left.padding == right.padding
            && left.isStrict == right.isStrict
    }
}
