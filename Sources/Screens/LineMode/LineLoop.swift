internal import Anthropic
internal import GatewayHost
internal import Glibc
internal import Secrets
package import TerminalUI

/// Screens in line mode: the same pages and keys as on a screen, printed as text and answered by typed lines.
///
/// Printed text is never overwritten, a prompt is repeated only on request, and a secret is not echoed.
///
///     let outcome = LineLoop.run(Wizard(setup), terminal: terminal, effects: effects)
@MainActor
package struct LineLoop {
    var screen: any SpokenStack
    let terminal: any LineTerminal
    let effects: any WizardEffects
    /// Nil if the screen is not a browse screen.
    let browse: (any BrowseEffects)?
    let clock: @MainActor () -> Int64
    var editor = LineEditor()
    /// The page that was printed last.
    var shown: SpokenPage?
    /// The overlay that was printed last, such as a question.
    var shownOver: SpokenPage?
    /// The number of rows beyond the first few that were asked for on the page that was printed last.
    var more = 0
    /// The message that was printed since the last key.
    var said: Message?
    /// `<` or `?` typed in a secret prompt and not yet followed by Enter.
    var pending: Character?
    var wakeTime: Int64?
    let inbox = CheckInbox()
    var outcome: ExitOutcome?

    var words: Words { screen.top.words }

    /// Runs until the person leaves or a signal ends it; the caller closes the terminal.
    package static func run(
        _ wizard: Wizard,
        terminal: any LineTerminal,
        effects: any WizardEffects,
        clock: @escaping @MainActor () -> Int64 = MonotonicClock.now
    ) -> ExitOutcome {
        var loop = LineLoop(screen: wizard, terminal: terminal, effects: effects, browse: nil, clock: clock)
        return loop.run()
    }

    /// The same for a stack of browse screens.
    package static func run(
        _ screens: Navigator,
        terminal: any LineTerminal,
        effects: any WizardEffects & BrowseEffects,
        clock: @escaping @MainActor () -> Int64 = MonotonicClock.now
    ) -> ExitOutcome {
        var loop = LineLoop(screen: screens, terminal: terminal, effects: effects, browse: effects, clock: clock)
        return loop.run()
    }

    private mutating func run() -> ExitOutcome {
        say(screen.spokenGreeting)
        answered()
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
            let isAwaited = screen.top.awaits(check: result.id)
            let sentence = screen.top.spokenResult(result.verification)
            if isAwaited { newLine() }
            tell(.checked(id: result.id, result.verification, at: clock()))
            guard isAwaited, outcome == nil else { continue }
            if let sentence { say(sentence) }
            answered()
            terminal.write("\(editor.text)")
        }
    }

    private mutating func handle(_ event: TerminalEvent?) {
        switch event {
        case .key(let key): handle(key)
        case .signal(let number):
            newLine()
            if number == SIGHUP, let draft = screen.draft { effects.keep(draft) }
            leave(code: 128 + number)
        case .resumed: prompt()
        case .resize, .woken, .filesChanged, nil: break
        }
    }

    private mutating func wakeIfDue() {
        guard let due = wakeTime, clock() >= due else { return }
        wakeTime = nil
        let page = screen.top.spokenPage
        let wasSettling = screen.top.isSettling
        tell(.woken(at: clock()))
        // Most clocks on a page are not told: a text says what was so when it was printed.
        let hasNews = screen.top.message.map { $0 != said } ?? false
        guard outcome == nil, wasSettling || hasNews || !screen.top.spokenPage.reads(like: page) else { return }
        answered()
    }
}
