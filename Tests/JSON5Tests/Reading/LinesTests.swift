import JSON5
import Testing

@Suite struct LinesTests {
    @Test func theLinesOfManyValuesAreTheirPositionsLines() throws {
        let document = try Document(parsing: "{\r\n  // one\n  a: 1,\r  b: [\n    2,\n    3],\n c: 4 }")
        let pointers: [Pointer] = [["c"], ["b", 1], ["a"], ["missing"], .root, ["b"], ["b", 0]]
        #expect(document.lines(of: pointers) == [7, 6, 3, nil, 1, 4, 5])
        #expect(document.lines(of: pointers) == pointers.map { document.position(of: $0)?.line })
    }
}
