internal import Secrets
internal import TerminalUI

// What is printed.
extension LineLoop {
    /// After an answer: prints its result, the page if it changed, and the prompt.
    mutating func answered(withNews: Bool = false) {
        // Not known yet whether Enter is held; the output follows when it is known.
        guard outcome == nil, !screen.top.isSettling else { return }
        if let message = screen.top.message, message != said {
            say(words.spoken(message.mark, message.text))
            said = message
        }
        if let reading = screen.top.spokenReading {
            sayExactly(reading.spoken(words))
            press(.escape)
        }
        let page = screen.top.spokenPage
        if !page.isOverlay { shownOver = nil }
        let last = page.isOverlay ? shownOver : shown
        guard let last, page.reads(like: last) else {
            more = 0
            if let last, page.isChange(of: last) { return readChanges(of: last, in: page) }
            return readOut()
        }
        if withNews {
            if case .ticks(let rows, _) = page.asking { say(words("line.ticked", ["rows": names(of: rows)])) }
            say(screen.top.spokenNews)
        }
        prompt(page)
    }

    /// Prints the page from its beginning, with its help if that was asked for.
    mutating func readOut(withHelp: Bool = false) {
        newLine()
        screen.top.look(at: clock())
        let page = screen.top.spokenPage
        if !page.place.isEmpty { say(page.place) }
        say(page.lines)
        say(page.offered(more: more), of: page)
        if withHelp { say(screen.top.spokenHelp) }
        say(screen.top.spokenNews)
        finish(page)
    }

    /// Keeps what was printed, to tell later what has changed, and asks.
    private mutating func finish(_ page: SpokenPage) {
        if page.isOverlay { shownOver = page } else { shown = page }
        // Answers typed ahead were not meant for a page that writes.
        if screen.top.writes { terminal.discardPendingKeys() }
        see()
        prompt(page)
    }

    /// Prints what changed on a page: a message has said why.
    private mutating func readChanges(of last: SpokenPage, in page: SpokenPage) {
        say(page.lines.filter { !last.lines.contains($0) })
        let (before, now) = (last.asking.rows, page.asking.rows)
        if before.map(\.id) == now.map(\.id) {
            for index in now.indices where now[index].text != before[index].text { say(row: index, of: now) }
        } else {
            say(page.offered(more: more), of: page)
        }
        finish(page)
    }

    /// Reads the files again and prints the page, as it is now.
    mutating func readAgain() {
        press(.control("l"))
        guard outcome == nil else { return }
        if let message = screen.top.message { say(words.spoken(message.mark, message.text)) }
        said = screen.top.message
        readOut()
    }

    // MARK: - Rows

    /// Prints rows of the page, and how many were left out.
    private func say(_ indices: [Int], of page: SpokenPage) {
        let rows = page.asking.rows
        for index in indices {
            if !rows[index].heading.isEmpty { say(rows[index].heading) }
            say(row: index, of: rows)
        }
        let others = rows.count - indices.count
        if others > 0 { say(words("line.others", count: others)) }
    }

    private func say(row index: Int, of rows: [SpokenRow]) { say("\(index + 1). \(rows[index].text)") }

    /// Prints the next rows of a long list.
    mutating func readMore() {
        let page = screen.top.spokenPage
        let before = Set(page.offered(more: more))
        more += Self.furtherRows
        let rows = page.asking.rows
        let now = page.offered(more: more)
        for index in now where !before.contains(index) { say(row: index, of: rows) }
        if now.count < rows.count { say(words("line.others", count: rows.count - now.count)) }
        prompt(page)
    }

    private static let furtherRows = 20

    /// Several rows contain what was typed: names them, so that one can be chosen.
    mutating func narrow(to found: [Int]) {
        let page = screen.top.spokenPage
        if page.isList, page.offered(more: 0).count < page.asking.rows.count {
            say(words("line.found", count: found.count))
            for index in found.prefix(Self.furtherRows) { say(row: index, of: page.asking.rows) }
            if found.count > Self.furtherRows {
                say(words("line.found.others", ["count": String(found.count - Self.furtherRows)]))
            }
        } else {
            let numbers = found.map { String($0 + 1) }.joined(separator: words("line.join"))
            say(words.spoken(.error, words("line.ambiguous", ["rows": numbers])))
        }
        prompt(page)
    }

    // MARK: - Lines

    func say(_ lines: [String]) { for line in lines { say(line) } }
    func newLine() { terminal.write("\n") }

    /// Wraps at words: a screen reader that reads row by row must not meet split words.
    func say(_ line: String) {
        for row in TextWrap.lines(line, columns: max(20, terminal.columns - 1)) { terminal.write("\(row)\n") }
    }

    /// Not wrapped, because the text is compared or copied.
    private func sayExactly(_ lines: [String]) {
        for line in lines { terminal.write(TerminalText(line, keeping: .tabs) + "\n") }
    }

    // MARK: - Prompts

    func prompt() { prompt(screen.top.spokenPage) }

    private func prompt(_ page: SpokenPage) {
        guard outcome == nil else { return }
        let prompt = page.prompt ?? usualPrompt(page.asking)
        terminal.write("\(prompt)")
    }

    private func usualPrompt(_ asking: Asking) -> String {
        switch asking {
        case .rows(_, let marked?): words("line.choice", ["row": String(marked + 1)])
        case .rows(_, nil): words("line.choice.none")
        case .ticks(let rows, _):
            words(
                rows.contains(where: \.isTicked) ? "line.ticks" : "line.ticks.none",
                ["rows": names(of: rows)]
            )
        case .secret: words("line.secret")
        // What was just refused is not offered again.
        case .text where said?.mark == .error, .text(""): words("line.text")
        case .text(let typed): words("line.text.typed", ["text": typed])
        case .nothing: words("line.undone")
        case .waiting: ""
        }
    }

    private func names(of rows: [SpokenRow]) -> String {
        let names = rows.filter(\.isTicked).map(\.name)
        return names.isEmpty ? words("line.none") : names.joined(separator: words("line.join"))
    }
}
