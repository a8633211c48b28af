import JSON5
import Testing

/// A removed item takes its comments along; everything else stays, with correct commas.
@Suite struct RemovalTests {
    @Test(arguments: [
        // The only member.
        ("{b: 1}", "{}"),
        ("{ b: 1, }", "{}"),
        ("{\n  b: 1,\n}\n", "{}\n"),
        ("{\n  // about b\n  b: 1, // b\n}", "{}"),
        ("{ // c\n  b: 1\n}", "{ // c\n}"),
        ("{\n  b: 1,\n  // end\n}", "{\n  // end\n}"),
        ("{\n  // head\n\n  // about b\n  b: 1\n}", "{\n  // head\n}"),
        ("{ // c\n  b: 1 }", "{ // c\n   }"),
        // First, middle, last on one line.
        ("{ b: 1, c: 2 }", "{ c: 2 }"),
        ("{ a: 0, b: 1, c: 2 }", "{ a: 0, c: 2 }"),
        ("{ a: 0, b: 1 }", "{ a: 0 }"),
        ("{ a: 0, b: 1, }", "{ a: 0, }"),
        ("{a:0,/*b*/b:1/*b*/,/*c*/c:2}", "{a:0,/*c*/c:2}"),
        ("{ a: 0 /* a */, b: 1 /* b */ }", "{ a: 0 /* a */ }"),
        // First, middle, last on lines.
        ("{\n  b: 1,\n  c: 2\n}", "{\n  c: 2\n}"),
        ("{\n  a: 0,\n  // about b\n  // more\n  b: 1, // b\n  c: 2\n}", "{\n  a: 0,\n  c: 2\n}"),
        ("{\n  a: 0, // a\n  b: 1 // b\n}", "{\n  a: 0 // a\n}"),
        ("{\n  a: 0, // a\n\n  b: 1, // b\n}", "{\n  a: 0, // a\n}"),
        ("{\n  a: 0,\n\n  b: 1,\n\n  c: 2,\n}", "{\n  a: 0,\n\n  c: 2,\n}"),
        ("{\n  b: 1,\n\n  // about c\n  c: 2,\n}", "{\n  // about c\n  c: 2,\n}"),
        ("{\n  a: 0,\n\n  // section\n\n  b: 1,\n  c: 2,\n}", "{\n  a: 0,\n\n  // section\n\n  c: 2,\n}"),
        ("{\n  a: 0, // a\n  b: 1 }", "{\n  a: 0 // a\n   }"),
        ("{\n  a: 0,\n  b: 1 }", "{\n  a: 0 }"),
        ("{\n  a: 0\n  , b: 1\n  , c: 2\n}", "{\n  a: 0\n  , c: 2\n}"),
        // Several items on one of many lines.
        ("{\n  a: 0, // a\n  b: 1, c: 2, // c\n}", "{\n  a: 0, // a\n  c: 2, // c\n}"),
        ("{\n  a: 0, b: 1, // b\n  c: 2,\n}", "{\n  a: 0,\n  c: 2,\n}"),
        ("{ b: 1, // b\n  c: 2 }", "{\n  c: 2 }"),
        // All members of a repeated key are removed.
        ("{ b: 1, a: 0, 'b': 2, \"\\u0062\": 3 }", "{ a: 0 }"),
        ("{ b: 1, b: 2 }", "{}"),
    ])
    func memberGoes(before: String, after: String) throws {
        #expect(try edit(before) { try $0.remove(at: ["b"]) } == after)
    }

    @Test(arguments: [
        ("[1]", 0, "[]"),
        ("[1, 2, 3]", 1, "[1, 3]"),
        ("[\n  1, // one\n  2, // two\n  3 // three\n]", 2, "[\n  1, // one\n  2 // two\n]"),
        ("[1, // one\n 2, // two\n 3]", 2, "[1, // one\n 2 // two\n ]"),
        ("[[1, 2], [3]]", 0, "[[3]]"),
    ])
    func elementGoes(before: String, place: Int, after: String) throws {
        #expect(try edit(before) { try $0.remove(at: [.index(place)]) } == after)
    }

    @Test func nothingToRemoveIsNoEdit() throws {
        var document = try Document(parsing: "{ a: [1] }")
        for pointer: Pointer in [["b"], ["a", 1], ["a", "x"], ["a", 0, "x"], []] {
            #expect(try !document.remove(at: pointer))
        }
        #expect(document.text == "{ a: [1] }")
    }
}
