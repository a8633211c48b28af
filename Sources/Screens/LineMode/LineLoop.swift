internal import Anthropic
internal import GatewayHost
internal import Glibc
internal import Secrets
package import TerminalUI

/// The wizard in line mode: the same pages and keys as on a screen, printed as text and answered by typed lines.
///
/// Printed text is never overwritten, a prompt is repeated only on request, and a secret is not echoed.
///
///     let outcome = LineLoop.run(Wizard(setup), terminal: terminal, effects: effects)
@MainActor
package struct LineLoop {
    var wizard: Wizard
    let terminal: any LineTerminal
    let effects: any WizardEffects
    let clock: @MainActor () -> Int64
    var editor = LineEditor()
    /// The page that was printed last.
    var shown: SpokenPage?
    /// The overlay that was printed last, such as a question.
    var shownOver: SpokenPage?
    /// `<` or `?` typed in a secret prompt and not yet followed by Enter.
    var pending: Character?
    var wakeTime: Int64?
    let inbox = CheckInbox()
    var outcome: ExitOutcome?

    /// Runs until the person leaves or a signal ends it; the caller closes the terminal.
    package static func run(
        _ wizard: Wizard,
        terminal: any LineTerminal,
        effects: any WizardEffects,
        clock: @escaping @MainActor () -> Int64 = MonotonicClock.now
    ) -> ExitOutcome {
        var loop = LineLoop(wizard: wizard, terminal: terminal, effects: effects, clock: clock)
        return loop.run()
    }

    private mutating func run() -> ExitOutcome {
        say(wizard.spokenGreeting)
        readOut()
        defer { effects.stopChecks() }
        while true {
            if let outcome { return outcome }
            let event = terminal.nextEvent(timeoutMilliseconds: wakeTime.map { Int(max(0, $0 - clock())) })
            wakeIfDue()
            takeChecks()
            handle(event)
        }
    }

    /// Prints one line per finished check; the page is printed again only if its rows changed.
    private mutating func takeChecks() {
        for result in inbox.take() where outcome == nil {
            let isAwaited = wizard.check.isRunning && wizard.check.id == result.id
            tell(.checked(id: result.id, result.verification, at: clock()))
            guard isAwaited, outcome == nil else { continue }
            newLine()
            say(CheckWords(wizard.setup.texts).sentence(result.verification))
            answered()
            terminal.write("\(editor.text)")
        }
    }

    private mutating func handle(_ event: TerminalEvent?) {
        switch event {
        case .key(let key): handle(key)
        case .signal(let number):
            newLine()
            if number == SIGHUP, let draft = wizard.draft { effects.keep(draft) }
            leave(code: 128 + number)
        case .resumed: prompt()
        case .resize, .woken, .filesChanged, nil: break
        }
    }

    private mutating func wakeIfDue() {
        guard let due = wakeTime, clock() >= due else { return }
        wakeTime = nil
        tell(.woken(at: clock()))
        if outcome == nil { answered() }
    }

    // MARK: - Keys

    private mutating func handle(_ key: Key) {
        switch key {
        case .control("c"):
            newLine()
            editor = LineEditor()
            pending = nil
            press(.control("c"))
            answered()
        case .control("d") where editor.isEmpty && pending == nil:
            newLine()
            leave(code: wizard.current == .done ? 0 : 130)
        case .control("z"): suspend()
        default:
            if wizard.asksForSecret { handleSecret(key) } else { handleLine(key) }
        }
    }

    private mutating func suspend() {
        newLine()
        if !terminal.suspend() { say(wizard.words("suspend.refused")) }
        prompt()
        terminal.write("\(editor.text)")
    }

    private mutating func handleLine(_ key: Key) {
        // The late rest of a secret must not be echoed, and an invalid paste is judged by the wizard.
        if key.pasted != nil, wizard.followsCredential { return judge(key) }
        switch editor.handle(key) {
        case .echo(let text): terminal.write(text)
        case .line(let line):
            newLine()
            answer(line)
        case .secretPasted: judge(key)
        case .full(let limit): complain(wizard.words("field.full", ["limit": String(limit)]))
        case .ignored: break
        }
    }

    /// A paste that is no answer here: the wizard decides what to do with it.
    private mutating func judge(_ paste: Key) {
        newLine()
        editor = LineEditor()
        press(paste)
        answered()
    }

    /// Reports that a key was not accepted; the line stays as it is.
    private mutating func complain(_ text: String) {
        newLine()
        say(wizard.words.spoken(.error, text))
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
        let isAnswer = if case .paste = key { true } else { key == .enter || wizard.message != nil }
        guard isAnswer else { return }
        newLine()
        answered(withNews: key != .enter)
    }
}
