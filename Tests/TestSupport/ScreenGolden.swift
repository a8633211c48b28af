import Foundation
package import TerminalUI
package import Testing

/// Compares a drawn canvas with the golden file `Tests/<target>/Goldens/<name>.txt`.
///
/// The file has one line per row; with `styles` the letters of the cells' roles and the cursor follow after a line of
/// dashes. `OPENCLAW_RECORD=1` writes the file and fails, so that a recording is reviewed before it counts.
package func assertScreen(
    _ canvas: Canvas,
    named name: String,
    cursor: Point? = nil,
    styles: Bool = false,
    testFile: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let golden = ScreenGolden(name: name, testFile: testFile)
    let picture = ScreenGolden.picture(of: canvas, cursor: cursor, styles: styles)
    assertGolden(picture, golden, name, sourceLocation)
}

/// Compares a text, such as the output of line mode, with `Tests/<target>/Goldens/<name>.txt`.
package func assertText(
    _ text: String,
    named name: String,
    testFile: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    assertGolden(text, ScreenGolden(name: name, testFile: testFile), name, sourceLocation)
}

private func assertGolden(
    _ picture: String,
    _ golden: ScreenGolden,
    _ name: String,
    _ sourceLocation: SourceLocation
) {
    if let open = picture.firstMatch(of: /[^$]\{[a-zA-Z]+\}/) {
        Issue.record("\(name) shows the unfilled placeholder \(open.0)", sourceLocation: sourceLocation)
    }
    if ProcessInfo.processInfo.environment["OPENCLAW_RECORD"] == "1" {
        do {
            try golden.record(picture)
            Issue.record("recorded \(name); look at it", sourceLocation: sourceLocation)
        } catch {
            Issue.record("cannot record \(name): \(error)", sourceLocation: sourceLocation)
        }
        return
    }
    if let complaint = golden.complaint(about: picture) {
        Issue.record(Comment(rawValue: complaint), sourceLocation: sourceLocation)
    }
}

/// A golden file of a screen.
package struct ScreenGolden {
    private let name: String
    private let file: URL

    /// - Parameter testFile: any file of the test target whose `Goldens` folder contains the golden.
    package init(name: String, testFile: String) {
        self.name = name
        // The folder of the test target, even if the test file is in a subfolder.
        var folder = URL(fileURLWithPath: testFile).deletingLastPathComponent()
        while folder.deletingLastPathComponent().lastPathComponent != "Tests", folder.pathComponents.count > 2 {
            folder.deleteLastPathComponent()
        }
        file = folder.appendingPathComponent("Goldens").appendingPathComponent(name + ".txt")
    }

    /// The difference to the golden file; nil if there is none.
    package func complaint(about picture: String) -> String? {
        guard let expected else { return "no golden \(name); OPENCLAW_RECORD=1 writes\n\(picture)" }
        return picture == expected ? nil : "\(name) looks different:\n\(Self.difference(expected, picture))"
    }

    private var expected: String? {
        (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
    }

    func record(_ picture: String) throws {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(picture.utf8).write(to: file)
    }

    /// The canvas as text, with `styles` also the letters of the roles and the cursor.
    package static func picture(of canvas: Canvas, cursor: Point?, styles: Bool) -> String {
        var lines = canvas.lines
        if styles {
            lines.append(String(repeating: "-", count: canvas.size.columns))
            lines += (0..<canvas.size.rows).map { row in
                let letters = (0..<canvas.size.columns).map { letter(of: canvas[$0, row].style) }
                return String(String(letters.reversed().drop { $0 == "." }).reversed())
            }
            if let cursor { lines.append("cursor \(cursor.column),\(cursor.row)") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The differing lines of both.
    static func difference(_ expected: String, _ actual: String) -> String {
        let (old, new) = (
            expected.split(separator: "\n", omittingEmptySubsequences: false),
            actual.split(separator: "\n", omittingEmptySubsequences: false)
        )
        return (0..<max(old.count, new.count)).flatMap { index -> [String] in
            let (before, now) = (index < old.count ? old[index] : "", index < new.count ? new[index] : "")
            return before == now ? ["  " + before] : ["- " + before, "+ " + now]
        }.joined(separator: "\n")
    }

    private static func letter(of style: Style) -> Character {
        switch style {
        case .text: "."
        case .title: "t"
        case .accent: "a"
        case .keyName: "k"
        case .marked: "M"
        case .markedElsewhere: "m"
        case .field: "f"
        case .muted: "u"
        case .ok: "o"
        case .okTitle: "O"
        case .warning: "w"
        case .error: "e"
        case .added: "+"
        case .removed: "-"
        case .match: "x"
        case .unavailable: "n"
        }
    }
}
