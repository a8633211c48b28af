import JSON5
import Testing

/// A new item is formatted like its neighbours, and comments stay with their items.
@Suite struct InsertionTests {
    @Test(arguments: [
        // A single line stays a single line.
        ("{}", "{\n  \"new\": 1\n}"),
        ("{ }", "{\n  \"new\": 1\n}"),
        ("{a:1}", "{a:1,new:1}"),
        ("{ a: 1 }", "{ a: 1, new: 1 }"),
        ("{ a: 1, }", "{ a: 1, new: 1, }"),
        ("{'a':1 , 'b' : 2}", "{'a':1 , 'b' : 2, 'new' : 1}"),
        ("{\"a\":1,\"b\":2}", "{\"a\":1,\"b\":2,\"new\":1}"),
        ("{ a: 1 /* a */ }", "{ a: 1 /* a */, new: 1 }"),
        // Multiple lines: indentation, commas and line endings of the neighbours.
        ("{\n\t\"a\": 1\n}\n", "{\n\t\"a\": 1,\n\t\"new\": 1\n}\n"),
        ("{\r\n    a: 1,\r\n}\r\n", "{\r\n    a: 1,\r\n    new: 1,\r\n}\r\n"),
        ("{\r  a: 1\r}", "{\r  a: 1,\r  new: 1\r}"),
        ("{ a: 1,\n  b: 2 }", "{ a: 1,\n  b: 2,\n  new: 1 }"),
        ("{\n  a: 1, b: 2\n}", "{\n  a: 1, b: 2, new: 1\n}"),
        // Comments.
        ("{\n  a: 1 // a\n}", "{\n  a: 1, // a\n  new: 1\n}"),
        ("{\n  a: 1, // a\n  // end\n}", "{\n  a: 1, // a\n  new: 1,\n  // end\n}"),
        ("{\n  a: 1 /* a */ // a\n\n  // end\n}", "{\n  a: 1, /* a */ // a\n  new: 1\n\n  // end\n}"),
        ("{\n  a: 1 // a\n  ,\n}", "{\n  a: 1 // a\n  ,\n  new: 1,\n}"),
        ("{ a: 1 // a\n}", "{ a: 1, // a\n  new: 1\n}"),
        ("{ // c\n}", "{ // c\n  \"new\": 1\n}"),
        ("{\n    // c\n}", "{\n    \"new\": 1\n    // c\n}"),
        ("{ /* c */ }", "{ /* c */ \"new\": 1 }"),
        ("{ /* c\n */ }", "{ /* c\n */\n  \"new\": 1 }"),
        // Keys are quoted like the others.
        ("{\"a\": 1, b: 2}", "{\"a\": 1, b: 2, new: 1}"),
        ("{'a b': 1}", "{'a b': 1, 'new': 1}"),
        ("{ \"x/y\": { z: 1 } }", "{ \"x/y\": { z: 1 }, new: 1 }"),
    ])
    func newMemberGoesLast(before: String, after: String) throws {
        #expect(try edit(before) { try $0.set(1, at: ["new"]) } == after)
        // Removing it again restores the text, apart from white space in empty containers.
        let restored = try edit(after) { try $0.remove(at: ["new"]) }
        #expect(restored == (before == "{ }" ? "{}" : before))
    }

    @Test(arguments: [
        ("[]", 0, "[\n  9\n]"),
        ("[1]", 0, "[9, 1]"),
        ("[ 1, 2 ]", 0, "[ 9, 1, 2 ]"),
        ("[1,2]", 1, "[1,9,2]"),
        ("[1, 2]", 2, "[1, 2, 9]"),
        ("[\n  1, // one\n  2\n]", 0, "[\n  9,\n  1, // one\n  2\n]"),
        ("[\n  1, // one\n  // two\n  2\n]", 1, "[\n  1, // one\n  9,\n  // two\n  2\n]"),
        ("[\n  1, // one\n  2 // two\n]", 2, "[\n  1, // one\n  2, // two\n  9\n]"),
        ("[\n\n  1,\n\n  2,\n]", 0, "[\n\n  9,\n  1,\n\n  2,\n]"),
        ("[\n  1,\n\n  2,\n]", 1, "[\n  1,\n  9,\n\n  2,\n]"),
        ("[ // list\n  1,\n]", 0, "[ // list\n  9,\n  1,\n]"),
        ("[1, /* two */ 2]", 1, "[1, 9, /* two */ 2]"),
    ])
    func newElementGoesToItsPlace(before: String, place: Int, after: String) throws {
        #expect(try edit(before) { try $0.insert(9, at: [.index(place)]) } == after)
        #expect(try edit(after) { try $0.remove(at: [.index(place)]) } == before)
    }

    @Test func missingParentsAreMade() throws {
        #expect(
            try edit("{\n  // c\n  a: 1,\n}\n") { try $0.set("x", at: ["agents", "list", 0, "id"]) } == """
                {
                  // c
                  a: 1,
                  agents: {
                    list: [
                      {
                        id: "x",
                      },
                    ],
                  },
                }

                """
        )
        #expect(try edit("{ a: 1 }") { try $0.insert("x", at: ["b", 0]) } == "{ a: 1, b: [\"x\"] }")
    }

    @Test func emptyContainerInOneLineStaysThere() throws {
        #expect(try edit("{\"a\":{}}") { try $0.set(1, at: ["a", "b"]) } == "{\"a\":{\"b\":1}}")
        #expect(try edit("{ a: {} }") { try $0.set(1, at: ["a", "b"]) } == "{ a: { b: 1 } }")
        #expect(try edit("{ a: [] }") { try $0.insert(1, at: ["a", 0]) } == "{ a: [1] }")
        #expect(try edit("{\n  a: {},\n}") { try $0.set(1, at: ["a", "b"]) } == "{\n  a: {\n    b: 1,\n  },\n}")
    }

    @Test func containersLookLikeTheirSiblings() throws {
        let before = """
            {
              models: [
                { id: 'a', input: ['text'] },
              ],
            }
            """
        let after = """
            {
              models: [
                { id: 'a', input: ['text'] },
                { id: 'b', input: ['text', 'image'] },
              ],
              order: ['x', 'y'],
            }
            """
        let edited = try edit(before) {
            try $0.insert(["id": "b", "input": ["text", "image"]], at: ["models", 1])
            try $0.set(["x", "y"], at: ["order"])
        }
        #expect(edited == after)
    }

    @Test func aContainerThatIsReplacedStaysOnItsLine() throws {
        #expect(try edit("{\n  a: [1, 2],\n}") { try $0.set(["x": 1], at: ["a"]) } == "{\n  a: { x: 1 },\n}")
        #expect(try edit("{\n  a: 'x',\n}") { try $0.set(["x": 1], at: ["a"]) } == "{\n  a: {\n    x: 1,\n  },\n}")
    }

    @Test func stringsAreEscapedForTheirQuotes() throws {
        #expect(
            try edit("{ a: 'x' }") { try $0.set("it's \"so\"\n\u{2028}", at: ["a"]) }
                == "{ a: 'it\\'s \"so\"\\n\\u2028' }"
        )
        #expect(try edit("{ a: 'x' }") { try $0.set(1, at: ["a-b"]) } == "{ a: 'x', 'a-b': 1 }")
    }
}
