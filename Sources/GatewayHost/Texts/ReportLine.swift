internal import Secrets

/// What a piece of a report means; the mark or the word says it as well, so colours can be left out.
package enum ReportRole: Sendable, Equatable {
    case text
    case heading
    case ok
    case warning
    case error
    case added
    case removed
}

/// A line of a report before it is known where it goes: a terminal has columns and colours, a pipe has neither.
package struct ReportLine: Sendable, Equatable {
    /// A piece of a line: one line of words, in which a foreign name can start neither a line nor a column of its own.
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
        /// Words that may be broken where a terminal is narrow.
        case sentence
        /// Commands, paths, differences, the gateway's own lines: never broken, so that they can be copied.
        case verbatim
        /// A label and what it says, aligned with the facts beside it.
        case fact
        /// A row of a table, aligned with the rows beside it.
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

    /// A sentence behind the mark that tells what it is.
    package static func warning(_ text: String) -> ReportLine {
        ReportLine(.sentence, [Cell("!", .warning), Cell(" " + text)])
    }

    package static func fact(_ label: String, _ values: [Cell]) -> ReportLine {
        ReportLine(.fact, [Cell(label)] + values)
    }

    /// The line where nothing can be aligned: `  Label: a, b` for a fact, cells with a tab between them for a row.
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
    /// Lines of a plan: sentences and files with their marks, and behind an empty line the difference.
    package static func plan(_ lines: [String]) -> [ReportLine] {
        let story = lines.prefix { !$0.isEmpty }
        return marked(Array(story)) + difference(Array(lines.dropFirst(story.count)))
    }

    /// Sentences, some behind the mark of a warning; a line in columns is none.
    package static func marked(_ lines: [String]) -> [ReportLine] {
        lines.map { line in
            if line.hasPrefix("! ") { return .warning(String(line.dropFirst(2))) }
            let isSentence = !line.trimmingPrefix("  ").contains("  ")
            return isSentence ? .sentence(line) : .verbatim(line)
        }
    }

    /// Lines of a difference by their marks.
    package static func difference(_ lines: [String]) -> [ReportLine] {
        lines.map { line in
            let role: ReportRole = line.hasPrefix("+") ? .added : line.hasPrefix("-") ? .removed : .text
            return ReportLine(.verbatim, [Cell(fileLine: line, role)])
        }
    }
}
