import JSON5
import Testing

/// The dialect of `JSON.parse`.
@Suite struct StrictJSONTests {
    @Test(arguments: [
        ("null", "null"), (" \t\r\n-0.5e+1\n", "-5"), (#"{"a":[1,{"b":"c"}],"a":2}"#, #"{"a":2}"#),
        ("\"\u{7F}\u{2028}\"", "\"\u{7F}\u{2028}\""),
        (#""\"\\\/\b\f\n\r\t\u0041\ud83d\ude00""#, #""\"\\/\b\f\n\r\tA😀""#),
        ("[0,-0,0.0,1e5,1E-2,10]", "[0,0,0,100000,0.01,10]"), ("[]", "[]"),
    ])
    func textMeans(text: String, json: String) throws {
        #expect(try read(text, dialect: .json) == json)
    }

    @Test(arguments: [
        "", "'a'", "[1,]", "{\"a\":1,}", "{a:1}", "// c\n1", "/**/1", "\u{FEFF}1", "\u{A0}1", "\u{0B}1", "\u{2028}1",
        "+1", ".5", "5.", "5.e1", "01", "0x1",
        "Infinity", "-Infinity", "NaN", "\"a\tb\"", "\"\u{0}\"", "\"a\nb\"", "\"\\v\"", "\"\\x41\"", "\"\\'\"",
        "\"\\0\"", "\"a\\\nb\"", "\"\\u12\"", "\"", "[1 2]",
        "[1]]", "{\"a\"}", "{\"a\":}", "-", "1e", "tru", "--1",
    ])
    func textIsRefused(text: String) {
        #expect(throws: ParseError.self) { try Document(parsing: text, dialect: .json) }
    }
}
