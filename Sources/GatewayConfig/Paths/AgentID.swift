import Secrets

/// An agent id in the gateway's form for folders and sessions: lower case, `a-z 0-9 _ -`, at most 64 characters.
package struct AgentID: Sendable, Hashable, CustomStringConvertible {
    /// The normalised id.
    package let text: String

    /// The agent of a host without `agents.list`.
    package static let main = AgentID("main")

    /// Normalises a typed or configured id; if nothing is left it becomes `main`.
    package init(_ raw: String) {
        let lowered = raw.trimmedAsJavaScript.lowercased()
        text = lowered.isEmpty ? "main" : Self.isWellFormed(lowered) ? lowered : Self.repaired(lowered)
    }

    package var description: String { text }

    private static func isWellFormed(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first != "_", first != "-" else { return false }
        return text.unicodeScalars.count <= 64 && text.unicodeScalars.allSatisfy(isAllowed)
    }

    private static func repaired(_ text: String) -> String {
        var result = ""
        var isInForeignRun = false
        for scalar in text.unicodeScalars {
            if isAllowed(scalar) {
                result.unicodeScalars.append(scalar)
            } else if !isInForeignRun {
                result += "-"
            }
            isInForeignRun = !isAllowed(scalar)
        }
        let kept = result.drop { $0 == "-" }
        let trimmed = String(kept.reversed().drop { $0 == "-" }.reversed())
        return trimmed.isEmpty ? "main" : String(trimmed.prefix(64))
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        (0x61...0x7A).contains(scalar.value) || scalar.isASCIIDigit || scalar == "_" || scalar == "-"
    }
}
