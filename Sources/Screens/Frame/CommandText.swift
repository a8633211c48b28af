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

    /// A flag and its value go on two lines only where one has no room for both.
    private func fitting(_ part: String, _ columns: Int) -> [String] {
        let isWide = Self.indent.count + TextWidth.columns(of: part) + 2 > columns
        guard isWide, part.hasPrefix("-"), let space = part.firstIndex(of: " ") else { return [part] }
        return [String(part[..<space]), String(part[part.index(after: space)...])]
    }
}
