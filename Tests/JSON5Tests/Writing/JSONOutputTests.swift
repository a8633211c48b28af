import JSON5
import Testing

/// Output is that of `JSON.stringify`.
@Suite struct JSONOutputTests {
    @Test(
        arguments: [
            (0, "0"), (-0.0, "0"), (1, "1"), (-1.5, "-1.5"), (100, "100"), (0.1, "0.1"), (1e21, "1e+21"),
            (1e20, "100000000000000000000"),
            (1.2345678901234568e20, "123456789012345680000"), (1.5e300, "1.5e+300"), (1e-6, "0.000001"),
            (1e-7, "1e-7"), (1.25e-7, "1.25e-7"),
            (.leastNonzeroMagnitude, "5e-324"), (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
            (9_007_199_254_740_992, "9007199254740992"), (0.000_012_3, "0.0000123"),
            (4.35, "4.35"), (.infinity, "null"), (-.infinity, "null"), (.nan, "null"),
            (1_770_000_000_000, "1770000000000"), (-1e-10, "-1e-10"),
        ] as [(Double, String)]
    )
    func numberIsSpelled(value: Double, text: String) {
        #expect(Value.double(value).json() == text)
    }

    @Test func spellingsBecomeJavaScripts() throws {
        #expect(
            try read("[0x10, +1, .50, 5., 1E3, -NaN, 9007199254740993]") == "[16,1,0.5,5,1000,null,9007199254740992]"
        )
    }

    @Test func stringsAreEscaped() {
        #expect(
            Value.string("\"\\/\u{8}\u{C}\n\r\t\u{0}\u{1F}\u{7F}\u{2028}é😀'").json()
                == "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u{7F}\u{2028}é😀'\""
        )
    }

    @Test func containersSpreadOverLines() {
        let value: Value = ["a": [], "b": [:], "c": [1, ["d": nil]], "e": true]
        #expect(
            value.json() == """
                {
                  "a": [],
                  "b": {},
                  "c": [
                    1,
                    {
                      "d": null
                    }
                  ],
                  "e": true
                }
                """
        )
        #expect(value.json(indent: 0) == #"{"a":[],"b":{},"c":[1,{"d":null}],"e":true}"#)
        #expect(value.json(indent: 4).hasPrefix("{\n    \"a\": [],"))
    }
}
