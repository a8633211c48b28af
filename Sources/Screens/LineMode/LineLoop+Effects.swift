internal import Anthropic
internal import GatewayHost
internal import TerminalUI

extension LineLoop {
    /// Sends an event to the wizard and runs the resulting effects.
    mutating func tell(_ event: ScreenEvent) {
        for effect in wizard.handle(event) where outcome == nil { run(effect) }
    }

    mutating func leave(code: Int32) {
        // The last page has already reported what was done.
        outcome = ExitOutcome(code: code, lines: wizard.current == .done ? [] : wizard.farewell)
    }

    mutating func run(_ effect: Effect) {
        switch effect {
        case .apply(let plan):
            if shown?.asking != .waiting { say(wizard.words("review.title.applying")) }
            let result = effects.apply(plan)
            // Answers typed during the apply were not meant for the next page.
            if case .success = result { terminal.discardPendingKeys() }
            tell(.applied(result, interrupted: false, at: clock()))
        case .undo: tell(.undone(effects.undo()))
        case .reread: tell(.reread(effects.reread()))
        case .check(let request):
            if let host = wizard.host.checks?.host { say(wizard.words("line.check", ["host": host])) }
            effects.check(request) { [inbox, terminal] verification in
                inbox.put(request.id, verification)
                terminal.wake()
            }
        case .stopCheck(let id): effects.stopCheck(id: id)
        case .record(let id, let profileID):
            if let problem = effects.record(checkID: id, profileID: profileID) { tell(.recordFailed(problem)) }
        case .wake(let milliseconds): wakeTime = clock() + Int64(milliseconds)
        case .leave(let code): leave(code: code)
        // Line mode has no row that fetches models.
        case .askModels, .keepModels, .suspend, .repaint, .browse: break
        }
    }
}
