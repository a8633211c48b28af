import JSON5
import Testing

/// Hostile text for names, and the check that it is not printed unescaped.
enum Hostile {
    /// One of each kind of invisible or terminal-controlling character, separated by words.
    static let name =
        "PWN\u{1B}[31;1mred\u{1B}]52;c;UFdO\u{7}\u{1B}]8;;http://evil.example\u{7}\u{1B}]0;PWNTITLE\u{7}\u{1B}Pq#0\u{1B}\\"
        + "\u{9B}31m\u{9D}0;t\u{9C}\u{85}\u{90}\u{202E}gnp\u{202A}\u{202C}\u{2066}x\u{2069}\u{61C}\u{200E}\u{200F}"
        + "\u{200B}\u{200C}\u{200D}\u{FEFF}\u{2060}\u{2064}\u{180E}\u{34F}\u{AD}\u{115F}\u{1160}\u{3164}\u{FFA0}\u{17B4}"
        + "\u{2028}\u{2029}\u{FE0F}\u{E0100}\u{E0041}\u{E007F}\u{FFF9}a\u{FFFB}\u{206A}\u{1D173}\r\u{8}\u{7F}\u{5}\u{E}\u{B}\u{C}"
        + "\nError: fake line\tFORGED\tend"

    /// The same without slashes, for a folder, an argument or a variable.
    static let fileName = name.replacing("/", with: "_")

    /// Whether a character must be escaped, by the standard library's Unicode properties.
    static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
        default: scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    /// What is wrong with an output; nil if nothing. `own`: controls that the program may print.
    static func trace(in text: String, own: Set<Unicode.Scalar> = ["\n", "\t"]) -> String? {
        let scalars = Array(text.unicodeScalars)
        if let place = scalars.firstIndex(where: { isHidden($0) && !own.contains($0) }) {
            let around = scalars[max(0, place - 30)..<min(scalars.count, place + 10)]
            return
                "U+\(String(scalars[place].value, radix: 16)) in \(String(String.UnicodeScalarView(around)).debugDescription)"
        }
        let fakes = text.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("Error: fake") }
        if !fakes.isEmpty { return "a line of its own" }
        return text.contains("\tFORGED") ? "a column of its own" : nil
    }

    /// Fails if the output of a run contains anything of it unescaped; a document must be valid JSON.
    static func expectNoTrace(
        in run: Run,
        _ what: String,
        isDocument: Bool,
        at place: SourceLocation = #_sourceLocation
    ) {
        #expect(trace(in: run.outputText) == nil, "\(what), output", sourceLocation: place)
        #expect(trace(in: run.errorText) == nil, "\(what), error", sourceLocation: place)
        #expect(run.status < 128, "\(what) ended by \(run.status)", sourceLocation: place)
        guard isDocument, !run.output.isEmpty else { return }
        #expect(throws: Never.self, "\(what), document", sourceLocation: place) {
            try Document(parsing: run.output, dialect: .json)
        }
    }

    /// A quoted JSON string: escaped, or with raw bytes where JSON allows that.
    static func quoted(_ text: String, escaped: Bool) -> String {
        var quoted = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case _ where escaped || scalar.value < 0x20:
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return "\"" + quoted + "\""
    }
}
