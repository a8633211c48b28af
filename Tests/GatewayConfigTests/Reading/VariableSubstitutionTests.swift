import JSON5
import Testing

@testable import GatewayConfig

@Suite struct VariableSubstitutionTests {
    private static let variables = ["A": "1", "_B2": "two ${A}", "AA": "é", "EMPTY": ""]

    /// Pieces that form or break references, including characters of several code points.
    private static let pieces = [
        "$", "$", "{", "{", "}", "}", "${", "$${", "${A}", "A", "AA", "_B2", "EMPTY", "NONE", "1", "a", "-", " ", "é",
        "e\u{301}", "\u{301}", "😀", "\u{200D}", "\r\n",
    ]

    @Test(arguments: 1...4 as ClosedRange<UInt64>) func textsBecomeWhatTheGatewayMakesOfThem(seed: UInt64) {
        var random = Random(state: seed)
        for _ in 0..<4000 {
            let text = (0..<Int.random(in: 0...9, using: &random)).map { _ in
                Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
            }.joined()
            let expected = Reference(Self.variables).substitute(text)
            var substitution = VariableSubstitution { Self.variables[$0] }
            let (value, mentions) = substitution.apply(to: [.string(text)])
            #expect(value == [.string(expected.text ?? text)], "\(text.debugDescription)")
            #expect(mentions[.index(0)]?.names ?? [] == expected.names, "\(text.debugDescription)")
            #expect(substitution.missing.map(\.name) == expected.missing, "\(text.debugDescription)")
            #expect(VariableSubstitution.isReference(text) == expected.isReference, "\(text.debugDescription)")
        }
    }

    @Test func mentionsStandWhereTheTextsStand() {
        var substitution = VariableSubstitution { _ in "x" }
        let (_, mentions) = substitution.apply(to: ["a": ["${A}", ["b": "${B}${C}${B}"]], "c": "$${D}", "d": 1])
        #expect(mentions.names(at: ["a", 0]) == ["A"])
        #expect(mentions.names(at: ["a", 1, "b"]) == ["B", "C", "B"])
        for pointer: Pointer in [.root, ["a"], ["a", 1], ["c"], ["d"], ["none", "x"]] {
            #expect(mentions.names(at: pointer).isEmpty)
        }
    }

    // MARK: - The limit

    @Test func moreThanTheLimitIsNotPutIn() {
        var substitution = VariableSubstitution(limit: 10) { $0 == "LONG" ? "12345" : nil }
        let value = substitution.apply(to: ["a": "${LONG}-${LONG}", "b": ["-${LONG}"], "c": "${LONG}"]).value
        #expect(substitution.overflow == ["b", 0])
        #expect(value == ["a": "12345-12345", "b": ["-${LONG}"], "c": "${LONG}"])
    }

    @Test func tooMuchTextIsAProblemWithItsPlace() {
        let layers = EnvironmentLayers(process: ["LONG": String(repeating: "x", count: 1 << 20)])
        let text = "{\n  env: { vars: {\n    A: '\(String(repeating: "${LONG}", count: 30))',\n"
        let snapshot = snapshot(text + "    B: '\(String(repeating: "${LONG}", count: 30))' } } }", layers)
        let place: Pointer = ["env", "vars", "B"]
        #expect(snapshot.problem == .tooMuchPutIn(place, limit: VariableSubstitution.maximumBytes))
        #expect(snapshot.place(of: place)?.position.line == 4)
        #expect(throws: ConfigEditError.self) { try ConfigEditor(snapshot) }
    }
}

/// `substituteString` of src/config/env-substitution.ts, step by step on UTF-16 units as in JavaScript.
private struct Reference {
    let variables: [String: String]

    init(_ variables: [String: String]) {
        self.variables = variables
    }

    struct Outcome {
        /// Nil if a variable is missing.
        var text: String?
        var names: [String] = []
        var missing: [String] = []
        var isReference = false
    }

    func substitute(_ value: String) -> Outcome {
        let units = Array(value.utf16)
        var (outcome, chunks, index) = (Outcome(), [UInt16](), 0)
        while index < units.count {
            defer { index += 1 }
            guard units[index] == 0x24 else {
                chunks.append(units[index])
                continue
            }
            if unit(units, index + 1) == 0x24, unit(units, index + 2) == 0x7B, let (name, end) = name(units, index + 3)
            {
                chunks += "${\(name)}".utf16
                outcome.isReference = true
                index = end
            } else if unit(units, index + 1) == 0x7B, let (name, end) = name(units, index + 2) {
                outcome.names.append(name)
                outcome.isReference = true
                let text = variables[name] ?? ""
                if text.isEmpty { outcome.missing.append(name) }
                chunks += text.utf16
                index = end
            } else {
                chunks.append(units[index])
            }
        }
        outcome.text = outcome.missing.isEmpty ? String(decoding: chunks, as: UTF16.self) : nil
        return outcome
    }

    private func unit(_ units: [UInt16], _ index: Int) -> UInt16? { index < units.count ? units[index] : nil }

    private func name(_ units: [UInt16], _ start: Int) -> (name: String, end: Int)? {
        guard start <= units.count, let end = units[start...].firstIndex(of: 0x7D) else { return nil }
        let name = String(decoding: units[start..<end], as: UTF16.self)
        guard name.wholeMatch(of: /[A-Z_][A-Z0-9_]*/) != nil, name.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        return (name, end)
    }
}

/// Deterministic random numbers (SplitMix64).
struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &self)]
    }
}
