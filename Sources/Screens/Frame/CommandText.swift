internal import TerminalUI

/// A shell command on several lines that end in a backslash, so that it can be copied as it stands.
struct CommandText: Sendable, Equatable {
    /// The arguments; a flag and its value are one part and stay on one line.
    let parts: [String]

    /// In front of the lines after the first.
    private static let indent = "  "

    /// The lines, each at most `columns` wide unless one word alone is wider.
    func lines(columns: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for part in parts.flatMap({ fitting($0, columns) }) {
            let longer = line.isEmpty ? part : line + " " + part
            if !line.isEmpty, TextWidth.columns(of: longer) + 2 > columns {
                lines.append(line + " \\")
                line = Self.indent + part
            } else {
                line = longer
            }
        }
        return lines + [line]
    }

    /// A flag and its value go on two lines only where one has no room for both, and so do the path of a program and the
    /// words behind it.
    private func fitting(_ part: String, _ columns: Int) -> [String] {
        let isWide = Self.indent.count + TextWidth.columns(of: part) + 2 > columns
        guard isWide, let space = part.hasPrefix("-") ? part.firstIndex(of: " ") : Self.endOfPath(part) else {
            return [part]
        }
        return [String(part[..<space]), String(part[part.index(after: space)...])]
    }

    /// The space behind a path at the start of a part, quoted or not; nil if the part is one word or begins otherwise.
    private static func endOfPath(_ part: String) -> String.Index? {
        if part.hasPrefix("'") { return part.firstRange(of: "' ").map { part.index(after: $0.lowerBound) } }
        return part.firstIndex(of: " ").flatMap { part[..<$0].contains("/") ? $0 : nil }
    }
}
