import JSON5
import Testing

/// Reading parts of a document without decoding the rest.
@Suite struct PartsTests {
    @Test func scalarsOfAPartAreThoseThatReachIntoIt() throws {
        let text = "{a: [1, 'two'], b: {c: true}, d: 'x'}"
        let document = try Document(parsing: text)
        let all = document.scalars(in: 0..<text.utf8.count)
        #expect(all.map(\.pointer.description) == ["a[0]", "a[1]", "b.c", "d"])
        #expect(all.map(\.value) == [1, "two", true, "x"])
        for scalar in all {
            #expect(document.range(of: scalar.pointer) == scalar.range)
            // Even one byte of it is enough, and what stands beside it is left out.
            let last = scalar.range.upperBound - 1
            #expect(document.scalars(in: last..<last + 1).map(\.pointer) == [scalar.pointer])
        }
        #expect(document.scalars(in: 0..<1).isEmpty)
    }

    @Test func scalarsHiddenByALaterMemberOfTheNameAreFound() throws {
        let document = try Document(parsing: "{key: 'one', key: 'two'}")
        #expect(document.scalars(in: 0..<document.bytes.count).map(\.value) == ["one", "two"])
    }

    @Test func membersAreDecodedOneByOneAndTheLastOfANameCounts() throws {
        let document = try Document(parsing: "{m: {a: 1, 'b\\u0063': 2, a: [3]}, n: []}")
        let members = try #require(document.members(at: ["m"]))
        #expect(members.keys == ["a", "bc"])
        #expect(members.value(at: 0) == [3])
        #expect(members.value(at: 1) == 2)
        #expect(document.members(at: ["n"]) == nil)
        #expect(document.members(at: ["x"]) == nil)
    }

    @Test func kindsAreToldWithoutDecoding() throws {
        let document = try Document(parsing: "[null, false, 0x1, '', [], {}]")
        #expect(
            (0..<7).map { document.kind(at: [.index($0)]) } == [.null, .bool, .number, .string, .array, .object, nil]
        )
    }

    @Test("keys that only look the same are two, also where they are found by hash", arguments: [2, 40])
    func keysAreComparedExactly(others: Int) throws {
        let (joined, apart) = ("\u{E9}", "e\u{301}")
        let filling = (0..<others).map { "k\($0): \($0)" }.joined(separator: ", ")
        let document = try Document(
            parsing: "{'\(joined)': 'joined', \(filling), '\(apart)': 'apart', '\(joined)': 'last'}"
        )
        #expect(document.root[joined] == "last" && document.root[apart] == "apart")
        var members = try #require(document.root.objectValue)
        #expect(members.count == others + 2 && members.keys.first.map { Array($0.utf8) } == Array(joined.utf8))
        members[joined] = nil
        #expect(members[joined] == nil && members[apart] == "apart")
        let parts = try #require(document.members(at: .root))
        #expect(parts.keys.count == others + 2 && parts.value(at: 0) == "last")
    }
}
