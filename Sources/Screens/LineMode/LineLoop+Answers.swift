internal import GatewayHost
internal import Secrets
internal import TerminalUI

extension LineLoop {
    /// Handles a line as the answer to the current question.
    mutating func answer(_ line: String) {
        act(on: LineAnswer(line, asking: wizard.asking, letters: letters))
    }

    mutating func act(on answer: LineAnswer) {
        switch answer {
        case .accept: press(.enter)
        case .row(let index): press([.home] + Array(repeating: .down, count: index) + [.enter])
        case .tick(let rows):
            for row in rows { press([.home] + Array(repeating: .down, count: row) + [.character(" ")]) }
            return answered(withNews: true)
        case .text(let text):
            press(.control("u"), .paste(Secret(text)))
            if wizard.message == nil { press(.enter) }
        case .back: press(.escape)
        case .steps: press(.tab)
        case .leave: press(.control("c"))
        case .command(let letter): press(.character(letter))
        case .help:
            readOut()
            return
        case .ambiguous(let rows):
            let numbers = rows.map { String($0 + 1) }.joined(separator: wizard.words("line.join"))
            say(wizard.words.spoken(.error, wizard.words("line.ambiguous", ["rows": numbers])))
        case .unknown(let text):
            say(wizard.words.spoken(.error, wizard.words("line.unknown", ["text": Redaction.redact(text)])))
        }
        answered()
    }

    /// The letters bound by the key table on this page.
    private var letters: Set<Character> {
        var letters: Set<Character> = []
        for binding in KeyTable.bindings(wizard.keys) {
            switch binding.command {
            case .diff, .showCommand, .undo, .yes, .no:
                for case .character(let letter) in binding.keys { letters.insert(letter) }
            default: break
            }
        }
        return letters
    }

    /// Sends keys to the wizard one by one, as on a screen.
    mutating func press(_ keys: Key...) { press(keys) }

    mutating func press(_ keys: [Key]) {
        for key in keys where outcome == nil {
            for effect in wizard.handle(.key(key, at: clock())) where outcome == nil { run(effect) }
            see()
        }
    }

    // MARK: - Output

    /// After an answer: prints its result, the page if it changed, and the prompt.
    mutating func answered(withNews: Bool = false) {
        // Not known yet whether Enter is held; the output follows when it is known.
        guard outcome == nil, wizard.settling == nil else { return }
        if let message = wizard.message { say(wizard.spoken(message)) }
        if case .reading(let reading) = wizard.overlays.last {
            sayExactly(wizard.lines(of: reading))
            press(.escape)
        }
        let page = wizard.spokenPage
        if wizard.overlays.isEmpty { shownOver = nil }
        guard let last = wizard.overlays.isEmpty ? shown : shownOver, page.reads(like: last) else {
            return readOut(page, withHelp: false)
        }
        if withNews {
            if case .ticks(let rows, _) = page.asking { say(wizard.words("line.ticked", ["rows": names(of: rows)])) }
            say(wizard.spokenNews)
        }
        prompt(page.asking)
    }

    /// Prints the page from its beginning; with its help if it is printed again.
    mutating func readOut() { readOut(wizard.spokenPage, withHelp: shown != nil) }

    private mutating func readOut(_ page: SpokenPage, withHelp: Bool) {
        newLine()
        if !page.place.isEmpty { say(page.place) }
        say(page.lines)
        switch page.asking {
        case .rows(let rows, _), .ticks(let rows, _): say(rows)
        case .secret, .text, .nothing, .waiting: break
        }
        if withHelp { say(wizard.spokenHelp) }
        say(wizard.spokenNews)
        if wizard.overlays.isEmpty { shown = page } else { shownOver = page }
        // Answers typed ahead were not meant for a page that writes.
        if wizard.writes { terminal.discardPendingKeys() }
        see()
        prompt(page.asking)
    }

    private func say(_ rows: [SpokenRow]) {
        for (index, row) in rows.enumerated() {
            if !row.heading.isEmpty { say(row.heading) }
            say("\(index + 1). \(row.text)")
        }
    }

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

    private mutating func see() { tell(.presented(at: clock())) }

    // MARK: - Prompts

    func prompt() { prompt(wizard.asking) }

    private func prompt(_ asking: Asking) {
        guard outcome == nil else { return }
        let words = wizard.words
        func write(_ prompt: String) { terminal.write("\(prompt)") }
        switch asking {
        case .rows(_, let marked?): write(words("line.choice", ["row": String(marked + 1)]))
        case .rows(_, nil): write(words("line.choice.none"))
        case .ticks(let rows, _):
            let hasTicks = rows.contains(where: \.isTicked)
            write(words(hasTicks ? "line.ticks" : "line.ticks.none", ["rows": names(of: rows)]))
        case .secret: write(words(wizard.steps.credential.field.isEmpty ? "line.secret" : "line.secret.held"))
        case .text(""): write(words("line.text"))
        case .text(let typed): write(words("line.text.typed", ["text": typed]))
        case .nothing: write(words(wizard.steps.done.canUndo ? "line.done" : "line.undone"))
        case .waiting: break
        }
    }

    private func names(of rows: [SpokenRow]) -> String {
        let names = rows.filter(\.isTicked).map(\.name)
        return names.isEmpty ? wizard.words("line.none") : names.joined(separator: wizard.words("line.join"))
    }
}

extension SpokenPage {
    /// Whether printing it would give the same lines; marks and ticks are not printed.
    func reads(like other: SpokenPage) -> Bool {
        lines == other.lines && asking.texts == other.asking.texts
    }
}

extension Asking {
    /// The printed texts; nil if nothing is printed.
    fileprivate var texts: [String]? {
        switch self {
        case .rows(let rows, _), .ticks(let rows, _): rows.map(\.text)
        case .secret: ["<"]
        case .text: [">"]
        case .nothing, .waiting: nil
        }
    }
}
