import JSON5
import Testing

/// Many edits of one text in batches give the same result as one by one.
@Suite struct EditRoundTests {
    @Test(arguments: 1...6 as ClosedRange<UInt64>) func manyEditsMeanWhatTheyMeanOneByOne(seed: UInt64) throws {
        var generator = DocumentGenerator(seed: seed)
        for _ in 0..<400 {
            let document = try Document(parsing: generator.document())
            let edits = generator.edits(of: document.root)
            let (together, single) = (document.made(edits), document.madeOneByOne(edits))
            let shown = edits.map { "\($0.pointer) \($0.change)" }.joined(separator: "\n")
            switch (together, single) {
            case (.success(let together), .success(let single)):
                #expect(together.root.isSame(as: single.root), "\(document.text)\n\(shown)\n\(together.text)")
                #expect(together.comments >= single.comments, "\(document.text)\n\(shown)\n\(together.text)")
            case (.failure, .failure): break
            default: Issue.record("one fails: \(document.text)\n\(shown)\n\(together)\n\(single)")
            }
        }
    }

    @Test(arguments: [
        "{}", "{ }", "{\n}", "{\n  // none yet\n}", "{a: {provider: 'x'}}", "{\n  \"a\": { \"provider\": \"x\" }\n}",
        "{\n  \"a\": {\n    \"provider\": \"x\"\n  },\n}", "{\n  a: {}, // first\n  // last\n}",
        "{\r\n\t'a': [1],\r\n}",
        "{a: 1, b: [\n1\n]}", "{ a: 1 /* b */ }",
    ])
    func newMembersStandAsIfTheyWereSetOneByOne(text: String) throws {
        let document = try Document(parsing: text)
        let edits = (0..<20).map { number in
            ValueEdit([.key("p:\(number)")], .set(["provider": "anthropic", "mode": "api_key"]))
        }
        var single = document
        for edit in edits { try single.apply(edit) }
        var together = document
        try together.apply(edits)
        #expect(together.text == single.text)
    }

    @Test func renamedMembersOfManyObjectsStandInTheirPlacesWithTheirComments() throws {
        let members = (0..<300).map { "  m\($0): { a: 1, old: '1h', /* kept */ b: 2 }, // \($0)\n" }
        let document = try Document(parsing: "{\n" + members.joined() + "}\n")
        let edits = (0..<300).map { ValueEdit(["m\($0)", "old"], .rename(to: "new", "long")) }
        var together = document
        try together.apply(edits)
        #expect(together.text == document.text.replacing("old: '1h'", with: "new: 'long'"))
    }

    @Test func severalMembersOfOneObjectAreRenamed() throws {
        var document = try Document(parsing: "{ a: 1, /* b */ b: 2, c: 3, c: 4 }")
        let edits = ["a", "b", "c"].map { ValueEdit([.key($0)], .rename(to: "\($0)1", .integer(0))) }
        try document.apply(edits)
        #expect(document.text == "{ a1: 0, /* b */ b1: 0, c1: 0 }")
    }

    @Test func machineWrittenTextStaysSo() throws {
        var generator = DocumentGenerator(seed: 7)
        for _ in 0..<300 {
            let document = try Document(parsing: generator.value().json(), dialect: .json)
            let edits = generator.edits(of: document.root)
            guard case .success(let edited) = document.made(edits) else { continue }
            #expect(edited.text == edited.root.json(), "\(document.text)")
        }
    }

    @Test func allMembersOfARepeatedKeyGoAndNothingElse() throws {
        let members = (0..<100).map { "  a: \($0),\n" + ($0 % 7 == 3 ? "  // kept \($0)\n\n  b\($0): 1,\n" : "") }
        var document = try Document(parsing: "{\n" + members.joined() + "  a: 'end',\n}\n")
        #expect(try document.remove(at: ["a"]))
        let kept = (0..<100).filter { $0 % 7 == 3 }
        #expect(document.root.objectValue?.keys == kept.map { "b\($0)" })
        #expect(document.comments == kept.count)
        #expect(try !document.remove(at: ["a"]))
    }

    @Test func elementsThatStandSideBySideGoFromTheBack() throws {
        let text = "[" + (0..<50).map { "\n  \($0), // c\($0)" }.joined() + "\n]"
        var document = try Document(parsing: text)
        let leaving = (0..<50).filter { ($0 / 5) % 2 == 0 }
        try document.apply(leaving.reversed().map { ValueEdit([.index($0)], .remove) })
        let staying = (0..<50).filter { ($0 / 5) % 2 == 1 }
        #expect(document.text == "[" + staying.map { "\n  \($0), // c\($0)" }.joined() + "\n]")
    }

    @Test func oneEditThatFailsLeavesTheTextAsItWas() throws {
        var document = try Document(parsing: "{a: 1, b: 'x'}")
        let before = document
        let edits = [ValueEdit(["a"], .set(2)), ValueEdit(["b", "c"], .set(3)), ValueEdit(["d"], .set(4))]
        #expect(throws: EditError.notAContainer(["b"])) { try document.apply(edits) }
        #expect(document == before)
    }

    // MARK: - Finding

    @Test func whatIsFoundTogetherIsFoundAlone() throws {
        let members = (0..<200).map {
            "'k\($0)': {n: \($0), list: [\((0..<60).map(String.init).joined(separator: ","))]}"
        }
        let document = try Document(parsing: "{" + members.joined(separator: ",\n") + ", k5: 'again', 'k\\u0036': 1}")
        var pointers: [Pointer] = [
            .root, ["none"], ["k5"], ["k5", "n"], ["k6"], ["k7", "list", 59], ["k7", "list", 60],
        ]
        pointers += (0..<200).map { ["k\($0)", "n"] } + (0..<200).map { ["k\($0)", "list", .index($0 % 64)] }
        var finder = NodeFinder(document)
        for pointer in pointers { #expect(finder.value(at: pointer) == document.value(at: pointer), "\(pointer)") }
        #expect(document.positions(of: pointers) == pointers.map { document.position(of: $0) })
    }

    @Test(arguments: 1...3 as ClosedRange<UInt64>) func positionsAreThoseOfEachAlone(seed: UInt64) throws {
        var generator = DocumentGenerator(seed: seed)
        for _ in 0..<300 {
            let document = try Document(parsing: generator.document())
            let places = document.root.places
            #expect(document.positions(of: places) == places.map { document.position(of: $0) }, "\(document.text)")
        }
    }
}

extension Document {
    fileprivate func made(_ edits: [ValueEdit]) -> Result<Document, EditError> {
        var edited = self
        do throws(EditError) {
            try edited.apply(edits)
            return .success(edited)
        } catch {
            return .failure(error)
        }
    }

    fileprivate func madeOneByOne(_ edits: [ValueEdit]) -> Result<Document, EditError> {
        var edited = self
        do throws(EditError) {
            for edit in edits { try edited.apply(edit) }
            return .success(edited)
        } catch {
            return .failure(error)
        }
    }

    /// The number of comments in the text, including those in strings.
    fileprivate var comments: Int { text.split(separator: "//").count + text.split(separator: "/*").count - 2 }
}

extension DocumentGenerator {
    /// Edits of any kind at any path, some affecting each other.
    fileprivate mutating func edits(of root: Value) -> [ValueEdit] {
        let places = root.places
        return (0..<Int.random(in: 2...8, using: &random)).map { number in
            let place = pick(places)
            switch Int.random(in: 0..<10, using: &random) {
            case 0, 1: return ValueEdit(place, .remove)
            case 2, 3: return ValueEdit(place, .set(value()))
            case 4: return ValueEdit(place.appending(pick(Self.keys)), .remove)
            case 5: return ValueEdit(place.appending(0), .insert(value()))
            case 6: return ValueEdit(place.appending(Int.random(in: 0..<3, using: &random)), .remove)
            // A name that no other edit uses: an object must not have it already.
            case 7: return ValueEdit(place, .rename(to: "renamed\(number)", value()))
            case 8: return ValueEdit(place, .removeAlone)
            default: return ValueEdit(place.appending(pick(Self.keys)), .set(value()))
            }
        }
    }
}
