import Foundation
import JSON5
import TestSupport
import Testing

/// The configuration files that the gateway's own JSON5 parser has read or refused.
@Suite struct GoldenJSON5Tests {
    @Test func valuesAreTheGateways() throws {
        var tally = try GoldenTally("json5/values")
        for example in try GoldenFolder.cases("config/verdicts.json") {
            let expected = example["json5"]?["parsed"]
            // The text of a value shows infinity and not-a-number as JavaScript's does: as null.
            let ours = try? Document(parsing: Self.bytes(of: example)).root.json()
            tally.compare(Self.name(of: example), ours, expected?.json())
        }
        tally.report()
    }

    /// Of a broken word, number or escape the gateway names the character in it that it stumbles over, we its beginning:
    /// only where both found the same mark the places are the same. It counts lines by line feeds alone, and columns
    /// in halves of characters beyond the BMP.
    @Test func unexpectedCharactersStandWhereTheGatewayFindsThem() throws {
        var tally = try GoldenTally("json5/positions")
        for example in try GoldenFolder.cases("config/verdicts.json") {
            let bytes = Self.bytes(of: example)
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
                tally.compare(Self.name(of: example), place, message?.split(separator: " ").last.map(String.init) ?? "")
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

    private static func bytes(of example: Value) -> [UInt8] {
        let file = example["file"]?.stringValue ?? ""
        return Array(FileManager.default.contents(atPath: "\(GoldenFolder.path)/config/\(file)") ?? Data())
    }
}
