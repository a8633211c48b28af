internal import Secrets

/// The role of a text in a report. A mark or a word says the same, so colours are optional.
package enum ReportRole: Sendable, Equatable {
    case text
    case heading
    case ok
    case warning
    case error
    case added
    case removed
}

/// A line of a report, independent of the output: a terminal has columns and colours, a pipe has neither.
package struct ReportLine: Sendable, Equatable {
    /// A part of a line. A foreign name in it can start neither a new line nor a new column.
    package struct Cell: Sendable, Equatable {
        package let text: String
        package var role: ReportRole

        package init(_ text: String, _ role: ReportRole = .text) {
            self.text = VisibleText.of(text)
            self.role = role
        }

        /// A line of a file, which may be indented with tabs.
        init(fileLine line: String, _ role: ReportRole) {
            text = VisibleText.of(line, keeping: .tabs)
            self.role = role
        }
    }

    package enum Shape: Sendable, Equatable {
        /// Text that may be wrapped on a narrow terminal.
        case sentence
        /// Commands, paths, diffs, the gateway's own lines: never wrapped, so that they can be copied.
        case verbatim
        /// A label and its value, aligned with neighbouring facts.
        case fact
        /// A table row, aligned with neighbouring rows.
        case row
    }

    package var shape: Shape
    package var cells: [Cell]

    package init(_ shape: Shape, _ cells: [Cell]) {
        self.shape = shape
        self.cells = cells
    }

    package static let empty = ReportLine(.verbatim, [Cell("")])

    package static func sentence(_ text: String, _ role: ReportRole = .text) -> ReportLine {
        ReportLine(.sentence, [Cell(text, role)])
    }

    package static func verbatim(_ text: String, _ role: ReportRole = .text) -> ReportLine {
        ReportLine(.verbatim, [Cell(text, role)])
    }

    /// A sentence behind the warning mark.
    package static func warning(_ text: String) -> ReportLine {
        ReportLine(.sentence, [Cell("!", .warning), Cell(" " + text)])
    }

    package static func fact(_ label: String, _ values: [Cell]) -> ReportLine {
        ReportLine(.fact, [Cell(label)] + values)
    }

    /// The line without alignment: `  Label: a, b` for a fact, tab-separated cells for a row.
    package var plain: String {
        let texts = cells.map(\.text)
        switch shape {
        case .sentence, .verbatim: return texts.joined()
        case .fact: return "  \(texts.first ?? ""): " + texts.dropFirst().joined(separator: ", ")
        case .row: return texts.joined(separator: "\t")
        }
    }
}

extension ReportLine {
    /// The lines of a plan: sentences and files with their marks, then after an empty line the diff.
    package static func plan(_ lines: [String]) -> [ReportLine] {
        let story = lines.prefix { !$0.isEmpty }
        return marked(Array(story)) + difference(Array(lines.dropFirst(story.count)))
    }

    /// Sentences, some with a warning mark; a line in columns has none.
    package static func marked(_ lines: [String]) -> [ReportLine] {
        lines.map { line in
            if line.hasPrefix("! ") { return .warning(String(line.dropFirst(2))) }
            let isSentence = !line.trimmingPrefix("  ").contains("  ")
            return isSentence ? .sentence(line) : .verbatim(line)
        }
    }

    /// The lines of a diff, with roles by their prefix.
    package static func difference(_ lines: [String]) -> [ReportLine] {
        lines.map { line in
            let role: ReportRole = line.hasPrefix("+") ? .added : line.hasPrefix("-") ? .removed : .text
            return ReportLine(.verbatim, [Cell(fileLine: line, role)])
        }
    }
}
