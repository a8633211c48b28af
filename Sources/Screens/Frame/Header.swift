internal import TerminalUI

/// The first row: program, host, agent, and progress.
struct Header {
    let words: Words
    let user: String
    let host: String
    let agents: [String]
    let place: Int
    let count: Int

    func draw(on canvas: inout Canvas, in area: Rect) {
        let progress = words("header.progress", ["place": String(place), "count": String(count)])
        if words.isNarrow {
            drawNarrow(on: &canvas, in: area, progress)
        } else {
            drawWide(on: &canvas, in: area, progress)
        }
    }

    private func drawWide(on canvas: inout Canvas, in area: Rect, _ progress: String) {
        let title = words("header.title")
        canvas.put(title, at: area.origin, style: .title, limit: area.columns)
        let room = area.columns - TextWidth.columns(of: title) - 3
        // If it is too long, the user name is dropped first, then the end of the host name.
        let fixed = 2 * 3 + TextWidth.columns(of: agentText) + TextWidth.columns(of: progress)
        let full = "\(user)@\(host)"
        let name =
            TextWidth.columns(of: full) + fixed <= room ? full : Shortening.end(host, columns: max(4, room - fixed))
        put([name, agentText, progress].joined(separator: "   "), right: area, on: &canvas)
    }

    private func drawNarrow(on canvas: inout Canvas, in area: Rect, _ progress: String) {
        let room = area.columns - TextWidth.columns(of: progress) - 2
        let title = words("header.title")
        let fixed = TextWidth.columns(of: title) + 6 + TextWidth.columns(of: agentText)
        let name = Shortening.end(host, columns: max(4, room - fixed))
        let left = Shortening.end([title, name, agentText].joined(separator: "   "), columns: room)
        canvas.put(left, at: area.origin, style: .title, limit: room)
        put(progress, right: area, on: &canvas)
    }

    private func put(_ text: String, right area: Rect, on canvas: inout Canvas) {
        let column = max(area.origin.column, area.endColumn - TextWidth.columns(of: text))
        canvas.put(text, at: Point(column: column, row: area.origin.row), style: .title, limit: area.endColumn - column)
    }

    private var agentText: String {
        guard agents.count == 1, let agent = agents.first else {
            return words("header.agents", ["count": String(agents.count)])
        }
        return words("header.agent", ["agent": agent])
    }
}
