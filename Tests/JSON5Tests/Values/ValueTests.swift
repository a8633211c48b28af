import JSON5
import Testing

@Suite struct ValueTests {
    @Test func membersKeepTheirOrder() {
        var members = Members([("b", 1), ("a", 2), ("b", 3)])
        members["c"] = 4
        members["a"] = nil
        #expect(members.map(\.key) == ["b", "c"])
        #expect(members == ["b": 3, "c": 4])
        #expect(members != ["c": 4, "b": 3])
        #expect(Value.object(members).isSame(as: ["c": 4, "b": 3]))
        #expect(!Value.object(members).isSame(as: ["c": 4, "b": 3, "d": nil]))
    }

    @Test func largeObjectsFindTheirMembersAfterChanges() {
        var members = Members()
        for number in 0..<100 { members["k\(number)"] = .integer(number) }
        for number in stride(from: 0, to: 100, by: 2) { members["k\(number)"] = nil }
        members["k0"] = "again"
        #expect(members.count == 51)
        #expect(members["k99"] == 99)
        #expect(members["k98"] == nil)
        #expect(members.keys.last == "k0")
    }

    @Test func numbersAreEqualByValue() throws {
        #expect(try Document(parsing: "[0x10, 1e1, NaN]").root == [16.0, 10, .double(.nan)])
        #expect(Value.integer(1) != 1.5)
        #expect(Value.double(1.5).intValue == nil)
        #expect(Value.double(1e3).intValue == 1000)
        #expect(Value.double(.infinity).intValue == nil)
    }

    @Test func stringsAreEqualByCodePoint() {
        #expect(Value.string("\u{E9}") != "e\u{301}")
        #expect(Value.object(["\u{E9}": 1])["e\u{301}"] == nil)
    }

    @Test(arguments: ["", " 1", "1 ", "x", "'1'", "1,", "0x", "1//"])
    func onlyANumberSpellsANumber(text: String) {
        #expect(Number(text) == nil)
    }

    @Test func valuesAreLookedInto() {
        let value: Value = ["s": "x", "b": false, "n": 2, "a": [nil]]
        #expect(value["s"]?.stringValue == "x")
        #expect(value["b"]?.boolValue == false)
        #expect(value["n"]?.intValue == 2)
        #expect(value["a"]?[0] == .null)
        #expect(value["a"]?[1] == nil)
        #expect(value["a"]?["x"] == nil)
        #expect(value["x"] == nil)
    }
}
