internal import TerminalUI

/// The first row: program, host, agent, and progress.
struct Header {
    let words: Words
    let user: String
    let host: String
    let agents: [String]
    /// The number of agents of the host.
    let total: Int
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
        let used = HeaderTitle(words("header.title")).draw(on: &canvas, in: area)
        let room = area.columns - used - 3
        // If it is too long, the user name is dropped first, then the end of the host name.
        let fixed = 2 * 3 + TextWidth.columns(of: agentText) + TextWidth.columns(of: progress)
        let full = "\(user)@\(host)"
        let name =
            TextWidth.columns(of: full) + fixed <= room ? full : Shortening.end(host, columns: max(4, room - fixed))
        let scope = [name, agentText].joined(separator: "   ") + "   "
        let start = area.endColumn - TextWidth.columns(of: scope) - TextWidth.columns(of: progress)
        put(scope, column: start, .text, area, on: &canvas)
        put(progress, column: start + TextWidth.columns(of: scope), .muted, area, on: &canvas)
    }

    private func drawNarrow(on canvas: inout Canvas, in area: Rect, _ progress: String) {
        let room = area.columns - TextWidth.columns(of: progress) - 2
        let used = HeaderTitle(words("header.title")).draw(on: &canvas, in: area)
        let fixed = used + 6 + TextWidth.columns(of: agentText)
        let name = Shortening.end(host, columns: max(4, room - fixed))
        let scope = Shortening.end([name, agentText].joined(separator: "  "), columns: room - used - 3)
        put(scope, column: area.endColumn - TextWidth.columns(of: progress + scope) - 2, .text, area, on: &canvas)
        put(progress, column: area.endColumn - TextWidth.columns(of: progress), .muted, area, on: &canvas)
    }

    private func put(_ text: String, column: Int, _ style: Style, _ area: Rect, on canvas: inout Canvas) {
        let start = max(area.origin.column, column)
        let point = Point(column: start, row: area.origin.row)
        canvas.put(text, at: point, style: style, limit: area.endColumn - start)
    }

    private var agentText: String {
        guard agents.count == 1, let agent = agents.first else {
            return words("header.agents", ["count": String(agents.count), "total": String(total)])
        }
        return words("header.agent", ["agent": agent])
    }
}

/// The left end of the first row: the program's name in the accent, then the page's name in bold.
struct HeaderTitle {
    private let program: Substring
    private let page: Substring

    /// - Parameter title: `openclaw onboard`; below 60 columns the page's name alone, which then has the accent.
    init(_ title: String) {
        let end = title.firstIndex(of: " ") ?? title.endIndex
        program = title[..<end]
        page = title[end...]
    }

    /// Returns the number of columns used.
    func draw(on canvas: inout Canvas, in area: Rect) -> Int {
        let used = canvas.put(String(program), at: area.origin, style: .accent, limit: area.columns)
        let point = Point(column: area.origin.column + used, row: area.origin.row)
        return used + canvas.put(String(page), at: point, style: .title, limit: area.columns - used)
    }
}
