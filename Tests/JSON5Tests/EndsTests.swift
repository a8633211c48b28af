import JSON5
import TestSupport
import Testing

/// Nothing is read behind the end of a text, wherever it ends and whatever stands in the memory behind it.
@Suite struct EndsTests {
    /// Every kind of token, so that the prefixes of these end inside each.
    private static let texts = [
        "{ a: 'it\\'s', \"b\\u0041\\x41\": [-1.5e+10, +0x1F, .5, 5., -Infinity, NaN], // c\r\n /* d */ u\\u0062: null }",
        #"{"é\\\"\u00e9": [true, false, null, -0, 10, 1.25E-3], "x": {}, "y": []}"#,
        "['a\\\r\nb\\\u{2028}c\\0\\😀', \"\u{2029}\\d\", 0, 0x0, /**/ -.1] // \u{2028} /",
        "\u{FEFF}'\\uD83D\\uDE00'",
    ]

    /// What memory may hold behind a text: bytes that would go on with it.
    private static let behind = Array("\0000000\"'/*/}]),.e+-xX\\u0041nulltrueInfinityNaN\n".utf8)

    /// What a text means, or why it means nothing.
    private enum Outcome: Equatable {
        case value(String)
        case error(ParseError)
    }

    private static func outcome(_ bytes: [UInt8], _ dialect: Document.Dialect) -> Outcome {
        do throws(ParseError) {
            return .value(try Document(parsing: bytes, dialect: dialect).root.json(indent: 0))
        } catch {
            return .error(error)
        }
    }

    /// The bytes in memory that goes on with others.
    private static func bytes(_ text: ArraySlice<UInt8>, before others: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count + others.count + 64)
        bytes += text
        bytes += others
        bytes.removeLast(others.count)
        return bytes
    }

    @Test(arguments: texts, [Document.Dialect.json5, .json])
    func whatStandsBehindATextIsNoPartOfIt(text: String, dialect: Document.Dialect) {
        let text = Array(text.utf8)
        for end in 0...text.count {
            let expected = Self.outcome(Array(text[..<end]), dialect)
            for start in Self.behind.indices {
                let bytes = Self.bytes(text[..<end], before: Self.behind[start...])
                #expect(Self.outcome(bytes, dialect) == expected, "the first \(end) bytes")
            }
        }
    }

    @Test(
        arguments: [
            ("", .expected([.value], found: .endOfText)),
            (" \n\t", .expected([.value], found: .endOfText)),
            ("-", .expected([.digit], found: .endOfText)),
            ("+", .expected([.digit], found: .endOfText)),
            (".", .expected([.digit], found: .endOfText)),
            ("1e", .expected([.digit], found: .endOfText)),
            ("1e-", .expected([.digit], found: .endOfText)),
            ("0x", .expected([.hexDigit], found: .endOfText)),
            ("[0", .expected([.comma, .closingBracket], found: .endOfText)),
            ("-Infinit", .expected([.digit], found: .character("I"))),
            ("nul", .expected([.value], found: .character("n"))),
            ("'", .unterminatedString), ("\"a", .unterminatedString), ("'aaaaaaaa", .unterminatedString),
            ("'\\", .unterminatedString), ("'\\'", .unterminatedString), ("'\\0", .unterminatedString),
            ("'\\\r", .unterminatedString), ("'\\é", .unterminatedString),
            ("'\\u", .invalidEscape), ("'\\u004", .invalidEscape), ("'\\x", .invalidEscape), ("'\\x4", .invalidEscape),
            ("/", .expected([.comment], found: .endOfText)),
            ("//", .expected([.value], found: .endOfText)),
            ("/*", .unterminatedComment), ("/**", .unterminatedComment), ("/*/", .unterminatedComment),
            ("{", .expected([.key, .closingBrace], found: .endOfText)),
            ("{\\", .expected([.key, .closingBrace], found: .character("\\"))),
            ("{\\u006", .expected([.key, .closingBrace], found: .character("\\"))),
            ("{a", .expected([.colon], found: .endOfText)),
            ("{a:", .expected([.value], found: .endOfText)),
        ] as [(String, ParseError.Problem)]
    )
    func theEndOfATextIsNamed(text: String, problem: ParseError.Problem) throws {
        let error = try #require(throws: ParseError.self) { try Document(parsing: text) }
        #expect(error.problem == problem)
        #expect(error.position.offset <= text.utf8.count)
    }

    /// A zero is what the parser sees behind the end: one inside the text is none.
    @Test func aZeroInsideATextIsNotItsEnd() throws {
        #expect(try read("'a\0b\\\0c'") == #""a\u0000b\u0000c""#)
        for text in ["\0", "[1\0]", "-\0", "1\0", "{a\0:1}", "/\0", "'\\u\0'"] {
            #expect(throws: ParseError.self) { try Document(parsing: text) }
        }
    }

    @Test func aCharacterThatTheEndCutsIsNoText() throws {
        let text = Array("'é😀'".utf8)
        for end in [2, 4, 5, 6] {
            let error = try #require(throws: ParseError.self) { try Document(parsing: Array(text[..<end])) }
            #expect(error.problem == .invalidUTF8)
        }
    }

    /// What is compiled in is right, for a test reads it; and still no walk goes past the end.
    @Test func aWalkOverWhatIsCompiledInEndsWithTheText() {
        let text = Array(#" {"a\"b": [1, {"c": "]}\\"}, -2.5e3, true], "d": {"e": null}, "f": "\u00e9"} "#.utf8)
        for end in 0...text.count {
            for start in 0..<min(end, 12) { Self.walk(BuiltInJSON(Array(text[start..<end])), depth: 0) }
        }
        #expect(BuiltInJSON([]).members.all.isEmpty && BuiltInJSON([]).text == nil && BuiltInJSON([]).number == nil)
        #expect(BuiltInJSON(Array(#"{"a""#.utf8)).members["a"]?.text == nil)
        #expect(BuiltInJSON(Array(#"""#.utf8)).text == nil && BuiltInJSON(Array(#""a\"#.utf8)).text == nil)
    }

    private static func walk(_ value: BuiltInJSON, depth: Int) {
        guard depth < 8 else { return }
        _ = (value.text, value.number, value.isTrue)
        for element in value.elements { walk(element, depth: depth + 1) }
        for member in value.members.all { walk(member.value, depth: depth + 1) }
    }
}

/// Who owns the bytes of a text.
@Suite struct TextOwnerTests {
    @Test func aTextStaysAsItIsWhenWhoeverReadItChangesHisBytes() throws {
        var bytes = Array("{ a: 'x' }".utf8)
        let document = try Document(parsing: bytes)
        bytes.replaceSubrange(6..<7, with: "yy".utf8)
        #expect(document.text == "{ a: 'x' }" && document.value(at: ["a"]) == "x")
        var taken = document.bytes
        taken[6] = UInt8(ascii: "z")
        #expect(document.text == "{ a: 'x' }")
    }

    @Test func aViewOutlivesTheDocumentThatItWasTakenFrom() throws {
        var document: Document? = try Document(parsing: "{ list: { a: 'plain', b: 'esc\\u0061ped' } }")
        let members = document?.members(at: ["list"])
        try document?.set("other and much longer than before", at: ["list", "a"])
        document = nil
        #expect(members?.view(at: 0).withUTF8 { Array($0) } == Array("plain".utf8))
        #expect(members?.view(at: 1).withUTF8 { Array($0) } == Array("escaped".utf8))
    }

    @Test func nothingOfASecretIsLeftOfATextThatWasReadEditedAndLetGo() throws {
        let (old, new) = (ScrambledSecret(prefix: "sk-ant-api03-"), ScrambledSecret(prefix: "sk-ant-api03-"))
        try Self.workThrough(old, new)
        guard MemoryScan.isMeaningful else { return }
        #expect(try MemoryScan.places(of: old) == [:])
        #expect(try MemoryScan.places(of: new) == [:])
    }

    @inline(never)
    private static func workThrough(_ old: ScrambledSecret, _ new: ScrambledSecret) throws {
        var document = try Document(parsing: "{ list: [{ key: '\(old.text)' }], // mine\n other: 1 }")
        let before = document
        try document.set(.string(new.text), at: ["list", 0, "key"])
        try document.apply([
            ValueEdit(["other"], .set(.string(new.text))), ValueEdit(["list", 0, "more"], .set(.string(old.text))),
        ])
        try document.insert(.string(new.text), at: ["list", 0])
        #expect(document.value(at: ["list", 1, "key"]) == .string(new.text) && document != before)
        #expect(throws: ParseError.self) { try Document(parsing: "{ key: '\(old.text)") }
    }
}
