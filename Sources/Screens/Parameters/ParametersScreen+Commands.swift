internal import GatewayConfig
internal import GatewayHost
internal import TerminalUI

// Key commands; letters only open a preview or collect an edit.
extension ParametersScreen {
    mutating func run(_ command: Command) -> [Effect] {
        switch command {
        case .back: return goBack()
        case .quit: return leave(leaveScreen)
        case .leave: return leave([.leave(code: 130)])
        case .help: openHelp()
        case .redraw:
            message = .plain(words("reread"))
            return [.repaint, .browse(.read)]
        case .suspend: return [.suspend]
        case .filter: (pane, isFiltering) = (.models, true)
        case .otherPane: if !isOnAsking { pane = pane == .models ? .parameters : .models }
        case .chooseAgent: openAgents()
        case .editFile: return waysOut.edit.map { [$0.action.effect] } ?? []
        case .undo: return [.browse(.planUndo)]
        case .remove: unset()
        case .save: save()
        case .diff: openDiff()
        case .showCommand:
            let reading = [words.texts.command("config get \(host.format.places.models)")]
            openCommand(otherwise: edits.isEmpty ? [reading] : edits.commands(on: host))
        case .yes, .no:
            if case .leaving(let leaving) = overlays.last { return answer(leaving, leaves: command == .yes) }
            return answer(yes: command == .yes)
        case .up, .down, .pageUp, .pageDown, .first, .last: scroll(command)
        default: break
        }
        return []
    }

    /// The effects that leave this screen.
    var leaveScreen: [Effect] { isRoot ? [.leave(code: 0)] : [.browse(.back)] }

    private mutating func goBack() -> [Effect] {
        if progress.waiting != nil {
            stopWaiting()
        } else if !overlays.isEmpty {
            close()
        } else if isFiltering || !models.filter.isEmpty {
            clearFilter()
        } else if sheet != nil, !hasTwoPanes, pane == .parameters {
            pane = .models
        } else if isRoot {
            message = .plain(words("profiles.backHint"))
        } else {
            return leave(leaveScreen)
        }
        return []
    }

    /// Leaves, or asks first if edits would be lost; during that question Ctrl-C leaves.
    mutating func leave(_ effects: [Effect]) -> [Effect] {
        let isAsked = if case .leaving = overlays.last { true } else { false }
        guard !isAsked, !edits.isEmpty else { return asking.stop() + effects }
        let question = Question(
            .leave,
            text: words("parameters.leave", count: edits.count),
            no: words("leave.stay"),
            yes: words("leave.leave")
        )
        open(.leaving(Leaving(question: question, effects: effects)))
        return []
    }

    mutating func act(_ row: String) -> [Effect] {
        progress.settling = nil
        return row == Strip.doIt ? doIt() : []
    }

    // MARK: - Saving

    /// Shows the plan of all edits.
    private mutating func save() {
        guard !edits.isEmpty, let parameterWords else { return message = .plain(words("parameters.nothingToSave")) }
        let change = ProposedChange.parameters(edits)
        switch host.planner(change) {
        case .failure(let problem): message = .error(problem.sentence)
        case .success(let plan) where plan.isEmpty: message = .plain(words("review.title.nothing"))
        case .success(let plan):
            let details = parameterWords.changes(edits, sheets: host.parameters)
            let values = ["change": details.first ?? ""]
            let proposal = Proposal(
                change,
                plan: plan,
                title: words("parameters.save", count: edits.count),
                details: details,
                done: words("parameters.saved", count: edits.count, values),
                isDangerous: false,
                words: words
            )
            open(.proposal(proposal))
        }
    }

    private mutating func openHelp() {
        let sheet = HelpSheet(
            words: words,
            keys: keys,
            enterLabel: enterLabel,
            topic: "parameters",
            name: words("parameters.name")
        )
        toggle(sheet)
    }
}
