internal import GatewayHost
internal import TerminalUI

/// A file that cannot be read: where, and its lines with a caret below the place.
struct BrokenFileView {
    let file: BrokenFile

    /// The lines, numbered, and below them the caret with what is wrong there.
    func blocks(columns: Int) -> [Block] {
        let width = file.lines.map { String($0.number).count }.max() ?? 1
        let room = max(8, columns - FrameLayout.textEdge - width - 2)
        // A long line is shown around the place.
        let start = max(0, file.caret - room * 2 / 3)
        let lines = file.lines.map { line in
            let number = String(repeating: " ", count: width - String(line.number).count) + String(line.number)
            return Block.exact(number + "  " + cut(line.text, from: start, columns: room), .muted)
        }
        let caret = String(repeating: " ", count: width + 2 + file.caret - start) + "^"
        let hint = caret.count + 1 + TextWidth.columns(of: file.hint) <= columns ? caret + " " + file.hint : caret
        return lines + [.exact(hint, .error)]
    }

    private func cut(_ text: String, from start: Int, columns: Int) -> String {
        Shortening.end(String(text.dropFirst(start)), columns: columns)
    }
}
