import JSON5
import Testing

/// Lazy views of values, and lookup of keys by hash.
@Suite struct ValueViewTests {
    private func view(_ text: String) throws -> ValueView {
        let document = try Document(parsing: "{v: \(text)}")
        return try #require(document.members(at: .root)).view(at: 0)
    }

    @Test func aMemberIsFoundHoweverItsKeyIsWritten() throws {
        let object = try view(#"{type: 1, "typed": 2, 'typ': 3, "t\u0079pe2": 4, "": 5}"#)
        #expect(object.isObject)
        #expect(object["type"]?.value == 1 && object["typed"]?.value == 2 && object["typ"]?.value == 3)
        #expect(object["type2"]?.value == 4 && object[""]?.value == 5)
        #expect(object["ty"] == nil && object["types"] == nil && object["'typ'"] == nil)
    }

    @Test func ofARepeatedKeyTheLastCounts() throws {
        let object = try view("{a: 1, b: {a: 2}, a: {c: 'x'}}")
        #expect(object["a"]?["c"]?.stringValue == "x")
        #expect(object["b"]?["a"]?.value == 2)
    }

    @Test(arguments: ["[]", "'text'", "1", "null", "true"])
    func whatIsNoObjectHasNoMembers(text: String) throws {
        let value = try view(text)
        #expect(!value.isObject && value["a"] == nil)
    }

    @Test(arguments: [
        #"{"$include": 1}"#, #"{"\u0024include": 1}"#, #"{"\x24include": 1}"#, #"{'\$include': 1}"#,
        "{'$inc\\\nlude': 1}",
        #"{$incl\u0075de: 1}"#, "{a: 1} // $include",
    ])
    func aWordMayBeInATextHoweverItIsWritten(text: String) throws {
        #expect(try Document(parsing: text).mayHold("$include"))
    }

    @Test(arguments: [
        "{a: 1}", #"{a: 'it\'s', b: "\"", c: "\n\t\r\b\f\v\0", d: "\/"}"#, #"{a: "\\u0024include"}"#,
        #"{a: "c:\\dir\\"}"#,
        "{$includ: 'e'}",
    ])
    func escapesOfOtherCharactersHideNoWord(text: String) throws {
        #expect(try !Document(parsing: text).mayHold("$include"))
    }

    @Test func onlyAStringIsLent() throws {
        let object = try view(#"{plain: "né", escaped: "n\u00e9", empty: '', number: 1, object: {}}"#)
        let bytes = { (key: StaticString) in object[key]?.withUTF8 { Array($0) } ?? nil }
        #expect(bytes("plain") == Array("n\u{E9}".utf8) && bytes("escaped") == bytes("plain"))
        #expect(bytes("empty") == [] && bytes("number") == nil && bytes("object") == nil)
        #expect(object["plain"]?.spells("n\u{E9}") == true && object["escaped"]?.spells("n\u{E9}") == true)
        #expect(object["plain"]?.spells("n") == false && object["empty"]?.spells("") == true)
        #expect(object["number"]?.spells("1") == false && object["object"]?.spells("") == false)
        #expect(object["escaped"]?.stringValue == "n\u{E9}" && object["number"]?.stringValue == nil)
    }

    @Test func elementsAreSeenWhereTheyStand() throws {
        let document = try Document(parsing: "{list: [1, {a: 'x'}], text: 'y'}")
        let elements = try #require(document.entries(at: ["list"]))
        #expect(elements.keys == ["0", "1"] && elements.places.place(of: "1", keyAt: { elements.keys[$0] }) == 1)
        #expect(elements.view(at: 0).value == 1 && elements.view(at: 1)["a"]?.stringValue == "x")
        #expect(document.entries(at: ["list", 1])?.keys == ["a"])
        #expect(document.entries(at: ["text"]) == nil && document.entries(at: ["none"]) == nil)
    }

    @Test func keysAreFoundAmongThousands() {
        // Of all lengths around the block size of the hash, many of them similar.
        let keys = (0..<5000).map { String(repeating: "k", count: $0 % 19) + String($0) }
        var places = KeyPlaces()
        for (place, key) in keys.enumerated() {
            #expect(places.place(of: key, keyAt: { keys[$0] }) == nil)
            places.note(key, at: place)
        }
        for (place, key) in keys.enumerated() { #expect(places.place(of: key, keyAt: { keys[$0] }) == place) }
        #expect(places.place(of: "k", keyAt: { keys[$0] }) == nil)
        #expect(KeyPlaces().place(of: "", keyAt: { keys[$0] }) == nil)
    }
}
