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
            // An overlap of one byte is enough; neighbours are excluded.
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
        #expect(members.view(at: 0).value == [3])
        #expect(members.view(at: 1).value == 2)
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
        #expect(parts.keys.count == others + 2 && parts.view(at: 0).value == "last")
    }
}

/// Text bytes in a shared array.
@Suite struct TextBytesTests {
    /// Bytes that are followed by another byte in memory.
    private func bytes(_ text: String, followedBy last: UInt8) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 1)
        bytes += Array(text.utf8) + [last]
        bytes.removeLast()
        return bytes
    }

    @Test(arguments: [0, 0x31, 0x7D] as [UInt8]) func whatFollowsTheBytesIsNotPartOfThem(last: UInt8) throws {
        #expect(try Document(parsing: bytes("12", followedBy: last), dialect: .json).root == 12)
        #expect(try Document(parsing: bytes("{\"a\": 1}", followedBy: last)).bytes == Array("{\"a\": 1}".utf8))
        #expect(throws: ParseError.self) { try Document(parsing: bytes("{\"a\": 1", followedBy: last)) }
    }

    @Test(arguments: [0, 0x31] as [UInt8]) func aChangeOfTheArrayLeavesTheTextAlone(last: UInt8) throws {
        var bytes = bytes("{ // mine\n  a: 1,\n}", followedBy: last)
        var document = try Document(parsing: bytes)
        bytes[2] = 0x23
        bytes.append(0x23)
        #expect(document.value(at: ["a"]) == 1 && document.bytes == Array("{ // mine\n  a: 1,\n}".utf8))
        try document.set(2, at: ["a"])
        #expect(document.bytes == Array("{ // mine\n  a: 2,\n}".utf8))
    }
}
