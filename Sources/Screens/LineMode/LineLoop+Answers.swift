internal import GatewayHost
internal import Secrets
internal import TerminalUI

// What a typed line does.
extension LineLoop {
    /// Handles a line as the answer to the current question.
    mutating func answer(_ line: String) {
        let top = screen.top
        let page = top.spokenPage
        let commands = LineAnswer.Commands(
            letters: top.spokenLetters,
            hasSteps: top.hasSteps,
            haveRows: page.isList && !page.isOverlay,
            hasMore: page.offered(more: more).count < page.asking.rows.count
        )
        act(on: LineAnswer(line, asking: page.asking, commands))
    }

    mutating func act(on answer: LineAnswer) {
        switch answer {
        case .accept: press(.enter)
        case .row(let index): choose(index, with: .enter)
        case .tick(let rows):
            for row in rows { choose(row, with: .character(" ")) }
            return answered(withNews: true)
        case .text(let text):
            press(.control("u"), .paste(Secret(text)))
            if screen.top.message == nil { press(.enter) }
        case .back: press(.escape)
        case .steps: press(.tab)
        case .leave: leaveAll()
        case .command(let letter, let row?): choose(row, with: .character(letter))
        case .command(let letter, nil): press(.character(letter))
        case .help: return readOut(withHelp: true)
        case .again: return readAgain()
        case .more: return readMore()
        case .ambiguous(let rows): return narrow(to: rows)
        case .unknown(let text):
            say(words.spoken(.error, words("line.unknown", ["text": Redaction.redact(text)])))
        }
        answered()
    }

    /// Marks a row and presses a key on it.
    private mutating func choose(_ index: Int, with key: Key) {
        let rows = screen.top.spokenPage.asking.rows
        guard rows.indices.contains(index) else { return }
        // A number was typed, so the Enter that follows is not a held one.
        press(.home)
        if !screen.top.mark(rows[index]) { press(Array(repeating: .down, count: index)) }
        press(key)
    }

    private mutating func leaveAll() {
        guard let effects = screen.top.leaveAll() else { return press(.control("c")) }
        for effect in effects where outcome == nil { run(effect) }
    }

    // MARK: - Keys

    /// Sends keys to the screen one by one.
    mutating func press(_ keys: Key...) { press(keys) }

    mutating func press(_ keys: [Key]) {
        for key in keys where outcome == nil {
            said = nil
            tell(.key(key, at: clock()))
            see()
        }
    }

    mutating func see() { tell(.presented(at: clock())) }
}
