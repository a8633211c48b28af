import JSON5
import TestSupport
import Testing

/// Built-in data is scanned without a parser; both must give the same values.
@Suite struct BuiltInJSONTests {
    private static func reading<Result>(_ text: String, _ body: (BuiltInJSON) throws -> Result) rethrows -> Result {
        try body(BuiltInJSON(Array(text.utf8)))
    }

    @Test func containersAreWalked() {
        Self.reading(#" {"a": {"b": [1, {"c": "]}"}, []], "b2": 2}, "e": [], "t":true,"n":-1.5e2 } "#, checkContainers)
    }

    private func checkContainers(_ value: BuiltInJSON) {
        let members = value.members
        #expect(members.all.map(\.key) == ["a", "e", "t", "n"])
        let elements = members["a"]?.members["b"]?.elements ?? []
        #expect(elements.count == 3 && elements[0].integer == 1 && elements[1].members["c"]?.text == "]}")
        #expect(elements[2].elements.isEmpty && elements[2].members.all.isEmpty)
        #expect(members["a"]?.members["b2"]?.integer == 2 && members["e"]?.elements.isEmpty == true)
        #expect(members["t"]?.isTrue == true && members["n"]?.number == -150 && members["x"] == nil)
        #expect(value.elements.isEmpty && value.text == nil && value.number == nil && !value.isTrue)
    }

    @Test func membersBehindTheLastOneWantedAreNotWalked() {
        Self.reading(#"{"a": 1, "b": {"c": [2]}, "d": 3}"#) { value in
            let members = value.members(through: "b")
            #expect(members.all.map(\.key) == ["a", "b"] && members["b"]?.members["c"]?.elements[0].integer == 2)
        }
    }

    @Test func stringsAreDecoded() {
        Self.reading(#"{"q\"u": "a\\\"b\u00e9\n", "é": "ü", "": ""}"#) { value in
            let members = value.members
            #expect(members["q\"u"]?.text == "a\\\"b\u{E9}\n" && members["é"]?.text == "ü" && members[""]?.text == "")
        }
    }

    @Test(arguments: [0, 2]) func agreesWithTheParser(indent: Int) throws {
        var generator = DocumentGenerator(seed: 7)
        for _ in 0..<1000 {
            let text = generator.value().json(indent: indent)
            let value = try Document(parsing: text, dialect: .json).root
            #expect(Self.reading(text) { $0.agrees(with: value) }, "\(text)")
        }
    }

    @Test(
        "what is compiled in reads as the parser reads it",
        arguments: ["gateways/config-schema.json", "gateways/2026.2.9.json", "providers/anthropic.json"]
    )
    func resourcesAgree(name: String) throws {
        let text = try ResourceFile.text(name)
        let value = try Document(parsing: text, dialect: .json).root
        #expect((value.objectValue?.count ?? 0) > 3)
        #expect(Self.reading(text) { $0.agrees(with: value) })
    }
}

extension BuiltInJSON {
    fileprivate func agrees(with value: Value) -> Bool {
        switch value {
        case .null: text == nil && number == nil && !isTrue && elements.isEmpty && members.all.isEmpty
        case .bool(let bool): isTrue == bool && text == nil && number == nil
        case .number(let other): number == other.doubleValue && text == nil
        case .string(let string): text.map { Array($0.utf8) } == Array(string.utf8) && number == nil
        case .array(let others):
            elements.count == others.count && zip(elements, others).allSatisfy { $0.agrees(with: $1) }
        case .object(let others):
            members.all.map(\.key) == others.keys
                && zip(members.all, others.entries).allSatisfy { $0.value.agrees(with: $1.value) }
        }
    }
}
