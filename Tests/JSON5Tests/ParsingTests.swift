import JSON5
import Testing

@Suite struct ParsingTests {
    @Test func ordinaryConfigReads() throws {
        let document = try Document(
            parsing: """
                // mine
                { agents: { list: [ { id: 'main', "default": true, }, ] }, port: 0x10, n: [1., .5, -Infinity, +NaN, null], }
                """
        )
        #expect(
            document.root.json(indent: 0)
                == #"{"agents":{"list":[{"id":"main","default":true}]},"port":16,"n":[1,0.5,null,null,null]}"#
        )
        #expect(document.value(at: ["agents", "list", 0, "id"]) == "main")
        #expect(document.position(of: ["agents"])?.line == 2)
    }
}
