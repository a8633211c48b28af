import JSON5
import Testing

/// The meaning of texts by the JSON5 specification.
@Suite struct ParsingTests {
    @Test(arguments: [
        // Values.
        ("null", "null"), ("true", "true"), ("false", "false"), (" 1 ", "1"), ("'x'", #""x""#),
        ("[]", "[]"), ("[1,]", "[1]"), ("[[],{},]", "[[],{}]"), ("{}", "{}"), ("{a:1,}", #"{"a":1}"#),
        // White space of every kind, and a byte order mark at the start and inside.
        (
            "\u{FEFF}\t\u{0B}\u{0C}\u{A0}\u{FEFF}\u{1680}\u{2000}\u{200A}\u{202F}\u{205F}\u{3000}\u{2028}\u{2029}1\r\n",
            "1"
        ),
        // Comments end at every kind of line break.
        ("// c\n1", "1"), ("// c\r1", "1"), ("// c\u{2028}1", "1"), ("// c\u{2029}1", "1"), ("1//", "1"),
        ("/**/1/* /* // **/", "1"), ("[/* a */1/* b */,// c\n2]", "[1,2]"),
        // Keys.
        ("{$_a1:1}", #"{"$_a1":1}"#), ("{ümläut:1}", #"{"ümläut":1}"#), ("{'a b':1}", #"{"a b":1}"#),
        (#"{\u0061b\u0063:1}"#, #"{"abc":1}"#),
        ("{a\u{200D}b:1}", "{\"a\u{200D}b\":1}"),
        (
            "{\u{561}:1,a\u{300}:2,\u{16EE}:3,a\u{1CF2}:4}",
            "{\"\u{561}\":1,\"a\u{300}\":2,\"\u{16EE}\":3,\"a\u{1CF2}\":4}"
        ),
        ("{null:1,true:2,Infinity:3}", #"{"null":1,"true":2,"Infinity":3}"#), ("{\u{10400}:1}", "{\"\u{10400}\":1}"),
        // Of repeated keys the last wins; composed and decomposed accents are different keys.
        ("{a:1,b:2,'a':3}", #"{"a":3,"b":2}"#), ("{'\u{E9}':1,'e\u{301}':2}", "{\"\u{E9}\":1,\"e\u{301}\":2}"),
        ("{__proto__:{a:1}}", #"{"__proto__":{"a":1}}"#),
    ])
    func textMeans(text: String, json: String) throws {
        #expect(try read(text) == json)
    }

    @Test(arguments: [
        (#"'\b\f\n\r\t\v\0'"#, "\u{8}\u{C}\n\r\t\u{B}\0"), (#"'\'\"\\\/\a\q'"#, "'\"\\/aq"), (#"'\x41\u0042'"#, "AB"),
        (#"'\uD83D\uDE00 \ud83d\ude00'"#, "😀 😀"), (#"'\uD83D'"#, "\u{FFFD}"),
        (#"'\uDE00\uD83Dx'"#, "\u{FFFD}\u{FFFD}x"),
        (#"'\uD83D\uD83D\uDE00'"#, "\u{FFFD}😀"), ("'a\\\nb\\\r\nc\\\rd\\\u{2028}e\\\u{2029}f'", "abcdef"),
        ("'\\é\\😀'", "é😀"),
        ("'\u{2028}\u{2029}\t\u{1}\u{7F}\0'", "\u{2028}\u{2029}\t\u{1}\u{7F}\0"), ("\"it's\"", "it's"),
        ("'say \"x\"'", "say \"x\""),
    ])
    func stringMeans(text: String, string: String) throws {
        #expect(try Document(parsing: text).root == .string(string))
    }

    @Test(arguments: [
        ("0", 0), ("-0", -0.0), ("+7", 7), (".5", 0.5), ("5.", 5), ("-.5e-1", -0.05), ("5.e2", 500), ("1E+3", 1000),
        ("0x1f", 31), ("-0XAB", -171), ("0x1fffffffffffff", 9_007_199_254_740_991), ("0e0", 0), ("0.0", 0),
        ("Infinity", .infinity), ("+Infinity", .infinity), ("-Infinity", -.infinity), ("1e999", .infinity),
        ("1e-999", 0),
        ("123456789012345678", 1.2345678901234568e17), ("0.1", 0.1), ("2.5e-324", .leastNonzeroMagnitude),
    ])
    func numberMeans(text: String, value: Double) throws {
        let number = try #require(Document(parsing: text).root.numberValue)
        #expect(number.doubleValue == value && number.doubleValue.sign == value.sign)
        #expect(number.text == text)
    }

    @Test(arguments: ["NaN", "+NaN", "-NaN"])
    func notANumberIsANumber(text: String) throws {
        #expect(try Document(parsing: text).root.doubleValue?.isNaN == true)
    }

    @Test(arguments: [
        "", " ", "// only a comment", "/*", "/", "1 2", "{} {}", "[,]", "[1,,2]", "{,}", "{a}", "{a:}", "{a:1,,}",
        "{1:1}", "{a b:1}",
        "{a-b:1}", "[1", "{a:1", "]", "}", "nul", "nulll", "True", "undefined", "'", "'a", "\"a'", "'a\nb'", "'a\rb'",
        "'\\", "'\\1'", "'\\9'",
        "'\\01'", "'\\x4'", "'\\xg0'", "'\\u123'", "'\\u123", "'\\u", "00", "01", "-01", "08", "0x", "0xg", "1e", "1e+",
        ".", "-.", "+", "--1",
        "+-1", "- 1", "1.2.3", "1a", "0x1g", "0x1.8", "0b1", "1_000", "Infinit", "-Inf", "infinity", "NaNN", "`a`",
        "# c\n1", "{\\u0020:1}",
        "{\\u00:1}", "{\\x61:1}", "{\u{200D}a:1}", "{😀:1}", "\u{200B}1", "[1] // c\n x", "{a:1 b:2}", "[1 2]",
        "{a:'x' 'y'}",
        // Letters newer than the tables of the gateway's parser, and exceptions that are not in them.
        "{\u{560}:1}", "{\u{9FF3}:1}", "{a\u{560}:1}", "{\u{2118}:1}", "{\u{212E}:1}", "{a\u{B7}:1}", "{\u{1CF2}:1}",
        "{\\u0560:1}",
    ])
    func textIsRefused(text: String) {
        #expect(throws: ParseError.self) { try Document(parsing: text) }
    }

    @Test(
        arguments: [[0xFF], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x2F, 0x2F, 0x80], [0xC0, 0x80]]
            as [[UInt8]]
    )
    func invalidUTF8IsRefused(bytes: [UInt8]) throws {
        let error = try #require(throws: ParseError.self) { try Document(parsing: bytes) }
        #expect(error.problem == .invalidUTF8)
    }

    @Test func depthIsLimitedWithoutUsingTheStack() throws {
        let deepest = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        #expect(try read(deepest) == deepest)
        for opening in ["[", "{a:", "[{a:"] {
            let error = try #require(throws: ParseError.self) {
                try Document(parsing: String(repeating: opening, count: 10_000))
            }
            #expect(error.problem == .tooDeep(limit: 512))
        }
        #expect(throws: ParseError.self) {
            try Document(parsing: [UInt8](repeating: UInt8(ascii: "["), count: 10_000_000))
        }
    }

    @Test func bytesAreKept() throws {
        let text = "\u{FEFF}\r\n{ // c\n\t'a' : [ +.5e1 , ],\u{A0}}\r"
        #expect(try Document(parsing: text).text == text)
        #expect(try Document(parsing: Array(text.utf8)).bytes == Array(text.utf8))
    }

    @Test func valuesHavePlaces() throws {
        let document = try Document(parsing: "{ a: 1,\r\n  'é😀': [\r\t\"x\", 2] }")
        #expect(document.position(of: []) == TextPosition(line: 1, column: 1, offset: 0))
        #expect(document.position(of: ["a"]) == TextPosition(line: 1, column: 6, offset: 5))
        #expect(document.position(of: ["é😀"]) == TextPosition(line: 2, column: 9, offset: 21))
        #expect(document.position(of: ["é😀", 1]) == TextPosition(line: 3, column: 7, offset: 29))
        #expect(document.range(of: ["é😀", 0]) == 24..<27)
        #expect(document.value(at: ["é😀", "1"]) == 2)
        #expect(document.value(at: ["é😀", 2]) == nil)
        #expect(document.value(at: ["a", "b"]) == nil)
        #expect(document.value(at: ["a", 0]) == nil)
    }

    @Test func largeObjectsAreRead() throws {
        let members = (0..<20_000).map { "k\($0 % 10_000): \($0)" }.joined(separator: ",")
        let root = try Document(parsing: "{\(members)}").root
        #expect(root.objectValue?.count == 10_000)
        #expect(root["k9999"] == 19_999)
    }

    @Test("what ends or breaks a string is found at every place of the eight bytes that are looked at at once")
    func everyPlaceInAStringIsLookedAt() throws {
        for length in 0..<20 {
            for place in 0...length {
                let (before, after) = (
                    String(repeating: "a", count: place), String(repeating: "\u{E9}", count: length - place)
                )
                let plain = try Document(parsing: "[\"\(before)'\(after)\", '\(before)\"\(after)']")
                #expect(plain.root == [.string(before + "'" + after), .string(before + "\"" + after)])
                let escaped = try Document(parsing: "\"\(before)\\n\(after)\"", dialect: .json)
                #expect(escaped.root == .string(before + "\n" + after))
                for control in ["\u{0}", "\u{1F}", "\t", "\n"] {
                    #expect(throws: ParseError.self) {
                        try Document(parsing: "[\"\(before)\(control)\(after)\"]", dialect: .json)
                    }
                }
                #expect(throws: ParseError.self) { try Document(parsing: "[\"" + before) }
            }
        }
    }
}
