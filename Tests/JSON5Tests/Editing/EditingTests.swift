import JSON5
import Testing

@Suite struct EditingTests {
    @Test func newFileGetsTheShapeOfJSONStringify() throws {
        var document = try Document(parsing: "{}\n")
        try document.set(["mode": "local", "port": 18789], at: ["gateway"])
        try document.set(["a", "b"], at: ["auth", "order", "anthropic"])
        #expect(document.text == document.root.json() + "\n")
        try document.remove(at: ["auth"])
        try document.remove(at: ["gateway"])
        #expect(document.text == "{}\n")
    }

    @Test(arguments: [
        // Only the value changes; spelling, quotes and comments around it stay.
        ("{ a: 1, /* two */ b : 'x' }", "{ a: 1, /* two */ b : 'y' }"),
        ("{\n\t\"b\": \"x\", // note\n}", "{\n\t\"b\": \"y\", // note\n}"),
        ("\u{FEFF}{\"b\":null}", "\u{FEFF}{\"b\":\"y\"}"),
        // The last of repeated keys is effective.
        ("{b: 1, b: 2}", "{b: 1, b: \"y\"}"),
        ("{b: [1, 2]}", "{b: \"y\"}"),
    ])
    func setReplacesOnlyTheValue(before: String, after: String) throws {
        #expect(try edit(before) { try $0.set("y", at: ["b"]) } == after)
    }

    @Test(arguments: [
        "{ b: 0x10 }", "{b:16.}", "{b:+1.6e1}", "{b:'no', b:16}", "{'\\u0062': 16}", "{\\u0062 /* c */ : /* d */ 16,}",
    ])
    func settingTheSameValueChangesNothing(text: String) throws {
        #expect(try edit(text) { try $0.set(16, at: ["b"]) } == text)
    }

    @Test func memberOrderIsNoDifference() throws {
        let text = "{ a: { x: 1, y: [{ p: 1, q: 2 }] } }"
        #expect(try edit(text) { try $0.set(["y": [["q": 2, "p": 1]], "x": 1], at: ["a"]) } == text)
    }

    @Test func settingAnObjectTouchesOnlyWhatDiffers() throws {
        let before = """
            {
              profile: {
                // rotates monthly
                type: 'token', // kept
                token: 'old',
                expires: 5,
              },
            }
            """
        let after = """
            {
              profile: {
                // rotates monthly
                type: 'token', // kept
                token: 'new',
                email: 'a@b.c',
              },
            }
            """
        #expect(
            try edit(before) { try $0.set(["type": "token", "token": "new", "email": "a@b.c"], at: ["profile"]) }
                == after
        )
    }

    @Test func settingAnArrayKeepsTheElementsThatStay() throws {
        let before = """
            [
              "a", // first
              { id: 'b', n: 1 }, // second
              "c", // third
              "d",
            ]
            """
        let after = """
            [
              "a", // first
              { id: 'b', n: 2 }, // second
              "d",
              "e",
            ]
            """
        #expect(try edit(before) { try $0.set(["a", ["id": "b", "n": 2], "d", "e"], at: []) } == after)
    }

    @Test func rootCanBeReplaced() throws {
        #expect(try edit("// c\n1 // d\n") { try $0.set([:], at: []) } == "// c\n{} // d\n")
        #expect(try edit(" null ") { try $0.set(["a": 1], at: []) } == " {\n   \"a\": 1\n } ")
        #expect(try edit("{a: 1}") { try $0.set([1], at: []) } == "[1]")
    }

    @Test func digitsNameElementsAndIndexesNameMembers() throws {
        #expect(try edit("[1, 2]") { try $0.set(3, at: ["1"]) } == "[1, 3]")
        #expect(try edit("[1, 2]") { try $0.set(3, at: ["2"]) } == "[1, 2, 3]")
        #expect(try edit("{'7': 1}") { try $0.set(3, at: [7]) } == "{'7': 3}")
    }

    @Test func prototypeIsAnOrdinaryKey() throws {
        let text = try edit("{}") { try $0.set([1], at: ["__proto__", "constructor"]) }
        #expect(try read(text) == #"{"__proto__":{"constructor":[1]}}"#)
    }

    @Test func anEditThatCannotBeMadeLeavesTheDocument() throws {
        var document = try Document(parsing: "{ a: 1, b: [1] }")
        let before = document
        #expect(throws: EditError.notAContainer(["a"])) { try document.set(1, at: ["a", "x"]) }
        #expect(throws: EditError.notAContainer(["b"])) { try document.set(1, at: ["b", "x"]) }
        #expect(throws: EditError.notAContainer(["a"])) { try document.insert(1, at: ["a", 0]) }
        #expect(throws: EditError.indexOutOfRange(["b", 2])) { try document.set(1, at: ["b", 2]) }
        #expect(throws: EditError.indexOutOfRange(["b", 2])) { try document.insert(1, at: ["b", 2]) }
        #expect(throws: EditError.indexOutOfRange(["c", 1])) { try document.insert(1, at: ["c", 1]) }
        #expect(throws: EditError.indexOutOfRange(["b", -1])) { try document.insert(1, at: ["b", -1]) }
        #expect(throws: EditError.indexOutOfRange(["b", "x"])) { try document.insert(1, at: ["b", "x"]) }
        let deep = Pointer(Array(repeating: .key("a"), count: 100_000))
        #expect(throws: EditError.tooDeep(limit: 512)) { try document.set(1, at: deep) }
        #expect(document == before)
    }

    @Test func strictJSONStaysStrict() throws {
        let text = try edit(#"{"a": 1}"#, dialect: .json) {
            try $0.set(.number(#require(Number("0x10"))), at: ["b"])
            try $0.set(.number(#require(Number("1.50"))), at: ["c"])
            try $0.set("it's", at: ["d"])
        }
        #expect(text == #"{"a": 1, "b": 16, "c": 1.50, "d": "it's"}"#)
        #expect(throws: EditError.notRepresentable(["a"])) {
            try edit("{}", dialect: .json) { try $0.set([.double(.infinity)], at: ["a"]) }
        }
    }
}
