import JSON5

/// Deterministic random numbers (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Generates unusual JSON5 texts: any spacing, comments everywhere, every spelling.
struct DocumentGenerator {
    var random: SeededGenerator
    /// How unusual this document is, from machine-written to arbitrary.
    private var oddity = 0
    private var lineBreak = "\n"

    init(seed: UInt64) {
        random = SeededGenerator(state: seed)
    }

    mutating func document() -> String {
        oddity = Int.random(in: 0...3, using: &random)
        lineBreak = pick(["\n", "\n", "\n", "\r\n", "\r"])
        let isMarked = Int.random(in: 0..<20, using: &random) == 0
        return (isMarked ? "\u{FEFF}" : "") + space(0) + container(depth: 0) + space(0)
    }

    /// A value to set.
    mutating func value(depth: Int = 0) -> Value {
        switch Int.random(in: 0..<(depth < 2 ? 9 : 6), using: &random) {
        case 0: .null
        case 1: .bool(Bool.random(using: &random))
        case 2: .integer(Int.random(in: -5...20, using: &random))
        case 3: .double(Double(Int.random(in: -999...999, using: &random)) / 8)
        case 4, 5: .string(pick(Self.strings))
        case 6: .array((0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth + 1) })
        default: .object(members(depth: depth + 1))
        }
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }

    static let keys = ["a", "b", "id", "$x", "a-b", "é", "", "__proto__", "0", "c.d", "null"]
    private static let strings = [
        "", "x", "it's", "say \"x\"", "a\\b", "é😀", "\u{2028}", "\t\n\u{0}", "// no comment", "{,}",
    ]

    private mutating func members(depth: Int) -> Members {
        var members = Members()
        for _ in 0..<Int.random(in: 0...3, using: &random) { members[pick(Self.keys)] = value(depth: depth) }
        return members
    }
}

// MARK: - Text

extension DocumentGenerator {
    private mutating func text(depth: Int) -> String {
        if depth < 4, Int.random(in: 0..<3, using: &random) == 0 { return container(depth: depth) }
        return pick([
            "null", "true", "false", "0", "-1", "+.5", "5.", "0xFf", "1e3", "Infinity", "-NaN", "''", "'it\\'s'",
            "\"x\"", "'\\\n'",
            "\"\\u00e9\"", "'/* no comment */'", "\"a, b: [\"", "'\\x41'",
        ])
    }

    private mutating func container(depth: Int) -> String {
        let isObject = depth == 0 || Bool.random(using: &random)
        let spreads = Int.random(in: 0..<3, using: &random) > 0
        let count = Int.random(in: 0...(depth == 0 ? 5 : 3), using: &random)
        var text = isObject ? "{" : "["
        for place in 0..<count {
            text += gap(depth + 1, spreads)
            if isObject { text += key() + oddSpace(depth) + ":" + (oddity > 0 ? oddSpace(depth) : " ") }
            text += self.text(depth: depth + 1) + oddSpace(depth)
            if place < count - 1 || Int.random(in: 0..<3, using: &random) == 0 { text += "," }
            text += trailingComment()
        }
        return text + gap(depth, spreads && count > 0) + (isObject ? "}" : "]")
    }

    private mutating func key() -> String {
        pick([
            "a", "b", "id", "$x", "'a'", "\"b\"", "\"a-b\"", "'é'", "é", "''", "\\u0061", "\"\\u0062\"", "__proto__",
            "'0'",
        ])
    }

    /// Between items: usually a line break or a space, sometimes something else.
    private mutating func gap(_ depth: Int, _ spreads: Bool) -> String {
        if Int.random(in: 0..<10, using: &random) < oddity { return space(depth) }
        return spreads ? newLine(depth) : pick(["", " "])
    }

    private mutating func oddSpace(_ depth: Int) -> String {
        Int.random(in: 0..<12, using: &random) < oddity ? space(depth) : ""
    }

    private mutating func space(_ depth: Int) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            text += pick([
                " ", "\t", newLine(depth), "/* c */", "//c" + newLine(depth), "/*" + lineBreak + "c*/",
                newLine(depth) + "// it's" + newLine(depth),
                "\u{A0}", lineBreak,
            ])
        }
        return text
    }

    private mutating func trailingComment() -> String {
        Int.random(in: 0..<8, using: &random) == 0 ? pick([" // c, }" + lineBreak, " /* c */", "//" + lineBreak]) : ""
    }

    private func newLine(_ depth: Int) -> String {
        lineBreak + String(repeating: "  ", count: depth)
    }
}
