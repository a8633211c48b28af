internal import TerminalUI

// Keys become lines; those of a secret go to the screen one by one.
extension LineLoop {
    mutating func handle(_ key: Key) {
        switch key {
        case .control("c"):
            newLine()
            editor = LineEditor()
            pending = nil
            press(.control("c"))
            answered()
        case .control("d") where editor.isEmpty && pending == nil:
            newLine()
            leave(code: screen.endOfInputCode)
        case .control("z"): suspend()
        default:
            if screen.top.asksForSecret { handleSecret(key) } else { handleLine(key) }
        }
    }

    private mutating func suspend() {
        newLine()
        if !terminal.suspend() { say(words("suspend.refused")) }
        prompt()
        terminal.write("\(editor.text)")
    }

    private mutating func handleLine(_ key: Key) {
        // The late rest of a secret must not be echoed, and an invalid paste is judged by the screen.
        if key.pasted != nil, screen.top.judgesPastes { return judge(key) }
        switch editor.handle(key) {
        case .echo(let text): terminal.write(text)
        case .line(let line):
            newLine()
            answer(line)
        case .secretPasted: judge(key)
        case .full(let limit): complain(words("field.full", ["limit": String(limit)]))
        case .ignored: break
        }
    }

    /// A paste that is no answer here: the screen decides what to do with it.
    private mutating func judge(_ paste: Key) {
        newLine()
        editor = LineEditor()
        press(paste)
        answered()
    }

    /// Reports that a key was not accepted; the line stays as it is.
    private mutating func complain(_ text: String) {
        newLine()
        say(words.spoken(.error, text))
        prompt()
        terminal.write("\(editor.text)")
    }

    // MARK: - Secrets

    private mutating func handleSecret(_ key: Key) {
        if let command = pending {
            pending = nil
            switch key {
            case .enter:
                newLine()
                return command == "<" ? act(on: .back) : act(on: .help)
            case .backspace, .delete, .control("u"), .control("w"): return
            // The `<` or `?` was part of a longer text. No secret contains it; the field reports that on Enter.
            default: press(.character(command))
            }
        }
        if case .character(let character) = key, "<?".contains(Key.folded(character)) {
            return pending = Key.folded(character)
        }
        press(key)
        let isAnswer = if case .paste = key { true } else { key == .enter || screen.top.message != nil }
        guard isAnswer else { return }
        newLine()
        answered(withNews: key != .enter)
    }
}
