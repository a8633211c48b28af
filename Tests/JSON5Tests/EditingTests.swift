import JSON5
import Testing

@Suite struct EditingTests {
    @Test func basics() throws {
        var document = try Document(parsing: "{}\n")
        try document.set("local", at: ["gateway", "mode"])
        #expect(
            String(decoding: document.bytes, as: UTF8.self) == "{\n  \"gateway\": {\n    \"mode\": \"local\"\n  }\n}\n"
        )
        try document.set(["a", "b"], at: ["order"])
        try document.insert("c", at: ["order", 1])
        #expect(document.root.json(indent: 0) == #"{"gateway":{"mode":"local"},"order":["a","c","b"]}"#)
        #expect(String(decoding: document.bytes, as: UTF8.self) == document.root.json() + "\n")
        try document.remove(at: ["order"])
        try document.remove(at: ["gateway"])
        #expect(String(decoding: document.bytes, as: UTF8.self) == "{}\n")
    }
}
