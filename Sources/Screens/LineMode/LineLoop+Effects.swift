internal import Anthropic
internal import GatewayHost
internal import TerminalUI

extension LineLoop {
    /// Sends an event to the screen and runs the resulting effects.
    mutating func tell(_ event: ScreenEvent) {
        for effect in screen.handle(event) where outcome == nil { run(effect) }
    }

    mutating func leave(code: Int32) {
        outcome = ExitOutcome(code: code, lines: screen.spokenFarewell)
    }

    mutating func run(_ effect: Effect) {
        switch effect {
        case .apply(let plan):
            if shownOver?.asking != .waiting, shown?.asking != .waiting { say(words("review.title.applying")) }
            let result = effects.apply(plan)
            // Answers typed during the apply were not meant for the next page.
            if case .success = result { terminal.discardPendingKeys() }
            tell(.applied(result, interrupted: false, at: clock()))
        case .undo: undone(effects.undo())
        case .reread: tell(.reread(effects.reread()))
        case .check(let request):
            if let host = screen.top.checkedHost { say(words("line.check", ["host": host])) }
            effects.check(request) { [inbox, terminal] verification in
                inbox.put(request.id, verification)
                terminal.wake()
            }
        case .stopCheck(let id): effects.stopCheck(id: id)
        case .record(let id, let profileID):
            if let problem = effects.record(checkID: id, profileID: profileID) { tell(.recordFailed(problem)) }
        case .wake(let milliseconds): wakeTime = min(wakeTime ?? .max, clock() + Int64(milliseconds))
        case .leave(let code): leave(code: code)
        case .leaveForHome:
            leave(code: 0)
            outcome?.goesHome = true
        case .browse(let request): run(request)
        case .askModels(let request):
            if let host = screen.top.checkedHost { say(words("line.ask", ["host": host])) }
            effects.askModels(request) { [inbox, terminal] verification in
                inbox.put(request.id, verification)
                terminal.wake()
            }
        case .keepModels: if let problem = effects.keepModels() { tell(.recordFailed(problem)) }
        case .suspend, .repaint: break
        }
    }

    /// Answers typed meanwhile are dropped.
    private mutating func undone(_ result: Result<[String], Problem>) {
        terminal.discardPendingKeys()
        tell(.undone(result))
    }

    private mutating func run(_ request: BrowseRequest) {
        guard let browse else { return }
        switch request {
        case .read: tell(.browse(.read(browse.read(), at: clock())))
        case .planUndo: tell(.browse(.undoPlanned(browse.plannedUndo())))
        case .prepareWizard(let agent): tell(.browse(.wizard(browse.wizardSetup(agent: agent))))
        case .undo(let record): undone(browse.undo(record: record))
        case .edit(let path, let line):
            tell(.browse(.edited(browse.edit(path: path, line: line))))
            tell(.browse(.read(browse.read(), at: clock())))
        // The navigator has handled them.
        case .open, .back: break
        }
    }
}
