import JSON5
import TestSupport
import Testing

/// The config files that the gateway's own JSON5 parser has accepted or refused.
@Suite struct GoldenJSON5Tests {
    @Test func valuesAreTheGateways() throws {
        var tally = GoldenTally("json5/values", .current)
        for (example, bytes) in try Self.examples() {
            let expected = example["json5"]?["parsed"]
            // Infinity and NaN are printed as null, as in JavaScript.
            let ours = try? Document(parsing: bytes).root.json()
            tally.compare(Self.name(of: example), example, at: "value", ours, expected?.json())
        }
        tally.report()
    }

    /// For an invalid word, number or escape the gateway reports the character at which it failed, this program the
    /// start of the token: positions are compared only if both report the same character. The gateway counts lines by
    /// line feeds only, and columns in UTF-16 units.
    @Test func unexpectedCharactersStandWhereTheGatewayFindsThem() throws {
        var tally = GoldenTally("json5/positions", .current)
        for (example, bytes) in try Self.examples() {
            do throws(ParseError) {
                _ = try Document(parsing: bytes)
            } catch {
                let message = example["json5"]?["error"]?.stringValue
                guard case .expected(_, found: .character(let character)) = error.problem,
                    "{}[]:,#=(;`“”".contains(character), !Self.isCountedOtherwise(bytes),
                    message?.contains("invalid character '\(character)' at") == true
                else {
                    tally.skip()
                    continue
                }
                let place = "\(error.position.line):\(error.position.column)"
                let gateways = message?.split(separator: " ").last.map(String.init) ?? ""
                tally.compare(Self.name(of: example), example, at: "position", place, gateways)
            }
        }
        tally.report()
    }

    private static func isCountedOtherwise(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        return text.unicodeScalars.contains {
            $0.value > 0xFFFF || "\u{FEFF}\u{2028}\u{2029}\r".unicodeScalars.contains($0)
        }
    }

    private static func name(of example: Value) -> String {
        example["name"]?.stringValue ?? ""
    }

    /// The cases with their files; without those whose file another folder does not have.
    private static func examples() throws -> [(Value, [UInt8])] {
        try GoldenFolder.current.cases("config/verdicts.json").compactMap { example in
            let file = example["file"]?.stringValue ?? ""
            return try GoldenFolder.current.bytes("config/\(file)").map { (example, $0) }
        }
    }
}
