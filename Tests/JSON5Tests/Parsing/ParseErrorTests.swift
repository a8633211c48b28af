import JSON5
import Testing

/// Errors tell position and cause, and never show what may be a secret.
@Suite struct ParseErrorTests {
    private func error(_ text: String, dialect: Document.Dialect = .json5) throws -> ParseError {
        try #require(throws: ParseError.self) { try Document(parsing: text, dialect: dialect) }
    }

    @Test(
        arguments: [
            ("", .expected([.value], found: .endOfText)),
            ("{a:1", .expected([.comma, .closingBrace], found: .endOfText)),
            ("[1 2", .expected([.comma, .closingBracket], found: .character("2"))),
            ("{,", .expected([.key, .closingBrace], found: .character(","))),
            ("[1,,", .expected([.value, .closingBracket], found: .character(","))),
            ("{a:}", .expected([.value], found: .character("}"))),
            ("{a-b:1}", .expected([.colon], found: .character("-"))),
            ("{} 👩‍💻", .expected([.endOfText], found: .character("👩‍💻"))),
            ("[1.e]", .expected([.digit], found: .character("]"))),
            ("0xg", .expected([.hexDigit], found: .character("g"))),
            ("[/x", .expected([.comment], found: .character("x"))),
            ("012", .leadingZero),
            ("['a", .unterminatedString),
            ("['a\\", .unterminatedString),
            ("[1, /* ", .unterminatedComment),
            ("'a\n'", .lineBreakInString),
            ("'\\1'", .invalidEscape),
        ] as [(String, ParseError.Problem)]
    )
    func problemIsNamed(text: String, problem: ParseError.Problem) throws {
        #expect(try error(text).problem == problem)
    }

    @Test func strictJSONNamesItsOwnProblems() throws {
        #expect(try error("[1,]", dialect: .json).problem == .expected([.value], found: .character("]")))
        #expect(try error("[]]", dialect: .json).problem == .expected([.endOfText], found: .character("]")))
        #expect(try error("{\"a\":1,}", dialect: .json).problem == .expected([.key], found: .character("}")))
        #expect(try error("{a:1}", dialect: .json).problem == .expected([.key, .closingBrace], found: .character("a")))
        #expect(try error("\"\t\"", dialect: .json).problem == .controlCharacterInString)
    }

    @Test(arguments: [
        ("{\n  a: 1\n  b: 2\n}", 3, 3, 1), ("\u{FEFF}{é: é}", 1, 5, 1), ("[\r\n\r\n  x", 3, 3, 1),
        ("[1,\r\r2 3]", 3, 3, 1),
        ("{a: {b: 1}, c: [\n", 2, 1, 16), ("[] x", 1, 4, nil),
    ])
    func placeIsCounted(text: String, line: Int, column: Int, opening: Int?) throws {
        let error = try error(text)
        #expect(error.position.line == line)
        #expect(error.position.column == column)
        #expect(error.opening?.column == opening)
    }

    @Test(arguments: [
        // The excerpt up to the caret, and from the caret on.
        ("{ port: 18789 \"x\": 'secret' }", "{ port: *** ", "\"x\": '***' }"),
        ("{\n  \"token\": \"sk-ant-oat01-AAAA\" \"b\": 1\n}", "  \"token\": \"***\" ", "\"b\": *"),
        // Unquoted, in invalid keys, in comments, after an unterminated quote.
        ("{ token: sk-ant-oat01-AAAA, a: 1 }", "{ token: ", "***, a: * }"),
        ("{ 'sk-ant-oat01-AAAA' }", "{ '***' ", "}"),
        ("{ sk-ant-oat01-AAAA: 1 }", "{ **", "***: * }"),
        ("{ a: 1, /* sk-ant */ b: 2, // sk-ant's\n  c: it's }", "  c: ", "**'***"),
        ("{ a: 'sk-ant', b: \"x, {sk-ant:", "{ a: '***', b: ", "\"***"),
        ("{ a: 'it's: {x}' }", "{ a: '**'", "*: {*}'**"),
        ("['a\\\nsk-ant-oat01\\q\\1']", "***", "**']"),
        // A tab takes one column; invisible characters become question marks.
        ("\t{\t'a\u{202E}\u{7}b': null 1", "\t{\t'a??b': null ", "*"),
        ("{ a: 1,\n", "", ""),
    ])
    func excerptHidesStrings(text: String, before: String, after: String) throws {
        let excerpt = try error(text).excerpt
        let tabless = String(before.map { $0 == "\t" ? " " : $0 })
        #expect(excerpt.text == tabless + after)
        #expect(excerpt.caret == before.count)
    }

    @Test func excerptIsAWindow() throws {
        let text = "[" + String(repeating: "1, ", count: 100_000) + "x, " + String(repeating: "{}, ", count: 100_000)
        let excerpt = try error(text).excerpt
        #expect(excerpt.text.count == ParseError.Excerpt.widthLimit)
        #expect(excerpt.caret == ParseError.Excerpt.widthLimit / 2)
        #expect(excerpt.text.dropFirst(excerpt.caret).hasPrefix("*, {}, "))
    }

    @Test func noErrorShowsAString() throws {
        let text =
            "{ a: ['sk-ant-oat01-AAAAAAAA', \"sk-ant-api03-BBBBBBBB\"], 'b': 'sk-ant-oat01-CCCCCCCC', // sk-ant-dddd\n }"
        for cut in text.indices {
            #expect(throws: ParseError.self) { try Document(parsing: String(text[..<cut])) }
            for wedge in ["", "'", "\"", "\\", "x", "}", "\n", "/*", "\0"] {
                do throws(ParseError) {
                    _ = try Document(parsing: String(text[..<cut] + wedge + text[cut...]))
                } catch {
                    #expect(!error.excerpt.text.contains("sk"))
                }
            }
        }
    }

    @Test(
        arguments: [
            ("# c\n{}", .writeCommentsWithSlashes), ("{a: “x”}", .usePlainQuotes), ("{a: `x`}", .usePlainQuotes),
            ("{a: text}", .putInQuotes),
            ("{a-b: 1}", .putInQuotes), ("{a: 1 b: 2}", .addComma), ("[1,, 2]", .removeComma),
            ("{a: {", .closeContainer), ("{} {}", .keepOneValue),
            ("{a: 'x\n}", .closeString), ("{a = 1}", .useColon), ("{a: 1]", nil), ("01", nil),
        ] as [(String, ParseError.Hint?)]
    )
    func hintNamesTheRemedy(text: String, hint: ParseError.Hint?) throws {
        #expect(try error(text).hint == hint)
    }
}
